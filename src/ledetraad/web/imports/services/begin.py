"""Beginning to take a document in: it is kept, and read in the background."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.readers.registry import within_bounds
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.imports.models import Import
from ledetraad.web.imports.reading import READ
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.plans.models import WorkingCopy

_LONGEST_NAME = 200


def begin(
    municipality: Municipality,
    data: bytes,
    name: str,
    *,
    user: User | None,
    working_copy: WorkingCopy | None = None,
) -> Import:
    """Keep a document and have it read.

    Args:
        municipality: whose plan it is.
        data: the document.
        name: its file name; the ending says what it is.
        user: who takes it in.
        working_copy: the plan that it is a newer document of; None for a new one.

    Raises:
        UnreadableDocument: too large, or of a kind that can't be read; nothing is kept.
    """
    within_bounds(data, name)
    with transaction.atomic():
        document = Import.objects.create(
            municipality=municipality,
            working_copy=working_copy,
            name=name[-_LONGEST_NAME:],  # its ending is needed
            data=data,
            size=len(data),
            begun_by=user,
        )
        read_again(document)
    return document


def read_again(document: Import) -> None:
    """Have a document read, by what is said of it now."""
    with transaction.atomic():
        document.state = Import.State.READING
        document.error = None
        document.job = enqueue(READ, owner=document.municipality_id, import_id=document.pk)
        document.save()

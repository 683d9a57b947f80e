"""Correcting what was read, and taking a correction back."""

from __future__ import annotations

from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.edit import Edit, apply_edit
from ledetraad.web.imports.models import Import
from ledetraad.web.plan_forms import EDITS

MOST = 2_000


class TooMany(LedetraadError):
    """More corrections than one document can have."""


def correct(document: Import, *edits: Edit) -> None:
    """Store corrections to what was read, all or none.

    Args:
        document: one that has been read.
        edits: in the order they are made.

    Raises:
        InvalidEdit: one can't be made; nothing is stored.
        TooMany: the document has so many corrections that it had better be mended itself.
    """
    with transaction.atomic():
        held = _held(document)
        plan = held.corrected()
        for edit in edits:
            plan = apply_edit(plan, edit)
        if len(held.edits) + len(edits) > MOST:
            raise TooMany(
                N_("There are more than %(most)s corrections."),
                where=document.name,
                remedy=N_("Correct the document itself, and take it in again."),
                most=MOST,
            )
        held.edits = [*held.edits, *EDITS.dump_python(edits, mode="json", exclude_defaults=True)]
        held.save(update_fields=["edits", "changed_at"])
    document.edits = held.edits


def undo(document: Import) -> None:
    """Take the last correction back, where there is one."""
    with transaction.atomic():
        held = _held(document)
        held.edits = held.edits[:-1]
        held.save(update_fields=["edits", "changed_at"])
    document.edits = held.edits


def settle(document: Import, key: str, *, settled: bool) -> None:
    """Say that a doubt has been looked at and is right, or take that back."""
    with transaction.atomic():
        held = _held(document)
        known = {note["key"] for note in held.notes}
        keys = [each for each in held.settled if each != key]
        held.settled = [*keys, key] if settled and key in known else keys
        held.save(update_fields=["settled", "changed_at"])
    document.settled = held.settled


def _held(document: Import) -> Import:
    """The document as it is now, which nobody else changes meanwhile."""
    return Import.objects.select_for_update().defer("data").get(pk=document.pk)

"""Saying what a document's parts mean, after which it is read again."""

from __future__ import annotations

from collections.abc import Mapping as Answers

from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.readers.forms.questions import answered
from ledetraad.web.imports.models import Import
from ledetraad.web.imports.services.begin import read_again


class NothingToSay(LedetraadError):
    """A document whose form is fixed."""


def say(document: Import, answers: Answers[str, str]) -> bool:
    """Store what somebody has said of a document, and have it read again by that.

    Args:
        document: one that has been read.
        answers: as `ledetraad.readers.forms.questions.answered` takes them.

    Returns:
        Whether it is read again; not where nothing of it was changed.

    Raises:
        UnreadableDocument: an answer is none of those that may be given.
        NothingToSay: the document's form is fixed.
    """
    understood = document.mapping()
    if understood is None:
        raise NothingToSay(
            N_("The form of this document is fixed, so there is nothing to say of it."),
            where=document.name,
            remedy=N_("Go on and look through what was read."),
        )
    mapping = answered(understood, answers, document.name)
    same = document.said is not None and mapping == understood
    document.said = mapping.model_dump(mode="json")
    if same:
        document.save(update_fields=["said", "changed_at"])
        return False
    read_again(document)
    return True


def start_over(document: Import) -> None:
    """Read a document without anything that was said of it, or of others of its shape."""
    with transaction.atomic():
        document.said, document.said_before, document.from_scratch = None, "", True
        read_again(document)

"""Keeping what staff decide to what they have read: a sender's correction makes a new version."""

from __future__ import annotations

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.history.models import Change, Recorded
from ledetraad.web.history.recording import keep_changes

CORRECTED = N_("Corrected by its sender")
_MARK = "corrected"


class SaidAnew(LedetraadError):
    """The sender has corrected what somebody is about to decide of since they opened it."""


def say_anew(of: Recorded, number: int) -> None:
    """Make a new version of what its sender has corrected. Called in a transaction.

    Args:
        of: a statement or a comment, as stored now.
        number: of the statement's version that says so.
    """
    of.version += 1
    of.save(update_fields=["version"])
    keep_changes([(of, {_MARK: [number - 1, number]})], user=None, reason=CORRECTED)


def require_read(of: Recorded, version: int | None) -> None:
    """Go on only where what was looked at says what it says now. Called in a transaction.

    Args:
        of: a statement or a comment.
        version: the version that was looked at; None for whatever it says.

    Raises:
        SaidAnew: its sender has corrected it since.
    """
    if version is None:
        return
    type(of)._default_manager.select_for_update().get(pk=of.pk)
    since = Change.objects.filter(kind=of.kind(), object_id=of.pk, version__gt=version)
    if any(_MARK in one.fields for one in since):
        raise SaidAnew(
            N_("The sender has corrected this since you opened it."),
            where=of.title,
            remedy=N_("Read what it says now, and decide anew."),
        )

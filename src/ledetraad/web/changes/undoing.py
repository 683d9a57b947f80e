"""Undoing and restoring, as it is done with most kinds of thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from pydantic import ValidationError

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.validation import first_fault
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.kind import Undoing, anything
from ledetraad.web.followup.services.change_undo import undo_last
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import NothingToUndo, restore

May = Callable[[Access, User, Any], bool]
After = Callable[[Any], None]


class CantComeBack(LedetraadError):
    """What can't say again what it said."""


def in_the_municipality(action: Action) -> May:
    """Those who may do something in the whole municipality."""
    return lambda allowed, _user, _thing: allowed.may(action)


def in_its_unit(action: Action) -> May:
    """Those who may do something in the unit that the thing belongs to."""
    return lambda allowed, _user, thing: allowed.may(action, thing.unit_id)


def plainly(
    may: May,
    *,
    refused: Callable[[Any, Change], LedetraadError | None] = anything,
    fits: After | None = None,
    after: After | None = None,
    listed: bool = True,
) -> Undoing:
    """Undo and restore by nothing but the history.

    Args:
        may: who may.
        refused: why a change can't be undone; None where it can.
        fits: raises why something that is deleted can't be there again.
        after: what has to be done when a thing says something else.
        listed: whether it stands in the list of what is deleted.
    """

    def undo(thing: Any, user: User, version: int | None) -> None:
        with _whole(thing):
            if fits is not None and thing.deleted_at is not None:
                fits(thing)
            undo_last(thing, user=user, version=version)
            if after is not None:
                after(thing)

    def bring_back(thing: Any, user: User) -> None:
        with _whole(thing):
            if fits is not None:
                fits(thing)
            restore(thing, user=user)
            if after is not None:
                after(thing)

    return Undoing(may, undo, bring_back, refused, listed)


def nothing_to_undo(where: str) -> NothingToUndo:
    """The error of a thing whose last change can't be undone."""
    return NothingToUndo(
        N_("There is no change to undo."),
        where=where,
        remedy=N_("Open the history, and change back what you want to."),
    )


@contextmanager
def _whole(thing: Any) -> Iterator[None]:
    """All or nothing; what the database or the thing itself won't have is told in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise CantComeBack(
            N_("There is something else in its place now."),
            where=str(thing),
            remedy=N_("Delete or change that first, or leave this as it is."),
        ) from None
    except ValidationError as error:
        raise CantComeBack(
            N_("It can't say that again as things stand: %(reason)s."),
            where=str(thing),
            remedy=N_("Open it, and change what you want to by hand."),
            reason=first_fault(error)[1],
        ) from None

"""Changing what others may be changing at the same time; nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from pydantic import ValidationError

from ledetraad.i18n import N_
from ledetraad.validation import first_fault
from ledetraad.web.followup.services.said_at import THEIRS, said_at
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.history.models import Recorded
from ledetraad.web.history.recording import change


@dataclass(frozen=True, slots=True)
class Answer:
    """What a form says of the versions that it was made from.

    Args:
        version: the one that it was opened from: what differs from it is the person's own change.
        seen: the one whose differences the person has been shown and has chosen among.
        chosen: for each field that both had changed, whose text is to stand.
    """

    version: int
    seen: int
    chosen: Mapping[str, str] = field(default_factory=dict)


def change_together(
    of: Recorded,
    said: Mapping[str, Any],
    answer: Answer,
    *,
    user: User | None,
    led: Mapping[str, str] | None = None,
    at: str = "name",
) -> bool:
    """Change what an object says.

    Args:
        of: which.
        said: all that its form says, as JSON holds it.
        answer: the versions that the form was made from.
        user: who changes it.
        led: fields that are chosen with another one, and that one.
        at: the field at which it is told that the changes of two don't go together.

    Returns:
        Whether anything is changed.

    Raises:
        ChangedMeanwhile: others have changed the same fields since `answer.seen`; nothing is
            stored.
        FormRefused: what both have changed doesn't go together; nothing is stored.
    """
    given_up = {name for name, whose in answer.chosen.items() if whose == THEIRS}
    given_up |= {name for name, leader in (led or {}).items() if leader in given_up}
    with transaction.atomic():
        held = type(of)._default_manager.select_for_update().get(pk=of.pk)
        before = said_at(held, answer.version)
        own = {
            name: value
            for name, value in said.items()
            if value != before.get(name) and name not in given_up
        }
        try:
            return change(held, own, user=user, version=answer.seen)
        except ValidationError as error:
            problem = FieldRefused(
                N_("What you and others have changed doesn't go together: %(reason)s."),
                remedy=N_(
                    "Open the page anew in another window, and look at what stands there now."
                ),
                reason=first_fault(error)[1],
            )
            raise FormRefused({at: problem}) from None

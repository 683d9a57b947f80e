"""Deciding what becomes of the year's measures: carried over with a new deadline, done, stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from pydantic import ValidationError

from ledetraad.errors import LedetraadError
from ledetraad.followup.status import MeasureStatus
from ledetraad.i18n import N_
from ledetraad.validation import first_fault
from ledetraad.web.followup.models import Measure
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.history.recording import change


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a measure.

    Args:
        status: how it is closed; None to go on with it.
        deadline: the new deadline of one that is gone on with.
    """

    status: MeasureStatus | None = None
    deadline: date | None = None


def carry_measures(
    decisions: Mapping[int, Decision], measures: Mapping[int, Measure], *, year: int, user: User
) -> int:
    """Carry out what was decided, all or nothing.

    Args:
        decisions: by the measures' numbers.
        measures: those that may be decided about, by number.
        year: the year that is set up, for the history.
        user: who decides.

    Returns:
        How many measures were changed.

    Raises:
        FormRefused: a measure can't be changed so; nothing is stored.
    """
    problems: dict[str, LedetraadError] = {}
    changed = 0
    with transaction.atomic():
        for number, decision in decisions.items():
            values = (
                {"status": decision.status.value}
                if decision.status is not None
                else {"deadline": decision.deadline.isoformat() if decision.deadline else None}
            )
            try:
                changed += change(measures[number], values, user=user, reason=f"Årsplan {year}")
            except ValidationError as error:
                problems[f"deadline-{number}"] = FieldRefused(
                    N_("This can't be: %(reason)s."),
                    remedy=N_("Correct it, and save again."),
                    reason=first_fault(error)[1],
                )
        if problems:
            transaction.set_rollback(True)
    if problems:
        raise FormRefused(problems)
    return changed

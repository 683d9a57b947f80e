"""Changing an indicator that others may be changing at the same time; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User
from django.db import transaction
from pydantic import ValidationError

from ledetraad.followup.indicator import IndicatorValues
from ledetraad.i18n import N_
from ledetraad.validation import first_fault
from ledetraad.web.followup.models import Indicator
from ledetraad.web.followup.services.said_at import THEIRS, said_at
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.history.recording import change

_TOGETHER = {"element": ("plan",), "baseline": ("baseline_year",)}
"""Fields that are chosen with another one."""


def change_indicator(
    indicator: Indicator,
    values: IndicatorValues,
    *,
    user: User | None,
    version: int,
    seen: int,
    chosen: Mapping[str, str],
) -> bool:
    """Change what an indicator says.

    Args:
        indicator: which.
        values: all that its form says.
        user: who changes it.
        version: the version that the form was opened from: what differs from it is the person's
            own change.
        seen: the version whose differences the person has been shown and has chosen among.
        chosen: for each field that both had changed, whose text is to stand.

    Returns:
        Whether anything is changed.

    Raises:
        ChangedMeanwhile: others have changed the same fields since `seen`; nothing is stored.
        FormRefused: what both have changed doesn't go together; nothing is stored.
    """
    said = values.model_dump(mode="json")
    given_up = {name for name, whose in chosen.items() if whose == THEIRS}
    given_up |= {other for name in given_up for other in _TOGETHER.get(name, ())}
    with transaction.atomic():
        held = Indicator.objects.select_for_update().get(pk=indicator.pk)
        before = said_at(held, version)
        own = {
            name: value
            for name, value in said.items()
            if value != before.get(name) and name not in given_up
        }
        try:
            return change(held, own, user=user, version=seen)
        except ValidationError as error:
            raise FormRefused({"targets": _apart(error)}) from None


def _apart(error: ValidationError) -> FieldRefused:
    return FieldRefused(
        N_("What you and others have changed doesn't go together: %(reason)s."),
        remedy=N_("Open the page anew in another window, and look at what stands there now."),
        reason=first_fault(error)[1],
    )


def to_choose(fields: Iterable[str]) -> list[str]:
    """The fields that a person chooses between, of those that two have changed."""
    led = {other: name for name, others in _TOGETHER.items() for other in others}
    return sorted({led.get(name, name) for name in fields})

"""The form in which it is chosen what is published."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.i18n import N_
from ledetraad.publish.followup.choice import CHOICE_NAMES, PublishingChoice
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.forms import FieldRefused, Form, FormRefused

TICKS = tuple(name for name in CHOICE_NAMES if name != "period")


def read(form: Form, periods: Sequence[ReportingPeriod]) -> PublishingChoice:
    """What a form chooses.

    Raises:
        FormRefused: it names a period that there is none of.
    """
    period = form.key("period")
    if form.text("period") and period not in {one.pk for one in periods}:
        form.problems["period"] = FieldRefused(
            N_("There is no such reporting period."), remedy=N_("Choose one from the list.")
        )
    ticked = {name: form.text(name) == "1" for name in TICKS}
    if form.problems:
        raise FormRefused(form.problems)
    return PublishingChoice.model_validate({**ticked, "period": period})


def written(said: PublishingChoice) -> dict[str, str]:
    """A choice as its form says it."""
    ticked = {name: "1" for name in TICKS if getattr(said, name)}
    return {**ticked, "period": str(said.period or "")}

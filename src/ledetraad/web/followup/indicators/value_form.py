"""The form for a value: what somebody has written → a value for a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from ledetraad.errors import LedetraadError
from ledetraad.followup.indicator import Figure, IndicatorValues, Line
from ledetraad.followup.written import amount
from ledetraad.i18n import N_
from ledetraad.publish.followup.spans import KINDS, Span, span
from ledetraad.validation import refusal
from ledetraad.web.followup.indicators.form import figure
from ledetraad.web.followup.models import Observation
from ledetraad.web.forms import FieldRefused, Form

Missing = Observation.Missing


class EnteredValue(BaseModel):
    """A value for a period, or why there is none.

    Args:
        period: the period's code.
        value: in the indicator's unit; None where there is none.
        missing: why there is none.
        source: where it comes from.
        note: what one should know of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    period: str
    value: Figure | None = None
    missing: Missing | None = None
    source: Line = ""
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""

    @model_validator(mode="after")
    def _one_of_two(self) -> EnteredValue:
        if (self.value is None) == (self.missing is None):
            raise refusal(N_("write a value, or say why there is none"))
        return self

    @property
    def span(self) -> Span:
        """The period."""
        return span(self.period)

    @property
    def stamp(self) -> str:
        """What was written, so that one can say later that just this is right."""
        value = "" if self.value is None else format(self.value.normalize(), "f")
        return f"{self.period}={value}{self.missing or ''}"


def read(said: Mapping[str, str], indicator: IndicatorValues, today: date) -> EnteredValue:
    """What a form says.

    Args:
        said: the form's fields: `period`, `value`, `missing`, `source`, `note`.
        indicator: what the value is of.
        today: the day that it is entered.

    Raises:
        FormRefused: a field says something it can't.
    """
    form = Form(said)
    period = _period(form, indicator, today)
    value = figure(form, "value")
    _check_unit(form, indicator)
    missing = form.text("missing")
    if missing and form.text("value"):
        form.problems.setdefault(
            "missing",
            FieldRefused(
                N_("There is a value, too."),
                remedy=N_("Empty one of the two fields."),
            ),
        )
    values: dict[str, Any] = {
        "period": period,
        "value": value,
        "missing": missing or None,
        "source": form.text("source"),
        "note": form.text("note"),
    }
    if form.problems.keys() & {"value", "missing"}:
        values |= {"value": 0, "missing": None}
    return form.make(EnteredValue, values, {"": "value"})


def _period(form: Form, indicator: IndicatorValues, today: date) -> str:
    try:
        chosen = span(form.text("period"))
    except LedetraadError as problem:
        form.problems["period"] = problem
        return ""
    if chosen.period.kind is not KINDS[indicator.frequency] or chosen.period.year < 1900:  # noqa: PLR2004
        form.problems["period"] = FieldRefused(
            N_("The indicator is not measured for such a period."),
            remedy=N_("Choose one of those that are in the list."),
        )
    elif chosen.period.first > today:
        form.problems["period"] = FieldRefused(
            N_("This period has not begun yet."), remedy=N_("Choose an earlier one.")
        )
    elif indicator.since is not None and chosen.period.year < indicator.since:
        form.problems["period"] = FieldRefused(
            N_("The indicator is new from %(year)s."),
            remedy=N_("Choose a later period, or change the indicator."),
            year=indicator.since,
        )
    return chosen.code


def _check_unit(form: Form, indicator: IndicatorValues) -> None:
    """Refuse a percentage of what is not counted in percent."""
    text, unit = form.text("value"), indicator.measure_unit.lower()
    if not text or "value" in form.problems or not unit:
        return
    if amount(text).unit == "percent" and "%" not in unit and "prosent" not in unit:
        form.problems["value"] = FieldRefused(
            N_("This is measured in %(unit)s, not in %%."),
            remedy=N_("Write the number without %%, if that is what it is."),
            unit=indicator.measure_unit,
        )

"""The form for an indicator: what somebody has written → values, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User

from ledetraad.errors import LedetraadError
from ledetraad.followup.band_text import read_band, read_bands
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.models import Measure
from ledetraad.web.forms import FieldRefused, Form, FormRefused, whole

BANDS = ("desired", "accepted", "not_approved")
SPARE_ROWS = 2
"""How many empty rows for targets the form has below those that are filled."""
_TEXTS = (
    "name",
    "definition",
    "measure_unit",
    "direction",
    *BANDS,
    "frequency",
    "source",
    "goal",
    "perspective",
    "quality",
)
_TARGET_FIELDS = ("year", "value", "decided", "source")
_MOST_DIGITS = 24
_MOST_DECIMALS = 8


@dataclass(frozen=True)
class Choices:
    """What can be chosen in the form.

    Args:
        municipality: whose indicator it is.
        elements: of its plans.
        units: of it.
        people: who have a role in it.
        kept: what the indicator says already, which can stay although it can't be chosen anew.
    """

    municipality: Municipality
    elements: Elements
    units: list[Unit]
    people: list[User]
    kept: IndicatorValues | None = None


def read(said: Mapping[str, str], choices: Choices) -> IndicatorValues:
    """What a form says.

    Raises:
        FormRefused: a field says something it can't.
    """
    form = Form(said)
    values: dict[str, Any] = {name: form.text(name) for name in _TEXTS}
    values |= {
        "decimals": form.whole("decimals") or 0,
        "baseline_year": form.whole("baseline_year"),
        "baseline": figure(form, "baseline"),
        "lag": form.whole("lag"),
        "since": form.whole("since"),
        "unit": _unit(form, choices),
        "person": _person(form, choices),
    }
    values["plan"], values["element"] = _element(form, choices)
    values["measure"] = _measure(form, choices)
    values["targets"], names = _targets(form)
    _check_bands(form)
    _check_baseline(form, values)
    try:
        return form.make(IndicatorValues, values, {**names, "": "targets"})
    except FormRefused as refused:
        others = set(refused.problems) - {"targets"}
        if others & {*BANDS, "baseline", "baseline_year"}:
            refused.problems.pop("targets", None)
        raise


def written(values: IndicatorValues, measure: Measure | None) -> dict[str, str]:
    """An indicator as its form is filled.

    Args:
        values: what it says.
        measure: the measure that it speaks for.
    """
    said = {name: str(getattr(values, name)) for name in _TEXTS}
    for name in ("decimals", "baseline_year", "lag", "since", "unit", "person"):
        value = getattr(values, name)
        said[name] = "" if value is None else str(value)
    said["baseline"] = "" if values.baseline is None else number_text(values.baseline)
    said["element"] = f"{values.plan}:{values.element}" if values.plan is not None else ""
    said["measure"] = str(measure.number) if measure is not None else ""
    for row, one in enumerate(values.targets):
        said[f"targets-{row}-year"] = str(one.year)
        said[f"targets-{row}-value"] = number_text(one.value)
        said[f"targets-{row}-decided"] = _day_text(one.decided)
        said[f"targets-{row}-source"] = one.source
    return said


def target_rows(said: Mapping[str, str]) -> list[int]:
    """The rows for targets that the form shows: those that are filled, and some empty ones."""
    used = [row for row, _ in Form(said).rows("targets")]
    first = max(used, default=-1) + 1
    return [*used, *range(first, first + SPARE_ROWS)]


def figure(form: Form, name: str) -> Decimal | None:
    """A number as large, and with as many decimals, as can be kept; None where there is none."""
    value = form.number(name)
    if value is None:
        return None
    digits, exponent = value.as_tuple().digits, value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    before = len(digits) - places
    if places > _MOST_DECIMALS or before > _MOST_DIGITS - _MOST_DECIMALS:
        form.problems[name] = FieldRefused(
            N_("This number is too long."),
            remedy=N_("Write at most %(whole)s digits before the comma and %(decimals)s after it."),
            whole=_MOST_DIGITS - _MOST_DECIMALS,
            decimals=_MOST_DECIMALS,
        )
        return None
    return value


def _targets(form: Form) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The targets, and what their fields are called in the form."""
    targets: list[dict[str, Any]] = []
    names: dict[str, str] = {}
    for row, fields in form.rows("targets"):
        for name in _TARGET_FIELDS:
            names[f"targets.{len(targets)}.{name}"] = f"targets-{row}-{name}"
        one = {
            "year": fields.whole("year"),
            "value": figure(fields, "value"),
            "decided": fields.day("decided"),
            "source": fields.text("source"),
        }
        for name in ("year", "value"):
            if one[name] is None and name not in fields.problems:
                fields.problems[name] = FieldRefused(
                    N_("A target needs both a year and a value."),
                    remedy=N_("Fill in both, or empty the whole row."),
                )
        form.gather("targets", row, fields)
        targets.append(one)
    return targets, names


def _check_bands(form: Form) -> None:
    """Tell what is wrong with the bands at the fields that they are written in."""
    for name in BANDS:
        try:
            read_band(form.text(name))
        except LedetraadError as problem:
            form.problems[name] = problem
    filled = [name for name in BANDS if form.text(name)]
    if not filled or any(name in form.problems for name in BANDS):
        return
    try:
        read_bands(*(form.text(name) for name in BANDS))
    except LedetraadError as problem:
        form.problems["desired" if "desired" not in filled else filled[-1]] = problem


def _check_baseline(form: Form, values: Mapping[str, Any]) -> None:
    pair = ("baseline_year", "baseline")
    if any(name in form.problems for name in pair):
        return
    missing = [name for name in pair if values[name] is None]
    if len(missing) == 1:
        form.problems[missing[0]] = FieldRefused(
            N_("A value to start from needs both its year and its value."),
            remedy=N_("Fill in both, or empty both."),
        )


def _unit(form: Form, choices: Choices) -> int | None:
    known = {one.pk for one in choices.units}
    return _known(form, "unit", known, choices.kept.unit if choices.kept else None)


def _person(form: Form, choices: Choices) -> int | None:
    known = {one.pk for one in choices.people}
    return _known(form, "person", known, choices.kept.person if choices.kept else None)


def _known(form: Form, name: str, known: set[int], kept: int | None) -> int | None:
    """What was chosen, if it can be."""
    if not form.text(name):
        return None
    key = form.key(name)
    if key is not None and (key in known or key == kept):
        return key
    form.problems[name] = _none_such()
    return None


def _element(form: Form, choices: Choices) -> tuple[int | None, str | None]:
    """The plan and the element that were chosen."""
    text = form.text("element")
    if not text:
        return None, None
    plan, _, element = text.partition(":")
    key = whole(plan)
    kept = choices.kept
    stays = kept is not None and (key, element) == (kept.plan, kept.element)
    if stays or choices.elements.find(key, element) is not None:
        return key, element
    form.problems["element"] = _none_such()
    return None, None


def _measure(form: Form, choices: Choices) -> int | None:
    """The key of the measure whose number was written."""
    number = form.whole("measure")
    if number is None:
        return None
    found = Measure.objects.filter(municipality=choices.municipality)
    measure = found.filter(number=number).first() if 0 < number < 2**31 else None
    kept = choices.kept.measure if choices.kept else None
    if measure is None or (measure.deleted_at is not None and measure.pk != kept):
        form.problems["measure"] = FieldRefused(
            N_("There is no measure with this number."),
            remedy=N_("Look it up in the list of measures, or leave the field empty."),
        )
        return None
    if form.text("element"):
        form.problems["measure"] = FieldRefused(
            N_("An indicator speaks for one thing: an element or a measure."),
            remedy=N_("Choose one of the two, and leave the other empty."),
        )
    return int(measure.pk)


def _none_such() -> FieldRefused:
    return FieldRefused(
        N_("This can't be chosen."), remedy=N_("Choose one of those that are in the list.")
    )


def _day_text(day: date | None) -> str:
    return "" if day is None else f"{day.day}.{day.month}.{day.year}"

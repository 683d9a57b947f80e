"""What a thing may point to: units, people, elements and measures of its own municipality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ledetraad.errors import LedetraadError
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.measure import MeasureValues
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.problems import invalid
from ledetraad.web.api.shapes.indicators import IndicatorIn
from ledetraad.web.followup.indicators import form as indicator_form
from ledetraad.web.followup.measures import form as measure_form
from ledetraad.web.followup.models import Measure
from ledetraad.web.forms import FieldRefused, FormRefused

M = TypeVar("M", bound=BaseModel)


def merged(model: type[M], now: Mapping[str, Any], body: Mapping[str, Any]) -> M:
    """What a thing is to say: what it says now, with other values in place of some (RFC 7396).

    Args:
        model: what it is.
        now: what it says, as JSON holds it.
        body: some fields; null puts one back to what it is when nothing is said. Fields within
            fields are merged in the same way.

    Raises:
        FormRefused: a field says something it can't.
    """
    whole = _patched(now, body)
    try:
        return model.model_validate(whole)
    except ValidationError as error:
        raise invalid(error) from None


def _patched(now: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
    """Values with others in the place of some, as RFC 7396 has it."""
    found = {**now}
    for name, value in body.items():
        before = found.get(name)
        inside = isinstance(value, Mapping)
        found[name] = (
            _patched(before if isinstance(before, Mapping) else {}, value) if inside else value
        )
    return {name: value for name, value in found.items() if value is not None}


def check_measure(
    values: MeasureValues, choices: measure_form.Choices, allowed: Access
) -> MeasureValues:
    """A measure that points only to what it may; what it points to already can stay.

    Raises:
        FormRefused: it points to something else, or has no unit that the person may give it.
    """
    kept = choices.kept or MeasureValues(name="–")
    problems = dict(_people(values, choices, kept.unit, kept.person))
    for place, one in enumerate(values.serves):
        if one not in kept.serves and choices.elements.find(one.plan, one.element) is None:
            problems[f"serves.{place}"] = _none_such()
    if "unit" not in problems and not allowed.may(Action.EDIT_MEASURE, values.unit):
        problems["unit"] = FieldRefused(
            N_("A measure of yours has to have a unit."),
            remedy=N_("Choose your own unit, or one under it."),
        )
    if problems:
        raise FormRefused(problems)
    return values


def check_indicator(values: IndicatorIn, choices: indicator_form.Choices) -> IndicatorValues:
    """An indicator that points only to what it may, its measure by key as it is stored.

    Raises:
        FormRefused: it points to something else, or to two things.
    """
    kept = choices.kept or IndicatorValues(name="–")
    problems = dict(_people(values, choices, kept.unit, kept.person))
    stays = (values.plan, values.element) == (kept.plan, kept.element)
    known = stays or choices.elements.find(values.plan, values.element) is not None
    if values.plan is not None and not known:
        problems["element"] = _none_such()
    key = None
    if values.measure is not None:
        key, problem = _measure(values, choices, kept.measure)
        if problem is not None:
            problems["measure"] = problem
    if problems:
        raise FormRefused(problems)
    return IndicatorValues.model_validate({**dict(values), "measure": key})


def _measure(
    values: IndicatorIn, choices: indicator_form.Choices, kept: int | None
) -> tuple[int | None, LedetraadError | None]:
    number = values.measure or 0
    found = Measure.objects.filter(municipality=choices.municipality, number=number).first()
    if found is None or (found.deleted_at is not None and found.pk != kept):
        return None, FieldRefused(
            N_("There is no measure with this number."),
            remedy=N_("Look it up in the list of measures, or leave the field empty."),
        )
    if values.element is not None:
        return None, FieldRefused(
            N_("An indicator speaks for one thing: an element or a measure."),
            remedy=N_("Choose one of the two, and leave the other empty."),
        )
    return found.pk, None


def _people(
    values: MeasureValues | IndicatorValues,
    choices: measure_form.Choices | indicator_form.Choices,
    unit: int | None,
    person: int | None,
) -> Iterable[tuple[str, LedetraadError]]:
    """What is wrong with the unit and the person."""
    if values.unit not in {None, unit, *(one.pk for one in choices.units)}:
        yield "unit", _none_such()
    if values.person not in {None, person, *(one.pk for one in choices.people)}:
        yield "person", _none_such()


def _none_such() -> FieldRefused:
    return FieldRefused(
        N_("This can't be chosen."),
        remedy=N_("Choose one that is the municipality's, and that you may."),
    )

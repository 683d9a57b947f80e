"""What is to be expected of an indicator, by its own yearly values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledetraad.followup.indicator import IndicatorValues, Target
from ledetraad.i18n import Language, catalogue
from ledetraad.publish.followup.chart import chart
from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.publish.followup.model import PublishedIndicator
from ledetraad.publish.followup.outlook import (
    Outlook,
    differing,
    likely_met,
    likely_text,
    outlook,
    rounded,
)
from ledetraad.publish.followup.told import published_told
from ledetraad.statistics.methods.judged import Status


@dataclass(frozen=True)
class Value:
    """A year's value, or none."""

    period: str
    measured: date
    value: Decimal | None
    missing: str = ""


STEADY = (41, 40, 40, 38, 37, 37, 35, 34, 34, 32)


def values(*numbers: float | None, since: int = 2016) -> list[Value]:
    return [
        Value(str(year), date(year, 12, 31), None if one is None else Decimal(str(one)))
        for year, one in enumerate(numbers, since)
    ]


def said(year: int = 2030, target: float = 28, **more: Any) -> IndicatorValues:
    return IndicatorValues(
        name="Lekkasje",
        measure_unit="%",
        direction="down",
        targets=(Target(year=year, value=Decimal(str(target))),),
        **more,
    )


def found(one: IndicatorValues, *numbers: float | None) -> Outlook:
    made = outlook(one, values(*numbers))
    assert made is not None
    return made


def test_a_target_that_is_on_its_way_is_likely_to_be_met() -> None:
    made = found(said(), *STEADY)

    assert made.progress.status is Status.ON_TRACK
    assert made.forecast is not None
    assert [one.year for one in made.forecast.years] == [2026, 2027, 2028, 2029, 2030]
    told = likely_met(made, said())
    assert told is not None
    assert "likely that the target is met" in told.said()


def test_why_the_pace_and_the_forecast_differ_is_told_where_they_do() -> None:
    up = IndicatorValues(
        name="Ladepunkter", targets=(Target(year=2030, value=Decimal(800)),), direction="up"
    )
    grown = outlook(up, values(120, 155, 198, 246, 301, 358, since=2020))
    assert grown is not None
    assert grown.progress.status is Status.ON_TRACK
    told = differing(grown)
    assert told is not None
    assert "don't say the same" in told.said(str)

    assert differing(found(said(), *STEADY)) is None


@pytest.mark.parametrize(("target", "words"), [(40, "more than 95 %"), (1, "less than 5 %")])
def test_a_forecast_from_few_numbers_is_never_told_as_sure(target: float, words: str) -> None:
    one = said(target=target)

    told = likely_met(found(one, *STEADY), one)

    assert told is not None
    assert words in told.said()


@pytest.mark.parametrize(
    ("language", "likely"),
    [
        ("en", "As things go, it is 65\u00a0% likely that the target is met."),
        ("nb", "Med dagens utvikling er det 65\u00a0% sannsynlig at målet nås."),
        ("nn", "Med dagens utvikling er det 65\u00a0% sannsynleg at målet blir nådd."),
    ],
)
def test_how_it_goes_ends_with_how_likely_the_target_is(language: Language, likely: str) -> None:
    one = published(said())

    told = published_told(one).said(catalogue(language).gettext)

    assert told.startswith("32\u00a0% ")
    assert told.endswith(f". {likely}")


def test_how_likely_it_is_is_not_told_where_that_is_not_published() -> None:
    one = published(said()).model_copy(update={"outlook": None})

    assert "likely" not in published_told(one).said()


def test_a_target_too_far_ahead_gets_a_forecast_of_the_way_there_but_no_probability() -> None:
    made = found(said(2060), *STEADY)

    assert made.refused is not None
    assert "2060 is too far ahead" in made.refused.phrase().said()
    assert made.forecast is not None
    assert made.forecast.years[-1].year == 2025 + len(STEADY)
    assert likely_met(made, said(2060)) is None


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ((41, 40, 38), "there are 3 years of numbers"),
        ((41, 40, 40, 38, 37, 37, None, 35, 34), "years are missing"),
        ((40, 40, 40, 40, 40, 40, 40, 40), "have not varied"),
    ],
)
def test_where_a_forecast_can_not_be_had_it_says_why(
    numbers: tuple[float | None, ...], why: str
) -> None:
    made = found(said(2027), *numbers)

    assert made.forecast is None
    assert made.refused is not None
    assert why in made.refused.phrase().said()


def test_values_from_before_a_break_are_left_out() -> None:
    made = outlook(said(2027), values(*STEADY), breaks=(2023,))

    assert made is not None
    assert made.forecast is None
    assert made.refused is not None
    assert "the series is broken" in made.refused.phrase().said()


def test_nothing_is_told_without_a_target_or_of_what_is_measured_oftener() -> None:
    without = IndicatorValues(name="Lekkasje", direction="down")
    by_month = said().model_copy(update={"frequency": "month"})

    assert outlook(without, values(*STEADY)) is None
    assert outlook(by_month, values(*STEADY)) is None
    assert outlook(said(), []) is None


def test_the_chart_has_room_for_where_it_is_likely_to_go() -> None:
    one, some = said(), values(*STEADY)
    made = outlook(one, some)
    assert made is not None

    with_it, without = chart(one, some, made.forecast), chart(one, some)

    assert with_it is not None
    assert without is not None
    assert len(with_it.likely.split()) == 1 + 5
    assert [len(shape.split()) for shape in with_it.spread] == [11, 11]
    assert (without.likely, without.spread) == ("", [])


def test_its_numbers_have_the_indicators_own_decimals() -> None:
    assert likely_text(31.2468, said(decimals=1)) == "31,2\u00a0%"


def published(one: IndicatorValues) -> PublishedIndicator:
    made = outlook(one, values(*STEADY))
    assert made is not None
    return PublishedIndicator.model_validate(
        {
            "number": 4,
            "name": one.name,
            "measure_unit": one.measure_unit,
            "direction": one.direction,
            "targets": [{"year": each.year, "value": each.value} for each in one.targets],
            "values": [
                {"period": each.period, "measured": each.measured, "value": each.value}
                for each in values(*STEADY)
            ],
            "outlook": rounded(made),
        }
    )


@pytest.mark.parametrize("year", [2030, 2060])
def test_a_snapshot_carries_it_as_it_was_and_reads_it_back(year: int) -> None:
    one = published(said(year))

    again = PublishedIndicator.model_validate_json(one.model_dump_json())

    assert again == one
    assert again.outlook is not None
    assert again.outlook.forecast is not None


def test_a_snapshots_numbers_have_no_more_digits_than_they_bear() -> None:
    kept = published(said()).outlook

    assert kept is not None
    assert kept.forecast is not None
    assert all(len(f"{one.value:.12g}".replace(".", "")) <= 6 for one in kept.forecast.years)


def test_it_is_published_only_where_it_is_chosen_and_targets_are_too() -> None:
    assert PublishingChoice(indicators=True, targets=True, outlook=True).outlook
    assert not PublishingChoice(indicators=True, outlook=True).outlook
    assert not PublishingChoice(targets=True, outlook=True).outlook


def test_no_line_is_drawn_over_a_break_and_the_break_is_marked() -> None:
    numbers = values(*STEADY)

    whole = chart(said(), numbers)
    broken = chart(said(), numbers, breaks=(2020, 2016, 2030))

    assert whole is not None
    assert broken is not None
    assert [len(line.split()) for line in whole.lines] == [10]
    assert [len(line.split()) for line in broken.lines] == [4, 6]
    assert whole.breaks == []
    (mark,) = broken.breaks  # none before the first value, and none after the last
    assert broken.points[3].x < mark < broken.points[4].x

"""A climate budget: baseline, frame, measures that overlap, and the gap that is left."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.climate.baseline import Flat, Given, Growing, make_baseline
from ledetraad.climate.budget import (
    BudgetPlan,
    ClimateBudget,
    make_budget,
    plan_from_json,
    sector_frames,
)
from ledetraad.climate.cost import annuity, cost_curve
from ledetraad.climate.emission_files import read_emissions
from ledetraad.climate.emissions import Edition, Emission
from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.frame import BudgetFrame, LinearFrame, StepFrame, emptied, make_frame
from ledetraad.climate.overlap import combine, combine_sector
from ledetraad.climate.sectors import Sector
from ledetraad.climate.targets import TargetDecision
from ledetraad.economy.quantities import CannotSay, TonnesCO2e, Years, year
from tests.climate.test_emissions import EXAMPLES, NEWER

CARS, TRUCKS = (Sector.ROAD, "cars"), (Sector.ROAD, "trucks")
ACCOUNTS = Edition(
    "2026",
    NEWER,
    tuple(
        Emission(sector, source, "CO2", of, Decimal(tonnes))
        for (sector, source), years in {
            CARS: {2009: 100, 2024: 60},
            TRUCKS: {2009: 60, 2024: 40},
            (Sector.HEATING, ""): {2009: 40, 2024: 20},
        }.items()
        for of, tonnes in years.items()
    ),
)
YEARS = (2026, 2027, 2028)
TARGET = TargetDecision(year=2028, cut=Decimal(60), reference=2009)


def measure(key: str, tonnes: float, **more: Any) -> dict[str, Any]:
    effect = {"tonnes": tonnes} | more.pop("spread", {})
    return {
        "key": key, "name": key, "sector": "road", "source": "trucks", "method": "m",
        "effects": {"2026": effect, "2027": effect, "2028": effect},
    } | more  # fmt: skip


def budget(*measures: dict[str, Any], **more: Any) -> ClimateBudget:
    given_plan = {
        "name": "B", "first": 2026, "last": 2028, "measures": measures,
        "decisions": [TARGET.model_dump(mode="json")],
    } | more  # fmt: skip
    return make_budget(BudgetPlan.model_validate(given_plan), ACCOUNTS, date(2026, 1, 1))


def test_a_flat_baseline_stays_as_the_last_year_and_says_so() -> None:
    made = make_baseline(Flat(), ACCOUNTS, YEARS)

    assert made.of_sector(2028) == 120
    assert "2024" in made.words.said()


def test_a_baseline_grows_by_sector_from_the_last_year_of_the_accounts() -> None:
    growth = Growing(percent={Sector.ROAD: Decimal(-10)}, source="TØI")
    made = make_baseline(growth, ACCOUNTS, YEARS)

    assert made.of_sector(2026, Sector.ROAD) == 81
    assert made.of_sector(2026, Sector.HEATING) == 20
    assert "TØI" in made.words.said()


def test_a_given_baseline_lies_on_lines_and_is_parted_among_the_sources() -> None:
    choice = Given(tonnes={Sector.ROAD: {2028: Decimal(80)}, Sector.HEATING: {2028: Decimal(20)}})
    made = make_baseline(choice, ACCOUNTS, YEARS)

    assert made.of_sector(2026, Sector.ROAD) == 90
    assert made.tonnes[TRUCKS][2026] == 36


@pytest.mark.parametrize(
    ("choice", "years"),
    [(Flat(), (2024, 2025)), (Given(tonnes={Sector.ROAD: {2028: Decimal(1)}}), YEARS)],
)
def test_a_baseline_that_lacks_something_is_refused(choice: Any, years: tuple[int, ...]) -> None:
    with pytest.raises(InvalidClimateBudget):
        make_baseline(choice, ACCOUNTS, years)


def test_a_linear_frame_goes_from_the_last_year_or_from_the_reference_to_the_target() -> None:
    from_last = make_frame(LinearFrame(), ACCOUNTS, [TARGET], YEARS)
    from_reference = make_frame(LinearFrame(from_reference=True), ACCOUNTS, [TARGET], (2019, 2028))

    assert from_last == {2026: 100, 2027: 90, 2028: 80}
    assert from_reference[2028] == 80
    assert round(from_reference[2019] or 0, 2) == Decimal("136.84")


def test_a_frame_goes_from_target_to_target_and_ends_with_the_last() -> None:
    later = TargetDecision(year=2030, cut=Decimal(80), reference=2009)
    made = make_frame(LinearFrame(), ACCOUNTS, [TARGET, later], (2028, 2029, 2030, 2031))

    assert made == {2028: 80, 2029: 60, 2030: 40, 2031: None}


def test_a_frame_by_steps_holds_until_the_next() -> None:
    choice = StepFrame(cut={2026: Decimal(45), 2028: Decimal(60)})

    assert make_frame(choice, ACCOUNTS, [TARGET], (2025, *YEARS)) == {
        2025: None, 2026: 110, 2027: 110, 2028: 80,
    }  # fmt: skip


def test_a_carbon_budget_is_emptied_by_the_same_percentage_each_year() -> None:
    choice = BudgetFrame(tonnes=Decimal(300), first=2026, last=2028)
    made = make_frame(choice, ACCOUNTS, [], YEARS)

    known = [tonnes for tonnes in made.values() if tonnes is not None]
    assert round(sum(known), 9) == 300
    assert round(known[1] / known[0], 9) == round(known[2] / known[1], 9)
    assert known[0] < 120


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 30))
def test_a_carbon_budget_is_spent_to_the_last_tonne(tonnes: int, start: int, count: int) -> None:
    path = emptied(Decimal(tonnes), Decimal(start), count)

    assert len(path) == count
    assert abs(sum(path) - tonnes) < Decimal("1e-12") * tonnes
    assert all(each >= 0 for each in path)


def test_a_frame_without_a_target_is_refused() -> None:
    with pytest.raises(InvalidClimateBudget, match="no target"):
        make_frame(LinearFrame(), ACCOUNTS, [], YEARS)


def test_measures_on_the_same_source_are_not_counted_twice() -> None:
    found = combine(Decimal(40), {"a": Decimal(20), "b": Decimal(20)})

    assert found.together == 30
    assert found.overlap == 10
    assert found.counted == {"a": 15, "b": 15}


def test_measures_on_different_sources_do_not_overlap() -> None:
    found = combine_sector(
        {CARS: Decimal(60), TRUCKS: Decimal(40)},
        [("a", "cars", Decimal(30)), ("b", "trucks", Decimal(20))],
    )

    assert (found.together, found.overlap) == (50, 0)


def test_a_measure_on_a_whole_sector_takes_from_each_source_by_its_share() -> None:
    found = combine_sector(
        {CARS: Decimal(60), TRUCKS: Decimal(40)},
        [("all", "", Decimal(50)), ("trucks", "trucks", Decimal(20))],
    )

    assert found.together == 30 + 30
    assert sum(found.counted.values()) == found.together
    assert found.overlap == 10


def test_more_than_all_cannot_be_taken_away() -> None:
    assert combine(Decimal(10), {"a": Decimal(25)}).together == 10
    assert combine(Decimal(0), {"a": Decimal(25)}).together == 0


@given(st.integers(1, 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_together_measures_take_no_more_than_alone_nor_than_there_is(
    baseline: int, effects: list[int]
) -> None:
    given_effects = {str(n): Decimal(each) for n, each in enumerate(effects)}
    found = combine(Decimal(baseline), given_effects)
    slack = Decimal("1e-15") * baseline

    assert max(min(each, baseline) for each in effects) - slack <= found.together
    assert found.together <= min(sum(effects), baseline) + slack
    assert abs(sum(found.counted.values()) - found.together) <= slack


def test_the_gap_is_what_is_expected_less_what_may_be_emitted() -> None:
    made = budget(measure("a", 20), measure("b", 20))
    first = made.years[2026]

    assert first.baseline == TonnesCO2e(Decimal(120), year(2026))
    assert first.taken.value == 30
    assert first.overlap.value == 10
    assert first.expected.value == 90
    assert isinstance(first.gap, TonnesCO2e)
    assert first.gap.value == -10
    assert made.gap_in_all == TonnesCO2e(Decimal(-10 + 0 + 10), Years(2026, 2028))


def test_the_interval_is_from_every_high_to_every_low() -> None:
    made = budget(measure("a", 20, spread={"low": 10, "high": 30}))
    interval = made.years[2027].gap_interval

    assert not isinstance(interval, CannotSay)
    assert [each.value for each in interval] == [0, 20]
    whole = made.gap_in_all_interval
    assert not isinstance(whole, CannotSay)
    assert [each.value for each in whole] == [0, 60]


def test_a_measure_without_figures_stands_apart_and_is_never_zero() -> None:
    vague = {"key": "v", "name": "Veileder", "not_quantified": "Ingen metode"}
    made = budget(measure("a", 20), vague)

    assert [each.key for each in made.quantified] == ["a"]
    assert [each.not_quantified for each in made.unquantified] == ["Ingen metode"]


def test_a_gap_without_a_frame_cannot_be_said() -> None:
    made = budget(frame={"kind": "steps", "cut": {"2027": 50}})

    assert isinstance(made.years[2026].gap, CannotSay)
    assert isinstance(made.years[2026].gap_interval, CannotSay)
    assert isinstance(made.gap_in_all, CannotSay)
    assert isinstance(made.gap_in_all_interval, CannotSay)


def test_a_sector_with_a_target_of_its_own_has_a_frame_of_its_own() -> None:
    road = TargetDecision(year=2028, cut=Decimal(50), reference=2009, sector=Sector.ROAD)
    made = budget(decisions=[each.model_dump(mode="json") for each in (TARGET, road)])

    assert sector_frames(made, list(Sector)) == {Sector.ROAD: {2026: 90, 2027: 85, 2028: 80}}


@pytest.mark.parametrize(
    "choice",
    [
        {"kind": "budget", "tonnes": 500, "first": 2025, "last": 2028},
        {"kind": "steps", "cut": {2026: 10, 2028: 90}},
    ],
)
def test_what_is_decided_for_all_sectors_together_is_no_frame_of_one(
    choice: dict[str, Any],
) -> None:
    road = TargetDecision(year=2028, cut=Decimal(50), reference=2009, sector=Sector.ROAD)
    decisions = [each.model_dump(mode="json") for each in (TARGET, road)]

    made = budget(decisions=decisions, frame=choice)

    assert sector_frames(made, list(Sector)) == {Sector.ROAD: {2026: 90, 2027: 85, 2028: 80}}


def test_an_annuity_spreads_an_investment_over_its_years() -> None:
    assert annuity(Decimal(100), 10, Decimal(0)) == 10
    assert round(annuity(Decimal(1000), 10, Decimal("0.04")), 2) == Decimal("123.29")


def test_the_cheapest_tonne_comes_first_and_what_has_no_price_says_why() -> None:
    made = budget(
        measure("dear", 10, operations={"2026": 30000}, source="cars"),
        measure("cheap", 20, investment={"2025": 100000}, lifetime=10),
        measure("unpriced", 1, source="cars"),
        measure("saves", 5, operations={"2026": -5000}, sector="heating", source=""),
        {"key": "v", "name": "Veileder", "not_quantified": "Ingen metode"},
    )
    curve = cost_curve(made, 2026, Decimal(0))

    assert [step.measure.key for step in curve.steps] == ["saves", "cheap", "dear"]
    assert [round(step.price.value) for step in curve.steps] == [-1000, 500, 3046]
    assert curve.steps[-1].up_to.value == sum(step.taken.value for step in curve.steps)
    assert {each.key for each, _ in curve.left_out} == {"unpriced", "v"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"not_quantified": "x"}, "either"),
        ({"effects": {}}, "either"),
        ({"sector": None}, "sector"),
        ({"kind": "adaptation"}, "adaptation"),
        ({"method": ""}, "reckoned"),
        ({"effects": {"2026": {"tonnes": 5, "low": 6}}}, "between"),
        ({"investment": {"2026": 1}}, "lasts"),
    ],
)
def test_a_measure_that_contradicts_itself_is_refused(change: dict[str, Any], says: str) -> None:
    plan = {"name": "B", "first": 2026, "last": 2026, "measures": [measure("a", 20) | change]}

    with pytest.raises(InvalidClimateBudget, match=says):
        plan_from_json(json.dumps(plan), "budget.json")


@pytest.mark.parametrize(
    "change",
    [
        {"last": 2025},
        {"last": 9999999},
        {"frame": {"kind": "budget", "tonnes": 1, "first": 2026, "last": 10**9}},
        {"frame": {"kind": "budget", "tonnes": "1e999999", "first": 2026, "last": 2028}},
        {"baseline": {"kind": "growth", "percent": {"road": "1e-999999"}}},
    ],
)
def test_years_without_end_and_numbers_without_bounds_are_refused(change: dict[str, Any]) -> None:
    plan = {"name": "B", "first": 2026, "last": 2028} | change

    with pytest.raises(InvalidClimateBudget):
        plan_from_json(json.dumps(plan), "budget.json")


def test_two_measures_of_the_same_id_are_refused() -> None:
    plan = {"name": "B", "first": 2026, "last": 2026, "measures": [measure("a", 1)] * 2}

    with pytest.raises(InvalidClimateBudget, match="“a”"):
        plan_from_json(json.dumps(plan), "budget.json")


@pytest.mark.parametrize("change", [{"source": "boats"}, {"sector": "waste", "source": ""}])
def test_a_measure_on_what_the_accounts_do_not_have_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(InvalidClimateBudget, match="don't have"):
        budget(measure("a", 1) | change)


def test_the_example_is_marked_as_one_and_adds_up() -> None:
    text = (EXAMPLES / "budget.json").read_text(encoding="utf-8")
    plan = plan_from_json(text, "budget.json")
    reading = read_emissions(
        EXAMPLES / "accounts-edition-2026.csv", name="2026", published=NEWER, example=True
    )
    made = make_budget(plan, reading.edition, date(2026, 6, 1))

    assert plan.example
    assert [target.cut for target in made.targets if target.sector is None] == [65]
    for each in made.years.values():
        wedges = sum(each.counted(measure.key) for measure in made.quantified)
        assert abs(wedges - each.taken.value) < Decimal("1e-9")
        assert each.expected.value == each.baseline.value - each.taken.value
    assert made.years[2030].overlap.value > 0

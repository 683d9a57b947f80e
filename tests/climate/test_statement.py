"""A climate budget as it is shown: rounded so that nothing disagrees with its sum."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from ledetraad.climate.budget import BudgetPlan, make_budget
from ledetraad.climate.emissions import Edition, Emission, Place
from ledetraad.climate.part import Result
from ledetraad.climate.sectors import Sector
from ledetraad.publish.climate.charts import cost_chart, wedge_chart
from ledetraad.publish.climate.state import About, state
from ledetraad.publish.climate.statement import BudgetStatement

ON = date(2026, 1, 1)
TONNES = some.decimals(min_value=0, max_value=400, places=3)


def stated(baseline: Decimal, effects: list[tuple[Decimal, Decimal, Decimal]]) -> BudgetStatement:
    """A budget of one sector, with a measure for each low, estimate and high."""
    rows = (
        Emission(Sector.ROAD, "Personbiler", "", 2009, Decimal("1000.4")),
        Emission(Sector.ROAD, "Personbiler", "", 2024, baseline),
    )
    measures = [
        {
            "key": str(n), "name": f"m{n}", "sector": "road", "method": "x",
            "effects": {of: {"tonnes": middle, "low": low, "high": high} for of in (2027, 2028)},
            "operations": {2027: 100, 2028: 100},
        }
        for n, (low, middle, high) in enumerate(effects)
    ]  # fmt: skip
    plan = BudgetPlan.model_validate(
        {
            "name": "b", "first": 2027, "last": 2028, "measures": measures,
            "decisions": [{"year": 2030, "cut": "33.3", "reference": 2009}],
        }
    )  # fmt: skip
    made = make_budget(plan, Edition("e", date(2026, 3, 1), rows), ON)
    return state(made, About("en", "m", "", Decimal("0.04"), "f", "s", ON, {}), str)


@given(
    some.decimals(min_value=0, max_value=2000, places=3),
    some.lists(some.tuples(TONNES, TONNES, TONNES).map(sorted).map(tuple), max_size=5),
)
def test_no_row_and_no_column_disagrees_with_its_sum(
    baseline: Decimal, effects: list[tuple[Decimal, Decimal, Decimal]]
) -> None:
    made = stated(baseline, effects)

    for year in made.years:
        parts = [each for one in made.measures if (each := one.of(year.year)) is not None]
        assert sum(each.counted or 0 for each in parts) == year.taken
        assert sum(each.tonnes for each in parts) == year.alone
        assert year.alone - year.overlap == year.taken
        assert year.baseline - year.taken == year.expected
        assert year.low <= year.expected <= year.high
        assert year.gap is not None and year.frame is not None
        assert year.gap == year.expected - year.frame
    assert made.gap == sum(year.gap or 0 for year in made.years)
    last = made.last
    assert sum(one.taken for one in made.sectors) == last.taken
    assert sum(one.baseline for one in made.sectors) == last.baseline


def test_the_wedges_lie_between_what_is_expected_and_the_path_without_measures() -> None:
    made = stated(Decimal(900), [(Decimal(10), Decimal(50), Decimal(80)), (Decimal(5),) * 3])

    chart = wedge_chart(made, str)

    assert chart is not None
    assert [layer.number for layer in chart.layers] == [1, 2]
    lines = {line.key: line.points.split()[-1] for line in chart.lines}
    low = [corner for corner in chart.layers[0].shapes[0].split() if corner.startswith("678.0,")]
    high = [corner for corner in chart.layers[1].shapes[0].split() if corner.startswith("678.0,")]
    assert low[-1] == lines["expected"]
    assert high[0] == lines["baseline"]


def test_the_cost_curve_begins_with_the_cheapest_tonne() -> None:
    made = stated(Decimal(900), [(Decimal(10),) * 3, (Decimal(50),) * 3])

    chart = cost_chart(made.costs[-1])

    assert chart is not None
    assert [step.name for step in made.costs[-1].steps] == ["m1", "m0"]
    assert chart.bars[0].width > chart.bars[1].width
    assert chart.bars[0].height < chart.bars[1].height


def test_figures_that_the_accounts_lack_are_told_and_are_no_zeros() -> None:
    rows = (
        Emission(Sector.ROAD, "Personbiler", "", 2009, Decimal(100)),
        Emission(Sector.ROAD, "Personbiler", "", 2024, Decimal(80)),
        Emission(Sector.HEATING, "Bolig", "", 2024, Decimal(5)),
    )
    lacks = (Place(Sector.HEATING, "Bolig", "CO2", 2009), Place(Sector.WASTE, "", "CH4", 2015))
    plan = BudgetPlan.model_validate(
        {
            "name": "b", "first": 2027, "last": 2028,
            "decisions": [{"year": 2030, "cut": "50", "reference": 2009}],
        }
    )  # fmt: skip
    edition = Edition("e", date(2026, 3, 1), rows, missing=lacks)

    made = state(
        make_budget(plan, edition, ON), About("en", "m", "", Decimal(0), "", "", ON, {}), str
    )

    assert made.source.lacking == ("2009: Heating, Bolig",)


def test_a_result_is_compared_with_what_was_promised_of_that_alone() -> None:
    half = (Decimal(10), Decimal(50), Decimal(90))
    earlier = stated(Decimal(500), [half, half])
    plan = BudgetPlan.model_validate(
        {
            "name": "b", "first": 2028, "last": 2029,
            "decisions": [{"year": 2030, "cut": "33.3", "reference": 2009}],
        }
    )  # fmt: skip
    rows = (Emission(Sector.ROAD, "", "", of, Decimal(500)) for of in (2009, 2024))
    results = {"0": {2027: Result(tonnes=Decimal(40))}}
    about = About("en", "m", "", Decimal(0), "", "", ON, results, earlier)

    made = state(make_budget(plan, Edition("e", ON, tuple(rows)), ON), about, str).promises

    assert made is not None
    assert (made.promised, made.reported, made.promised_of_reported) == (100, 40, 50)

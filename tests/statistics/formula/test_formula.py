"""Formulas: read to a tree and computed, missing stays missing, nothing is run as code."""

from __future__ import annotations

import math

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledetraad.statistics.faults import InvalidFormula
from ledetraad.statistics.formula.compute import Why
from ledetraad.statistics.formula.nodes import names_in
from ledetraad.statistics.formula.over import over_series, over_tables
from ledetraad.statistics.formula.parse import parse
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import OBSERVATIONS
from ledetraad.statistics.series import Point, Series

_X = Series(
    (
        Point(2019, 10.0),
        Point(2020, 0.0, Mark.NONE, break_before=True),
        Point(2021, None, Mark.CONFIDENTIAL),
        Point(2022, None, Mark.NOT_APPLICABLE),
        Point(2023, 5.0, unrevised=True),
    )
)


def _of(formula: str, **series: Series) -> list[tuple[int, float | None, Mark | None]]:
    found = over_series(parse(formula), series)
    return [(point.year, point.value, point.mark) for point in found.points]


def _once(formula: str, **values: float) -> float | None:
    series = {name: Series((Point(2024, value),)) for name, value in values.items()}
    return over_series(parse(formula), series).points[0].value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("100 - x", 88.0),
        ("x / y * 1000", 3000.0),
        ("x - y - 2", 6.0),
        ("x - (y - 2)", 10.0),
        ("-x + y", -8.0),
        ("- -x", 12.0),
        ("x * -y", -48.0),
        ("2^y^0,5", 4.0),
        ("-y^2", -16.0),
        ("0,5 * x + 0.5", 6.5),
        ("x · y ÷ 2", 24.0),
        ("min(x; y)", 4.0),
        ("max(x, y, 20)", 20.0),
        ("sum(x; y; 1)", 17.0),
        ("abs(y - x)", 8.0),
        ("round(x / 7; 2)", 1.71),
        ("round(-2,5 + 0 * x)", -3.0),
        ("round(2.675 + 0 * x; 2)", 2.68),
        ("[x] + y", 16.0),
    ],
)
def test_a_formula_is_computed_as_people_read_it(formula: str, value: float) -> None:
    assert _once(formula, x=12, y=4) == pytest.approx(value)


def test_names_may_have_norwegian_letters_codes_or_stand_in_brackets() -> None:
    node = parse("KOSandelevspesu0000 + årsverk_2 / [barn 1–5 år]")

    assert names_in(node) == ("KOSandelevspesu0000", "årsverk_2", "barn 1–5 år")


_EXPRESSION = st.recursive(
    st.one_of(
        st.integers(0, 99).map(str),
        st.floats(0, 99, allow_nan=False).map(lambda number: f"{number:.3f}"),
        st.sampled_from(["x", "y"]),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(" ".join),
        inner.map("({})".format),
        inner.map("-{}".format),
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_EXPRESSION, st.floats(-50, 50), st.floats(-50, 50))
def test_any_formula_gives_what_ordinary_arithmetic_gives(text: str, x: float, y: float) -> None:
    try:
        expected = eval(text, {"__builtins__": {}}, {"x": x, "y": y})
    except (ZeroDivisionError, OverflowError):
        expected = math.nan

    found = _once(f"{text} + 0 * x", x=x, y=y)

    if math.isfinite(expected):
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
    else:
        assert found is None


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_never_run(text: str) -> None:
    try:
        parse(text)
    except InvalidFormula as refused:
        assert refused.remedy()


def test_missing_stays_missing_by_its_sign_and_none_is_a_number() -> None:
    assert _of("100 - x", x=_X) == [
        (2019, 90.0, None),
        (2020, 100.0, None),
        (2021, None, Mark.CONFIDENTIAL),
        (2022, None, Mark.NOT_APPLICABLE),
        (2023, 95.0, None),
    ]


def test_a_series_by_itself_keeps_its_signs() -> None:
    assert _of("x", x=_X)[1] == (2020, 0.0, Mark.NONE)


def test_dividing_by_zero_gives_no_number() -> None:
    assert _of("1 / x", x=_X)[1] == (2020, None, Mark.NOT_AVAILABLE)


def test_what_is_confidential_in_any_part_is_confidential_in_the_whole() -> None:
    y = Series((Point(2021, None, Mark.NOT_AVAILABLE), Point(2022, 1.0)))

    found = {year: mark for year, _, mark in _of("x + y", x=_X, y=y)}

    assert found[2021] is Mark.CONFIDENTIAL
    assert found[2022] is Mark.NOT_APPLICABLE
    assert found[2019] is Mark.NOT_AVAILABLE


def test_growth_is_from_the_year_before_and_unknown_where_that_is_missing() -> None:
    series = Series((Point(2020, 100.0), Point(2021, 102.0), Point(2023, 110.0)))

    found = _of("(x / previous(x) - 1) * 100", x=series)

    assert found[1][1] == pytest.approx(2.0)
    assert [found[0][1], found[2][1]] == [None, None]


def test_breaks_and_unrevised_numbers_are_kept() -> None:
    points = over_series(parse("x * 2"), {"x": _X}, "prosent").points

    assert [point.break_before for point in points] == [False, True, False, False, False]
    assert [point.unrevised for point in points] == [False, False, False, False, True]


def _table(rows: list[tuple[str, str, str, float | None, str | None]]) -> pa.Table:
    columns = [
        {
            "content": "c",
            "region": region,
            "category": category,
            "period": period,
            "year": int(period[:4]),
            "value": value,
            "mark": mark,
        }
        for region, category, period, value, mark in rows
    ]
    return pa.Table.from_pylist(columns, schema=OBSERVATIONS)


def test_tables_are_brought_together_by_place_category_and_period_whatever_their_order() -> None:
    a = _table([("3203", "", "2023", 10.0, None), ("0301", "", "2023", None, ":")])
    b = _table([("0301", "", "2023", 5.0, None), ("3203", "", "2023", 4.0, None)])

    computed = over_tables(parse("a / b"), {"a": a, "b": b}, "andel")

    assert computed.table.schema == OBSERVATIONS
    assert [
        (r["content"], r["region"], r["value"], r["mark"]) for r in computed.table.to_pylist()
    ] == [
        ("andel", "3203", 2.5, None),
        ("andel", "0301", None, ":"),
    ]
    assert computed.why == (Why.KNOWN, Why.CONFIDENTIAL)


def test_tables_tell_how_often_and_why_nothing_can_be_said() -> None:
    a = _table(
        [("a", "", "2023", 1.0, None), ("b", "", "2023", 1.0, None), ("c", "", "2023", 1, None)]
    )
    b = _table([("a", "", "2023", 0.0, "-"), ("b", "", "2023", None, "..")])

    computed = over_tables(parse("a / b"), {"a": a, "b": b})

    assert computed.reasons() == {Why.ABSENT: 1, Why.NOT_AVAILABLE: 1, Why.DIVIDED_BY_ZERO: 1}
    assert computed.table["mark"].to_pylist() == ["..", "..", ".."]


def test_a_quarter_grows_from_the_same_quarter_the_year_before() -> None:
    x = _table([("a", "", "2022K3", 100.0, None), ("a", "", "2023K2", 7.0, None)])
    x = pa.concat_tables([x, _table([("a", "", "2023K3", 150.0, None)])])

    computed = over_tables(parse("x - previous(x)"), {"x": x})

    assert computed.table["value"].to_pylist() == [None, None, 50.0]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(2000, 2004), st.floats(-9, 9)),
        unique_by=lambda row: row[:2],
        max_size=12,
    )
)
def test_a_table_and_a_series_of_it_give_the_same(rows: list[tuple[str, int, float]]) -> None:
    node = parse("2 * x - previous(x)")
    table = _table([(region, "", str(year), value, None) for region, year, value in rows])

    computed = over_tables(node, {"x": table}).table.to_pylist()

    for region in "abc":
        points = tuple(Point(year, value) for r, year, value in sorted(rows) if r == region)
        expected = {p.year: p.value for p in over_series(node, {"x": Series(points)}).points}
        assert {r["year"]: r["value"] for r in computed if r["region"] == region} == expected


@pytest.mark.parametrize(
    ("formula", "where", "says"),
    [
        ("", "", "empty"),
        ("2 + * 3", "2 + * 3:5", "“*” can't stand here"),
        ("(x", "(x:3", "not closed"),
        ("x +", "x +:4", "ends where"),
        ("x y", "x y:3", "“y” can't stand here"),
        ("x $ 2", "x $ 2:3", "“$” can't stand"),
        ("exec(x)", "exec(x):1", "no function “exec”"),
        ("round(x; 1; 2)", "round(x; 1; 2):1", "from 1 to 2 values, but has 3"),
        ("__import__('os')", "__import__('os'):12", "can't stand"),
        ("x + " + "9" * 310, "x + " + "9" * 310 + ":5", "too large"),
        ("(" * 60 + "x" + ")" * 60, "", "too many parentheses"),
        ("-" * 60 + "x", "", "too many parentheses"),
        ("x" * 1001, "", "longer than 1000"),
    ],
)
def test_a_bad_formula_is_refused_at_its_character(formula: str, where: str, says: str) -> None:
    with pytest.raises(InvalidFormula) as refused:
        parse(formula)

    assert says in refused.value.what()
    assert refused.value.where == where or not where
    assert refused.value.remedy()


def test_a_series_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(InvalidFormula) as refused:
        _of("x + z", x=_X)

    assert "“z”" in refused.value.what()
    assert "x" in refused.value.remedy()


def test_a_table_that_tells_something_twice_is_refused() -> None:
    table = _table([("a", "", "2023", 1.0, None), ("a", "", "2023", 2.0, None)])

    with pytest.raises(InvalidFormula, match="two numbers"):
        over_tables(parse("x"), {"x": table})

"""How a municipality stands among others, without a mean of rates."""

from __future__ import annotations

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledetraad.followup.direction import Direction
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.peers.rates import NeedsWeights, is_count, per, together
from ledetraad.statistics.peers.regions import PlaceKind, kind_of
from ledetraad.statistics.peers.standing import development, quartile, standing
from ledetraad.statistics.peers.standing_table import standing_table
from ledetraad.statistics.series import Point, Series
from tests.statistics.numbers import rows
from tests.statistics.real import randaberg

UP, DOWN, KEEP = Direction.UP, Direction.DOWN, Direction.KEEP


def series(*values: float | None, break_in: int | None = None, unrevised: bool = False) -> Series:
    last = 2014 + len(values)
    return Series(
        tuple(
            Point(year, value, None, year == break_in, unrevised and year == last)
            for year, value in enumerate(values, 2015)
        )
    )


def test_randaberg_is_first_with_time_among_its_own_peers() -> None:
    found = standing(randaberg(), "1127", UP)

    assert found is not None
    assert (found.year, found.value, found.rank, found.same, found.of) == (2025, 95.2, 1, 1, 9)
    assert found.quartile == 1
    assert found.median == 92.7  # Sola's, the fifth of nine
    beside = [(each.region, each.value) for each in found.published]
    assert beside == [("EAK", 92.4), ("EKG07", 92.8)]
    assert found.published[0].difference == pytest.approx(2.8)


def test_where_less_is_better_the_least_is_first() -> None:
    given = {"1": series(3.0), "0301": series(1.0), "3203": series(2.0), "4601": series(3.0)}

    assert [found.rank for place in given if (found := standing(given, place, DOWN))] == [
        3,
        1,
        2,
        3,
    ]


def test_where_a_value_should_be_kept_nobody_is_first() -> None:
    found = standing({"0301": series(1.0), "3203": series(2.0)}, "3203", KEEP)

    assert found is not None
    assert (found.rank, found.quartile, found.median) == (None, None, 1.5)


def test_one_without_a_number_is_told_of_and_not_counted() -> None:
    found = standing({"0301": series(1.0), "3203": series(2.0), "4601": series(None)}, "3203", UP)

    assert found is not None
    assert (found.of, found.missing, found.rank) == (2, ("4601",), 1)


def test_without_a_number_of_ones_own_there_is_no_standing() -> None:
    given = {"0301": series(1.0, 2.0), "3203": series(1.0, None)}

    assert standing(given, "3203", UP, 2016) is None
    assert standing(given, "9999", UP) is None
    found = standing(given, "3203", UP)
    assert found is not None
    assert found.year == 2015


def test_an_unrevised_number_among_them_is_told_of() -> None:
    found = standing({"0301": series(1.0, unrevised=True), "3203": series(2.0)}, "3203", UP)

    assert found is not None
    assert found.unrevised


@pytest.mark.parametrize(
    ("rank", "of", "expected"),
    [(1, 4, 1), (4, 4, 4), (2, 8, 1), (3, 8, 2), (8, 8, 4), (1, 3, None), (None, 9, None)],
)
def test_quarters_are_of_four_or_more(rank: int | None, of: int, expected: int | None) -> None:
    assert quartile(rank, of) == expected


def test_development_is_told_beside_that_of_others() -> None:
    given = {
        "3203": series(10.0, 13.0),
        "0301": series(50.0, 51.0),
        "4601": series(5.0, 4.0),
        "EAK": series(20.0, 20.5),
    }

    found = development(given, "3203", UP, 2015, 2016)

    assert found is not None
    assert (found.change, found.of, found.rank, found.median) == (3, 3, 1, 1)
    assert found.published == {"EAK": 0.5}


def test_development_over_a_break_is_not_told() -> None:
    given = {"3203": series(10.0, 13.0), "0301": series(5.0, 4.0, break_in=2016)}

    mine = development(given, "3203", UP, 2015, 2016)

    assert mine is not None
    assert mine.of == 1
    assert development(given, "0301", UP, 2015, 2016) is None


def test_rates_of_several_places_are_weighed_or_refused() -> None:
    rates = {"0301": 10.0, "3203": 20.0}

    assert together(rates, "prosent", {"0301": 300, "3203": 100}) == 12.5
    for weights in (None, {"0301": 300.0}, {"0301": 0.0, "3203": 0.0}):
        with pytest.raises(NeedsWeights):
            together(rates, "prosent", weights)
    assert together(rates, "antall") == 30


@pytest.mark.parametrize(
    ("unit", "count"),
    [
        ("antall", True),
        ("Personer", True),
        ("1000 kr", True),
        ("tonn CO2-ekvivalenter", True),
        ("kroner per innbygger", False),
        ("kr/innb.", False),
        ("prosent", False),
        ("talenter", False),
        ("indeks", False),
        ("", False),
    ],
)
def test_only_what_is_plainly_a_count_is_summed(unit: str, count: bool) -> None:
    assert is_count(unit) is count


def test_numbers_per_thousand_inhabitants() -> None:
    people = Series((Point(2015, 2000), Point(2016, 0), Point(2017, None, Mark.CONFIDENTIAL)))

    found = per(series(10.0, 20.0, 30.0, 40.0), people, 1000, "per 1000 innbyggere")

    assert [(point.year, point.value, point.mark) for point in found.points] == [
        (2015, 5.0, None),
        (2016, None, Mark.NOT_APPLICABLE),
        (2017, None, Mark.CONFIDENTIAL),
    ]


@pytest.mark.parametrize(
    ("region", "kind"),
    [
        ("3203", PlaceKind.MUNICIPALITY),
        ("0301", PlaceKind.MUNICIPALITY),
        ("EKG12", PlaceKind.GROUP),
        ("EKA32", PlaceKind.COUNTY),
        ("32", PlaceKind.COUNTY),
        ("EAK", PlaceKind.COUNTRY),
        ("EAKUO", PlaceKind.COUNTRY),
        ("0", PlaceKind.COUNTRY),
        ("030101", PlaceKind.OTHER),
    ],
)
def test_a_code_tells_what_kind_of_place_it_is(region: str, kind: PlaceKind) -> None:
    assert kind_of(region) is kind


PLACES = ("0301", "1103", "3203", "4601", "5001")
VALUES = st.none() | st.integers(0, 6).map(float)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.lists(VALUES, min_size=5, max_size=5), min_size=1, max_size=4),
    st.sampled_from(Direction),
)
def test_for_all_years_at_once_the_answers_are_those_for_one(
    years: list[list[float | None]], direction: Direction
) -> None:
    by_place = {place: [year[n] for year in years] for n, place in enumerate(PLACES)}
    key = {"source": "ssb", "dataset": "1"}
    table = ibis.memtable(pa.Table.from_pylist([key | row for row in rows(by_place)]))
    table = table.mutate(value=table.value.cast("float64"))

    found = ibis.duckdb.connect().to_pyarrow(
        standing_table(table, "3203", [place for place in PLACES if place != "3203"], direction)
    )

    given = {place: series(*values) for place, values in by_place.items()}
    expected = {}
    for year in range(2015, 2015 + len(years)):
        one = standing(given, "3203", direction, year)
        if one is not None:
            expected[year] = (one.rank, one.quartile, one.of, one.median, one.from_median)
    names = ("rank", "quartile", "of", "median", "from_median")
    assert {
        row["year"]: tuple(row[name] for name in names) for row in found.to_pylist()
    } == expected

"""Municipalities through the reforms, and their series joined. The figures are invented."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pyarrow as pa
import pytest

from ledetraad.statistics.faults import NotJoinable
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import OBSERVATIONS
from ledetraad.statistics.reforms.changes import Change, known_changes, merged_changes
from ledetraad.statistics.reforms.join import Adds, Joined, Method, join, join_share
from ledetraad.statistics.reforms.join_tables import on_todays
from ledetraad.statistics.reforms.lineage import Kind, lineage
from ledetraad.statistics.series import Point, Series

_CHANGES = known_changes()
_REFORM_2020, _REFORM_2024 = date(2020, 1, 1), date(2024, 1, 1)


def _at(day: date) -> list[Change]:
    return [change for change in _CHANGES if change.occurred == day]


def test_the_reform_of_2024_gave_115_new_numbers_and_parted_one_municipality() -> None:
    changes = _at(_REFORM_2024)

    assert len({change.new for change in changes}) == 115
    assert len({change.old for change in changes}) == 114
    parted = [old for old, many in Counter(change.old for change in changes).items() if many > 1]
    assert parted == ["1507"]


def test_the_reform_made_47_municipalities_of_119_until_2020_43_of_them_that_year() -> None:
    that_year: dict[str, set[str]] = {}
    for change in _at(_REFORM_2020):
        that_year.setdefault(change.new, set()).add(change.old)
    before_2024 = [change for change in _CHANGES if change.occurred < _REFORM_2024]
    since_2016 = {new: lineage(new, before_2024).generations[-1].codes for new in that_year}
    since_2016["5054"] = lineage("5054", before_2024).generations[-1].codes

    merged = {new: set(codes) for new, codes in since_2016.items() if len(codes) > 1}

    assert sum(len(old) > 1 for old in that_year.values()) == 43
    assert len(merged) == 47
    assert len(set().union(*merged.values())) == 119


def test_no_number_changes_without_a_name_and_none_into_what_is_gone_before() -> None:
    gone: dict[str, date] = {}
    for change in _CHANGES:
        assert change.old_name and change.new_name
        assert gone.get(change.new, change.occurred) >= change.occurred
        if change.old != change.new:
            gone[change.old] = change.occurred


def test_asker_is_followed_back_over_a_new_number_and_a_merger() -> None:
    line = lineage("3203", _CHANGES)

    assert [(each.codes, each.since, each.until) for each in line.generations] == [
        (("3203",), 2024, None),
        (("3025",), 2020, 2024),
        (("0220", "0627", "0628"), None, 2020),
    ]
    assert [(joint.year, joint.kind) for joint in line.joints] == [
        (2024, Kind.RENUMBERED),
        (2020, Kind.MERGED),
    ]
    assert line.codes == ("3203", "3025", "0220", "0627", "0628")
    assert str(line.joints[1].told()) == (
        "Merged in 2020: Asker (0220), Røyken (0627), Hurum (0628) became Asker (3025)."
    )


def test_a_municipality_that_keeps_its_number_is_merged_all_the_same() -> None:
    line = lineage("1103", _CHANGES)

    assert line.generations[-1].codes == ("1103", "1141", "1142")
    assert [joint.kind for joint in line.joints] == [Kind.MERGED]


@pytest.mark.parametrize("code", ["1508", "1580", "5056", "1875"])
def test_what_was_parted_from_another_can_not_be_compared_before(code: str) -> None:
    line = lineage(code, _CHANGES)

    assert Kind.SPLIT in {joint.kind for joint in line.joints}
    assert not line.generations[-1].exact


def test_a_municipality_without_changes_has_but_itself() -> None:
    line = lineage("1127", _CHANGES)

    assert (line.codes, line.joints) == (("1127",), ())


def _series(values: dict[int, float | None], unit: str = "") -> Series:
    return Series(tuple(Point(year, value) for year, value in values.items()), unit)


_COUNTS = {
    "0220": _series({2018: 60.0, 2019: 61.0, 2020: 0.0}, "personer"),
    "0627": _series({2018: 20.0, 2019: 22.0}),
    "0628": _series({2018: 9.0, 2019: 9.5}),
    "3025": _series({2019: 0.0, 2020: 94.0, 2023: 97.0}),
    "3203": _series({2019: 0.0, 2024: 98.0, 2025: 99.0}),
}


def _told(joined: Joined) -> list[tuple[int, float | None, bool, Method]]:
    return [
        (point.year, point.value, point.break_before, joined.origins[point.year].method)
        for point in joined.series.points
    ]


def test_counts_are_summed_before_a_merger_and_a_new_number_breaks_nothing() -> None:
    joined = join(_COUNTS, "3203", _CHANGES, Adds.COUNT)

    assert _told(joined) == [
        (2018, 89.0, False, Method.SUMMED),
        (2019, 92.5, False, Method.SUMMED),
        (2020, 94.0, True, Method.RENUMBERED),
        (2023, 97.0, False, Method.RENUMBERED),
        (2024, 98.0, False, Method.DIRECT),
        (2025, 99.0, False, Method.DIRECT),
    ]
    assert joined.origins[2019].codes == ("0220", "0627", "0628")
    assert joined.left_out == ()


def test_what_is_missing_in_a_part_is_missing_in_the_whole() -> None:
    confidential = Series((Point(2018, None, Mark.CONFIDENTIAL), Point(2019, 22.0)))
    some = _COUNTS | {"0627": confidential, "0628": _series({2018: 9.0})}

    points = join(some, "3203", _CHANGES, Adds.COUNT).series.points

    assert (points[0].value, points[0].mark) == (None, Mark.CONFIDENTIAL)
    assert (points[1].value, points[1].mark) == (None, Mark.NOT_AVAILABLE)


def test_shares_are_not_joined_over_a_merger_and_the_reason_is_told() -> None:
    shares = {
        "0220": _series({2018: 60.0, 2019: 61.0}),
        "0627": _series({2018: 20.0}),
        "3025": _series({2020: 55.0}),
        "3203": _series({2024: 56.0}),
    }

    joined = join(shares, "3203", _CHANGES, Adds.SHARE)

    assert [point.year for point in joined.series.points] == [2020, 2024]
    (left_out,) = joined.left_out
    assert (left_out.first, left_out.last) == (2018, 2019)
    assert "their parts are not known" in str(left_out.why)


def test_shares_of_one_municipality_are_joined_over_a_new_number() -> None:
    shares = {
        "3801": _series({2023: 5.0}),
        "3901": _series({2024: 6.0}),
        "0701": _series({2019: 4}),
    }

    joined = join(shares, "3901", _CHANGES, Adds.SHARE)

    assert [point.value for point in joined.series.points] == [4, 5.0, 6.0]
    assert not any(point.break_before for point in joined.series.points)


def test_shares_are_joined_from_their_parts_where_these_are_known() -> None:
    part = {
        "0220": _series({2019: 10.0}),
        "0627": _series({2019: 1.0}),
        "0628": _series({2019: 0.0}),
    }
    whole = {
        "0220": _series({2019: 50.0}),
        "0627": _series({2019: 40.0}),
        "0628": _series({2019: 10}),
    }
    part["3025"], whole["3025"] = _series({2020: 12.0}), _series({2020: 100.0})

    joined = join_share(part, whole, "3203", _CHANGES)

    assert _told(joined) == [
        (2019, 11.0, False, Method.REWEIGHTED),
        (2020, 12.0, True, Method.RENUMBERED),
    ]


def test_numbers_published_back_in_time_under_the_later_number_are_taken() -> None:
    backcast = {"3203": _series({2018: 88.0, 2019: 90.0, 2024: 98.0})}

    joined = join(backcast, "3203", _CHANGES, Adds.SHARE)

    assert _told(joined) == [
        (2018, 88.0, False, Method.DIRECT),
        (2019, 90.0, False, Method.DIRECT),
        (2024, 98.0, False, Method.DIRECT),
    ]


def test_a_merger_under_the_same_number_breaks_the_series() -> None:
    stavanger = {"1103": _series({2019: 90.0, 2020: 91.0})}

    shares = join(stavanger, "1103", _CHANGES, Adds.SHARE)

    assert [point.year for point in shares.series.points] == [2020]
    assert shares.left_out[0].first == 2019


def test_a_parted_municipality_begins_with_the_parting() -> None:
    joined = join(
        {"1507": _series({2023: 60.0}), "1580": _series({2024: 9.0})}, "1580", _CHANGES, Adds.COUNT
    )

    assert [point.year for point in joined.series.points] == [2024]
    assert "other borders" in str(joined.left_out[0].why)


def test_no_series_for_any_of_its_numbers_is_told_with_the_numbers() -> None:
    with pytest.raises(NotJoinable) as refused:
        join({"0301": _series({2020: 1.0})}, "3203", _CHANGES, Adds.COUNT)

    assert "3203, 3025, 0220, 0627, 0628" in refused.value.remedy()


def test_later_changes_are_added_to_those_that_the_package_knows() -> None:
    later = Change(date(2030, 1, 1), "3203", "9999", "Asker", "Nye Asker")

    changes = merged_changes(_CHANGES, [later, _CHANGES[0]])

    assert len(changes) == len(_CHANGES) + 1
    assert lineage("9999", changes).codes[:2] == ("9999", "3203")


def _table(rows: list[tuple[str, int, float | None, str | None]]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "content": "n",
                "region": region,
                "category": "",
                "period": str(year),
                "year": year,
                "value": value,
                "mark": mark,
            }
            for region, year, value, mark in rows
        ],
        schema=OBSERVATIONS,
    )


def test_a_whole_table_is_summed_to_todays_municipalities() -> None:
    table = _table(
        [
            ("0220", 2019, 60.0, None),
            ("0627", 2019, 20.0, None),
            ("0628", 2019, 0.0, "-"),
            ("3203", 2019, 0.0, None),
            ("3025", 2020, 94.0, None),
            ("0220", 2020, 0.0, None),
            ("3203", 2024, 98.0, None),
            ("0301", 2019, None, ":"),
            ("EAK", 2019, 5e6, None),
            ("1507", 2023, 66.0, None),
            ("1580", 2024, 9.0, None),
            ("5013", 2019, 5.0, None),
        ]
    )

    todays = on_todays(table, _CHANGES)

    rows = {
        (row["region"], row["year"]): (row["value"], row["mark"])
        for row in todays.table.to_pylist()
    }
    assert rows == {
        ("3203", 2019): (80.0, None),
        ("3203", 2020): (94.0, None),
        ("3203", 2024): (98.0, None),
        ("0301", 2019): (None, ":"),
        ("EAK", 2019): (5e6, None),
        ("1580", 2024): (9.0, None),
    }
    assert todays.left_out == ("1507", "5013")  # Hitra took in a part of Snillfjord


def test_a_table_that_lacks_a_part_says_nothing_of_the_whole() -> None:
    todays = on_todays(_table([("0220", 2019, 60.0, None), ("0627", 2019, 20.0, None)]), _CHANGES)

    assert todays.table.to_pylist()[0]["value"] is None
    assert todays.table.to_pylist()[0]["mark"] == ".."


@pytest.mark.parametrize("code", ["3203", "1103", "3301", "5055"])
def test_a_table_and_a_single_series_are_joined_alike(code: str) -> None:
    line = lineage(code, _CHANGES)
    rows = [
        (each, year, float(year + int(each)), None)
        for generation in line.generations
        for each in generation.codes
        for year in range(2017, 2026)
        if generation.covers(year)
    ]
    series = {
        each: Series(tuple(Point(y, v) for c, y, v, _ in sorted(rows) if c == each))
        for each in line.codes
    }

    joined = join(series, code, _CHANGES, Adds.COUNT)
    summed = on_todays(_table(rows), _CHANGES).table.to_pylist()

    assert {p.year: p.value for p in joined.series.points} == {
        row["year"]: row["value"] for row in summed if row["region"] == code
    }

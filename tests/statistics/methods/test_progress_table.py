"""For all series at once the answers are those for one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledetraad.followup.bands import Range
from ledetraad.followup.direction import Direction
from ledetraad.followup.target import Baseline, TargetPath, TargetValue
from ledetraad.statistics.methods.judged import Method, Status
from ledetraad.statistics.methods.progress import progress
from ledetraad.statistics.methods.progress_table import BREAKS, STEPS, TARGETS, progress_table
from ledetraad.statistics.series import Point, Series
from tests.statistics.numbers import rows

VALUES = st.integers(-20, 200).map(lambda n: n / 4) | st.just(0.0)
KEY = {"source": "ssb", "dataset": "1", "content": "A", "category": ""}


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A series with a target, perhaps a baseline, and perhaps a break."""
    values = draw(st.lists(st.none() | VALUES, min_size=1, max_size=8))
    direction = draw(st.sampled_from(Direction))
    target = draw(VALUES)
    sign = -1 if direction is Direction.DOWN else 1
    start = draw(st.none() | st.tuples(st.integers(2013, 2018), VALUES))
    if start is not None and (direction is Direction.KEEP or sign * (target - start[1]) < 0):
        start = None
    return {
        "values": values,
        "direction": direction,
        "start": start,
        "year": draw(st.integers(2019, 2026)),
        "target": target,
        "break": draw(st.none() | st.integers(2014, 2020)),
        "steps": draw(st.dictionaries(st.integers(2015, 2025), VALUES, max_size=3)),
    }


def _steps(case: dict[str, Any]) -> dict[int, Decimal]:
    """The targets before the last, as they can be: after the baseline."""
    first = case["start"][0] if case["start"] is not None else 0
    return {
        year: Decimal(str(value))
        for year, value in case.get("steps", {}).items()
        if first < year < case["year"]
    }


def alone(case: dict[str, Any], method: Method) -> tuple[Any, ...]:
    """The answer for one series."""
    years = range(2015, 2015 + len(case["values"]))
    points = [
        Point(year, value, break_before=year == case["break"] and year > 2015)
        for year, value in zip(years, case["values"], strict=True)
    ]
    target = Decimal(str(case["target"]))
    if case["direction"] is Direction.KEEP:
        path = TargetPath(Direction.KEEP, limits=(Range(target, target + 5),))
    else:
        steps = _steps(case).items()
        targets = [*steps, (case["year"], target)]
        baseline = case["start"] and Baseline(case["start"][0], Decimal(str(case["start"][1])))
        path = TargetPath(case["direction"], baseline, tuple(TargetValue(*one) for one in targets))
    found = progress(Series(tuple(points)), path, method)
    ratios = (found.observed, found.required, found.ratio)
    return found.status, found.method, found.reason, *ratios


def together(some: list[dict[str, Any]], method: Method) -> list[tuple[Any, ...]]:
    """The answers for all of them, by one expression."""
    numbers = [row for n, case in enumerate(some) for row in rows({str(n): case["values"]})]
    targets, breaks, steps = [], [], []
    for n, case in enumerate(some):
        keep = case["direction"] is Direction.KEEP
        start = case["start"] or (None, None)
        targets.append(
            {
                **KEY,
                "region": str(n),
                "direction": case["direction"].value,
                "start_year": start[0],
                "start_value": start[1],
                "target_year": None if keep else case["year"],
                "target_value": None if keep else case["target"],
                "low": case["target"] if keep else None,
                "high": case["target"] + 5 if keep else None,
            }
        )
        if not keep:
            steps += [
                {**KEY, "region": str(n), "step_year": year, "step_value": float(value)}
                for year, value in _steps(case).items()
            ]
        if case["break"] is not None:
            place = {"source": "ssb", "dataset": "1", "region": str(n), "year": case["break"]}
            breaks.append(place)
    observations = ibis.memtable(pa.Table.from_pylist([KEY | row for row in numbers]))
    found = progress_table(
        observations.mutate(value=observations.value.cast("float64")),
        ibis.memtable(pa.Table.from_pylist(targets, schema=TARGETS)),
        method,
        breaks=ibis.memtable(pa.Table.from_pylist(breaks, schema=BREAKS)) if breaks else None,
        steps=ibis.memtable(pa.Table.from_pylist(steps, schema=STEPS)) if steps else None,
    )
    by_region = {row["region"]: row for row in ibis.duckdb.connect().to_pyarrow(found).to_pylist()}
    names = ("status", "method", "reason", "observed", "required", "ratio")
    return [tuple(by_region[str(n)][name] for name in names) for n in range(len(some))]


@pytest.mark.parametrize("method", Method)
@settings(max_examples=8, deadline=None)
@given(some=st.lists(cases(), min_size=20, max_size=60))
def test_all_series_at_once_are_judged_as_one_by_one(
    method: Method, some: list[dict[str, Any]]
) -> None:
    found = together(some, method)

    for case, one in zip(some, found, strict=True):
        expected = alone(case, method)
        assert one[:3] == expected[:3], case
        assert one[3:] == pytest.approx(expected[3:], nan_ok=False), case


@pytest.mark.parametrize("method", Method)
def test_where_no_series_is_broken_none_need_be_given(method: Method) -> None:
    case = {
        "values": [10.0, 11.0, None, 13.0],
        "direction": Direction.UP,
        "start": None,
        "year": 2025,
        "target": 20.0,
        "break": None,
    }

    (found,) = together([case], method)

    assert found[:3] == alone(case, method)[:3]
    assert found[3:] == pytest.approx(alone(case, method)[3:])


def test_a_target_on_the_way_decides_by_the_straight_line() -> None:
    case = {
        "values": [10.0, 11.0, 12.0, 13.0],
        "direction": Direction.UP,
        "start": None,
        "year": 2025,
        "target": 20.0,
        "break": None,
    }
    steep = case | {"steps": {2018: 18.0}}

    found = together([case, steep], Method.LINEAR)

    assert [one[0] for one in found] == [Status.ON_TRACK, Status.OFF_TRACK]
    assert [one[:3] for one in found] == [alone(each, Method.LINEAR)[:3] for each in (case, steep)]

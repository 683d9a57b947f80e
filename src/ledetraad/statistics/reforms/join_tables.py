"""A whole table of counts on today's municipalities, summed over all changes of their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.statistics.formats.signs import CODE, MARKS, Codes, mark_column
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import OBSERVATIONS
from ledetraad.statistics.reforms.changes import Change
from ledetraad.statistics.reforms.lineage import lineage

_EARLIEST, _LATEST = 0, 9999
_KEYS = ("content", "region", "category", "period", "year")


@dataclass(frozen=True, slots=True)
class OnToday:
    """A table on today's municipalities.

    Args:
        table: the sums, with the columns of `OBSERVATIONS`.
        left_out: numbers whose rows belong to none of today's: municipalities that were parted, and
            those that were merged with a part of such a one.
    """

    table: pa.Table
    left_out: tuple[str, ...]


def on_todays(table: pa.Table, changes: Iterable[Change]) -> OnToday:
    """Sum a table of counts to the municipalities of today.

    Rows of a number at a time when it was not in use (zeros, or dots) are passed over; what is
    missing in a part is missing in the whole. Never use it on shares, means or medians.

    Args:
        table: counts, with the columns of `OBSERVATIONS`.
        changes: what has changed, see `changes.known_changes`.
    """
    known = tuple(changes)
    region = table["region"].combine_chunks().dictionary_encode()
    codes = region.dictionary.to_pylist()
    years = table["year"].to_numpy().astype(np.int64)
    if not len(years):
        return OnToday(table, ())
    first, last = int(years.min()), int(years.max())
    spans = _spans(known)
    targets = _targets(codes, spans, first, last)
    todays = list(dict.fromkeys(code for row in targets for code in row if code))
    number = {code: at for at, code in enumerate(todays)} | {"": -1}
    places = np.array([[number[code] for code in row] for row in targets], dtype=np.int64)
    target = places[region.indices.to_numpy(), years - first]
    kept = pa.array(target >= 0)
    moved = table.set_column(
        table.schema.get_field_index("region"),
        OBSERVATIONS.field("region"),
        pa.array(todays, pa.string()).take(pa.array(np.maximum(target, 0))),
    ).filter(kept)
    parts = _parts(known)
    return OnToday(
        _summed(moved, parts), tuple(sorted(code for code in codes if spans.get(code) == []))
    )


_Span = tuple[int, int, str]


def _spans(changes: tuple[Change, ...]) -> dict[str, list[_Span]]:
    """For each number the years in which it was a part of which municipality of today."""
    gone = {change.old for change in changes if change.old != change.new}
    today = {change.new for change in changes} - gone
    spans: dict[str, list[_Span]] = {code: [] for code in gone}
    for code in sorted(today):
        for each in lineage(code, changes).generations:
            if each.exact:
                for part in each.codes:
                    spans.setdefault(part, []).append(
                        (each.since or _EARLIEST, each.until or _LATEST, code)
                    )
    return spans


def _targets(
    codes: list[str], spans: dict[str, list[_Span]], first: int, last: int
) -> list[list[str]]:
    """For each code and year the municipality of today; empty where it is none."""
    rows = []
    for code in codes:
        own = spans.get(code)
        if own is None:
            rows.append([code] * (last - first + 1))
            continue
        rows.append(
            [
                next((to for since, until, to in own if since <= year < until), "")
                for year in range(first, last + 1)
            ]
        )
    return rows


def _parts(changes: tuple[Change, ...]) -> dict[str, list[tuple[int, int, int]]]:
    """How many numbers make up each municipality of today in which years, where not just one."""
    counted: dict[tuple[str, int, int], int] = {}
    for own in _spans(changes).values():
        for since, until, to in own:
            counted[to, since, until] = counted.get((to, since, until), 0) + 1
    parts: dict[str, list[tuple[int, int, int]]] = {}
    for (to, since, until), many in counted.items():
        parts.setdefault(to, []).append((since, until, many))
    return parts


def _summed(table: pa.Table, parts: dict[str, list[tuple[int, int, int]]]) -> pa.Table:
    marks = pa.array([None if mark is None else mark.value for mark in MARKS], pa.string())
    hidden = pc.equal(table["mark"], Mark.CONFIDENTIAL.value).fill_null(False)
    signed = pc.fill_null(pc.index_in(table["mark"], marks, skip_nulls=True), 0)
    asked = table.select(list(_KEYS))
    asked = asked.append_column("value", table["value"])
    asked = asked.append_column("missing", pc.cast(pc.is_null(table["value"]), pa.int8()))
    asked = asked.append_column("hidden", pc.cast(hidden, pa.int8()))
    asked = asked.append_column("sign", pc.cast(signed, pa.int8()))
    grouped = asked.group_by(list(_KEYS), use_threads=False).aggregate(
        [
            ("value", "sum"),
            ("missing", "max"),
            ("hidden", "max"),
            ("sign", "min"),
            ("sign", "max"),
            ([], "count_all"),
        ]
    )
    absent = _absent(grouped, parts)
    missing = (grouped["missing_max"].to_numpy() > 0) | absent
    codes: Codes = np.zeros(len(grouped), dtype=np.int8)
    codes[missing] = CODE[Mark.NOT_AVAILABLE]
    codes[grouped["hidden_max"].to_numpy() > 0] = CODE[Mark.CONFIDENTIAL]
    alike = ~absent & (grouped["sign_min"].to_numpy() == grouped["sign_max"].to_numpy())
    codes[alike] = grouped["sign_min"].to_numpy()[alike]
    values = grouped["value_sum"].to_numpy(zero_copy_only=False).astype(np.float64)
    columns = {name: grouped[name].combine_chunks() for name in _KEYS}
    columns["value"] = pa.array(np.where(missing, np.nan, values), pa.float64(), mask=missing)
    columns["mark"] = mark_column(codes)
    return pa.table([columns[name] for name in OBSERVATIONS.names], schema=OBSERVATIONS)


def _absent(
    grouped: pa.Table, parts: dict[str, list[tuple[int, int, int]]]
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Where fewer numbers were summed than the municipality was made up of."""
    region = grouped["region"].combine_chunks().dictionary_encode()
    years = grouped["year"].to_numpy().astype(np.int64)
    first = int(years.min()) if len(years) else 0
    span = int(years.max()) - first + 1 if len(years) else 1
    expected = np.ones((len(region.dictionary), span), dtype=np.int64)
    for at, code in enumerate(region.dictionary.to_pylist()):
        for since, until, many in parts.get(code, ()):
            expected[at, max(since - first, 0) : max(until - first, 0)] = many
    found = grouped["count_all"].to_numpy()
    result: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = (
        found < expected[region.indices.to_numpy(), years - first]
    )
    return result

"""The controller's board: every measure that is asked for, unit by unit, with its report.

What is asked for is counted by the database; rows are fetched only for what is shown. The board
of a locked period shows what was locked, whatever has happened since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, groupby

from django.db.models import Exists, OuterRef

from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models import ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.board_cells import (
    Row,
    locked_rows,
    open_rows,
)
from ledetraad.web.followup.reporting.board_tally import NONE, Placed, Tally, placed, tallied
from ledetraad.web.followup.reporting.known_periods import periods_of
from ledetraad.web.followup.reporting.units import UnitRow, unit_tree
from ledetraad.web.forms import whole

MOST = 50
"""How many rows a page of the board has."""
EARLIER = 3
"""How many earlier periods stand beside this one."""
MISSING = "missing"
"""All that is not handed in."""
NO_UNIT = "none"
STATE_NAMES = {
    NONE: N_("nothing yet"),
    "draft": N_("draft"),
    "returned": N_("sent back"),
    "submitted": N_("handed in"),
}
STATE_MARKS = {NONE: "○", "draft": "◐", "returned": "↩", "submitted": "✓"}
"""A mark for each that is told apart without colour."""
_SUBMITTED = StatusReport.State.SUBMITTED


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the board is wanted.

    Args:
        unit: the key of a unit, with all under it; "none" for what no unit has; empty for all.
        state: a report's state, "none", "missing" for all that is not handed in; empty for all.
    """

    unit: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A unit's part of the board.

    Args:
        unit: the unit; None for what no unit has.
        reported, asked: how many reports it has handed in of how many, whatever is filtered.
        silent: whether it has handed in nothing for the last two periods that were due.
        rows: those shown.
    """

    unit: UnitRow | None
    reported: int
    asked: int
    silent: bool
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Board:
    """The board of a period.

    Args:
        period: the period.
        earlier: the earlier periods that stand beside it, the oldest first.
        groups: the units with what is shown of them, in the order of the tree.
        counts: how many reports there are in each state, whatever is filtered.
        units: the units that something is asked of, and those above them.
        silent: the units that have handed in nothing for the last two periods that were due.
        found: how many rows the filter lets through.
        page, pages: which part of them is shown, of how many.
    """

    period: ReportingPeriod
    earlier: list[ReportingPeriod]
    groups: list[Group]
    counts: Counter[str]
    units: list[UnitRow]
    silent: list[UnitRow]
    found: int
    page: int
    pages: int
    total: int = field(default=0)


def board_of(
    period: ReportingPeriod,
    wanted: Filter,
    *,
    today: date,
    reads: Callable[[int | None], bool],
    page: int = 1,
    most: int | None = MOST,
) -> Board:
    """The board of a period, in a fixed number of queries.

    Args:
        period: the period.
        wanted: what of it.
        today: the day that it is looked at.
        reads: whether the one who looks may read what is not handed in yet, in a unit.
        page: which part of the rows, from 1.
        most: how many rows a part has; None for all.
    """
    tree = unit_tree(period.municipality)
    earlier = _earlier(period)
    due = [one for one in (*earlier, period) if one.due < today][-2:]
    tallies = tallied(period, due[0].last if due else None)
    let_through = [one for one in tallies if _wanted(one, wanted, tree)]
    found = sum(one.count for one in let_through)
    pages = max(1, -(-found // most)) if most else 1
    page = min(max(page, 1), pages)
    part = _part(period, let_through, tree, (page - 1) * most if most else 0, most)
    silent = _silent(tallies, due, tree)
    counts: Counter[str] = Counter()
    for one in tallies:
        counts[one.state] += one.count
    with_something = {key for one in tallies if one.unit for key in _above(one.unit, tree)}
    return Board(
        period,
        earlier,
        _groups(period, part, tallies, earlier=earlier, tree=tree, silent=silent, reads=reads),
        counts,
        [row for key, row in tree.items() if key in with_something],
        [tree[key] for key in tree if key in silent],
        found,
        page,
        pages,
        counts.total(),
    )


def _part(
    period: ReportingPeriod,
    tallies: Sequence[Tally],
    tree: dict[int, UnitRow],
    first: int,
    most: int | None,
) -> list[Placed]:
    """The measures of a part of the rows: units in the order of the tree, then by number.

    Only the units that the part is of are looked through.
    """
    place = {key: at for at, key in enumerate(tree)}
    by_unit: Counter[int | None] = Counter()
    for one in tallies:
        by_unit[one.unit] += one.count
    units = sorted(by_unit, key=lambda unit: (place.get(unit or 0, len(place)), unit or 0))
    if most is not None:
        ends = list(accumulate(by_unit[unit] for unit in units))
        inside = [
            at
            for at, unit in enumerate(units)
            if ends[at] > first and ends[at] - by_unit[unit] < first + most
        ]
        units = [units[at] for at in inside]
        first -= ends[inside[0]] - by_unit[units[0]] if inside else 0
    return placed(period, units, {one.state for one in tallies}, first, most)


def _wanted(one: Tally, wanted: Filter, tree: dict[int, UnitRow]) -> bool:
    if wanted.unit == NO_UNIT:
        if one.unit is not None:
            return False
    elif wanted.unit:
        top = tree.get(whole(wanted.unit) or 0)
        if top is None or one.unit not in top.below:
            return False
    if wanted.state == MISSING:
        return one.state != _SUBMITTED
    return not wanted.state or one.state == wanted.state


def _earlier(period: ReportingPeriod) -> list[ReportingPeriod]:
    found = [
        one
        for one in periods_of(period.municipality)
        if one.kind_of == period.kind_of
        and one.last < period.last
        and one.state != ReportingPeriod.State.PLANNED
    ]
    return found[-EARLIER:]


def _silent(
    tallies: Sequence[Tally], due: Sequence[ReportingPeriod], tree: dict[int, UnitRow]
) -> set[int]:
    """The units that were asked in both of the last two periods that were due, and said nothing."""
    if len(due) < 2:  # noqa: PLR2004
        return set()
    asked = {
        one.unit
        for one in tallies
        if one.unit in tree
        and one.early
        and (tree[one.unit].unit.begins or date.min) <= due[0].last
    }
    heard = StatusReport.objects.filter(
        period__in=due, measure__unit=OuterRef("pk"), state=_SUBMITTED
    )
    units = Unit.objects.filter(~Exists(heard), pk__in=[one for one in asked if one is not None])
    return set(units.order_by().values_list("pk", flat=True))


def _above(unit: int, tree: dict[int, UnitRow]) -> list[int]:
    """A unit and those above it."""
    found: list[int] = []
    key: int | None = unit
    while key is not None and key in tree:
        found.append(key)
        key = tree[key].unit.parent_id
    return found


def _groups(
    period: ReportingPeriod,
    part: Sequence[Placed],
    tallies: Sequence[Tally],
    *,
    earlier: Sequence[ReportingPeriod],
    tree: dict[int, UnitRow],
    silent: set[int],
    reads: Callable[[int | None], bool],
) -> list[Group]:
    keys = [each.key for each in part]
    locked = period.state == ReportingPeriod.State.LOCKED
    rows = locked_rows(keys, earlier) if locked else open_rows(period, keys, earlier)
    asked: Counter[int | None] = Counter()
    reported: Counter[int | None] = Counter()
    for one in tallies:
        asked[one.unit] += one.count
        if one.state == _SUBMITTED:
            reported[one.unit] += one.count
    return [
        Group(
            tree.get(unit) if unit is not None else None,
            reported[unit],
            asked[unit],
            unit in silent,
            [_seen(rows[each.key], reads(unit)) for each in ones],
        )
        for unit, ones in groupby(part, key=lambda each: each.unit)
    ]


def _seen(row: Row, reads: bool) -> Row:
    """A row as somebody sees it: a draft only where they may read it."""
    return row if reads or row.state == _SUBMITTED else row.unread()

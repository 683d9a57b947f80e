"""The controller's board: every measure that is asked for, unit by unit, with its report.

All that is asked for is looked at in a few columns; whole rows are fetched for what is shown. The
board of a locked period shows what was locked, whatever has happened since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from ledetraad.i18n import N_
from ledetraad.web.followup.models import LockedReport, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.asked import asked_for
from ledetraad.web.followup.reporting.board_cells import (
    Row,
    locked_rows,
    open_rows,
)
from ledetraad.web.followup.reporting.units import UnitRow, unit_tree

MOST = 100
"""How many rows a page of the board has."""
EARLIER = 3
"""How many earlier periods stand beside this one."""
NONE, MISSING = "none", "missing"
"""No report at all; and all that is not handed in."""
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
class Light:
    """A measure that is asked for, in short."""

    key: int
    number: int
    unit: int | None
    state: str
    start: str


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
    place = {key: at for at, key in enumerate(tree)}
    light = sorted(
        _locked(period) if period.state == ReportingPeriod.State.LOCKED else _open(period),
        key=lambda one: (place.get(one.unit or 0, len(place)), one.unit or 0, one.number),
    )
    earlier = _earlier(period)
    shown = [one for one in light if _wanted(one, wanted, tree)]
    pages = max(1, -(-len(shown) // most)) if most else 1
    page = min(max(page, 1), pages)
    part = shown[(page - 1) * most : page * most] if most else shown
    silent = _silent(light, [*earlier, period], tree, today)
    with_something = {key for one in light if one.unit for key in _above(one.unit, tree)}
    return Board(
        period,
        earlier,
        _groups(period, part, light, earlier=earlier, tree=tree, silent=silent, reads=reads),
        Counter(one.state for one in light),
        [row for key, row in tree.items() if key in with_something],
        [tree[key] for key in tree if key in silent],
        len(shown),
        page,
        pages,
        len(light),
    )


def _open(period: ReportingPeriod) -> Iterable[Light]:
    states = dict(
        StatusReport.objects.filter(period=period, measure__isnull=False).values_list(
            "measure", "state"
        )
    )
    measures = asked_for(period).order_by().values_list("pk", "number", "unit", "start")
    for key, number, unit, start in measures:
        yield Light(key, number, unit, states.get(key, NONE), start.isoformat() if start else "")


def _locked(period: ReportingPeriod) -> Iterable[Light]:
    rows = LockedReport.objects.filter(period=period, measure__isnull=False).values_list(
        "pk", "measure__number", "unit", "state", "measure__start"
    )
    for key, number, unit, state, start in rows:
        yield Light(key, number, unit, state or NONE, start.isoformat() if start else "")


def _wanted(one: Light, wanted: Filter, tree: dict[int, UnitRow]) -> bool:
    if wanted.unit == NO_UNIT:
        if one.unit is not None:
            return False
    elif wanted.unit:
        number = wanted.unit.isascii() and wanted.unit.isdigit()
        top = tree.get(int(wanted.unit)) if number else None
        if top is None or one.unit not in top.below:
            return False
    if wanted.state == MISSING:
        return one.state != _SUBMITTED
    return not wanted.state or one.state == wanted.state


def _earlier(period: ReportingPeriod) -> list[ReportingPeriod]:
    found = ReportingPeriod.objects.filter(
        municipality=period.municipality,
        kind_of=period.kind_of,
        last__lt=period.last,
        deleted_at=None,
    ).exclude(state=ReportingPeriod.State.PLANNED)
    return list(reversed(found.order_by("-last")[:EARLIER]))


def _silent(
    light: Sequence[Light],
    periods: Sequence[ReportingPeriod],
    tree: dict[int, UnitRow],
    today: date,
) -> set[int]:
    """The units that were asked in both of the last two periods that were due, and said nothing."""
    due = [one for one in periods if one.due < today][-2:]
    if len(due) < 2:  # noqa: PLR2004
        return set()
    before = due[0]
    asked = {
        one.unit
        for one in light
        if one.unit in tree
        and one.start <= before.last.isoformat()
        and (tree[one.unit].unit.begins or date.min) <= before.last
    }
    heard = StatusReport.objects.filter(
        period__in=due, measure__isnull=False, state=_SUBMITTED
    ).values_list("measure__unit", flat=True)
    return {unit for unit in asked - set(heard.distinct()) if unit is not None}


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
    part: Sequence[Light],
    light: Sequence[Light],
    *,
    earlier: Sequence[ReportingPeriod],
    tree: dict[int, UnitRow],
    silent: set[int],
    reads: Callable[[int | None], bool],
) -> list[Group]:
    keys = [one.key for one in part]
    locked = period.state == ReportingPeriod.State.LOCKED
    rows = locked_rows(keys, earlier) if locked else open_rows(period, keys, earlier)
    asked = Counter(one.unit for one in light)
    reported = Counter(one.unit for one in light if one.state == _SUBMITTED)
    return [
        Group(
            tree.get(unit) if unit is not None else None,
            reported[unit],
            asked[unit],
            unit in silent,
            [_seen(rows[one.key], locked or reads(unit)) for one in ones],
        )
        for unit, ones in groupby(part, key=lambda one: one.unit)
    ]


def _seen(row: Row, reads: bool) -> Row:
    """A row as somebody sees it: a draft only where they may read it."""
    return row if reads or row.state == _SUBMITTED else row.unread()

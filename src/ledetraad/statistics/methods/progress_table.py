"""`progress` for every series of a store at once, as one Ibis expression for any engine.

The answers are those of `progress`, but that limits to be kept within are one range.
"""

from __future__ import annotations

from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ledetraad.followup.direction import Direction
from ledetraad.statistics.methods.judged import SIGNIFICANT, Method, Reason, Status
from ledetraad.statistics.methods.progress import LEAST_YEARS
from ledetraad.statistics.store.engine import SERIES_KEY

_KEY = tuple(pa.field(name, pa.string(), nullable=False) for name in SERIES_KEY)
TARGETS: Final = pa.schema(
    [
        *_KEY,
        pa.field("direction", pa.string(), nullable=False),
        pa.field("start_year", pa.int32()),
        pa.field("start_value", pa.float64()),
        pa.field("target_year", pa.int32()),
        pa.field("target_value", pa.float64()),
        pa.field("low", pa.float64()),
        pa.field("high", pa.float64()),
    ]
)
"""A row for each series that has a target: which way is good (`Direction`), the baseline if there
is one, and the target, or the limits to be kept within."""
BREAKS: Final = pa.schema(
    [
        pa.field("source", pa.string(), nullable=False),
        pa.field("dataset", pa.string(), nullable=False),
        pa.field("region", pa.string(), nullable=False),
        pa.field("year", pa.int32(), nullable=False),
    ]
)
"""Years whose numbers are not quite comparable with those before, by region."""
STEPS: Final = pa.schema(
    [
        *_KEY,
        pa.field("step_year", pa.int32(), nullable=False),
        pa.field("step_value", pa.float64(), nullable=False),
    ]
)
"""Targets before the last one, at most one for each series and year."""
_EQUAL: Final = 1e-9
"""How near, in shares, two numbers are that differ by the computer's rounding alone."""


def progress_table(
    observations: ir.Table,
    targets: ir.Table,
    method: Method = Method.GROWTH,
    *,
    breaks: ir.Table | None = None,
    steps: ir.Table | None = None,
) -> ir.Table:
    """How it goes with every series that has a target.

    Args:
        observations: the numbers, with the columns of a store's table.
        targets: with the columns of `TARGETS`, at most a row for each series.
        method: how to judge.
        breaks: with the columns of `BREAKS`; None where there are none.
        steps: with the columns of `STEPS`; None where no series has targets before its last.

    Returns:
        A row for each row of `targets`: the series' key, start_year, start, latest_year, latest,
        observed, required, ratio, method, status, reason; see `Progress`.
    """
    ends = _ends(observations, breaks)
    joined = targets.left_join(ends, list(SERIES_KEY))
    joined = joined.select(
        *[targets[name] for name in TARGETS.names],
        *[ends[name] for name in ends.columns if name not in SERIES_KEY],
    )
    return _judged(_measured(_stepped(_started(joined), steps), method), method)


def _ends(observations: ir.Table, breaks: ir.Table | None) -> ir.Table:
    """The first and the last number of each series since its last break."""
    columns = [*SERIES_KEY, "year", "value"]
    rows = observations.select(*columns)
    if breaks is not None:
        rows = _since_break(rows, breaks)
    known = rows.filter(rows.value.notnull())
    since = {} if breaks is None else {"since": known.since.max()}
    ends = known.group_by(list(SERIES_KEY)).aggregate(
        first_year=known.year.min().cast("int32"),
        first=known.value.argmin(known.year),
        latest_year=known.year.max().cast("int32"),
        latest=known.value.argmax(known.year),
        numbers=known.count(),
        **since,
    )
    return ends if since else ends.mutate(since=ibis.literal(None, "int32"))


def _since_break(rows: ir.Table, breaks: ir.Table) -> ir.Table:
    """The rows from each series' last break on; `since` is its year where earlier rows were left.

    A break counts where the series has a year before it, and one in its year or after.
    """
    spans = rows.group_by(list(SERIES_KEY)).aggregate(least=rows.year.min(), most=rows.year.max())
    place = ["source", "dataset", "region"]
    both = spans.inner_join(breaks, place).select(
        *[spans[name] for name in SERIES_KEY], spans.least, spans.most, at=breaks.year
    )
    both = both.filter((both.at > both.least) & (both.at <= both.most))
    last = both.group_by(list(SERIES_KEY)).aggregate(since=both["at"].max().cast("int32"))
    joined = rows.left_join(last, list(SERIES_KEY))
    joined = joined.select(*[rows[name] for name in rows.columns], last.since)
    return joined.filter(joined.since.isnull() | (joined.year >= joined.since))


def _started(table: ir.Table) -> ir.Table:
    """With where it is reckoned from: the baseline, unless that is before the last break."""
    decided = table.start_year.notnull() & (
        table.since.isnull() | (table.start_year >= table.since)
    )
    return table.mutate(
        after_break=table.since.notnull() & ~decided,
        start_year=ibis.ifelse(decided, table.start_year, table.first_year),
        start=ibis.ifelse(decided, table.start_value, table["first"]),
    )


def _stepped(table: ir.Table, steps: ir.Table | None) -> ir.Table:
    """With the ends of the part of the path to the target that the last number's year lies in."""
    if steps is None:
        return table.mutate(
            way_from_year=table.start_year,
            way_from=table.start,
            way_to_year=table.target_year,
            way_to=table.target_value,
        )
    key = list(SERIES_KEY)
    ends = table.select(*key, "start_year", "latest_year", "target_year")
    both = ends.inner_join(steps, key)
    both = both.select(
        *[ends[name] for name in ends.columns], year=steps.step_year, value=steps.step_value
    )
    both = both.filter((both.year > both.start_year) & (both.year < both.target_year))
    passed, coming = both.year <= both.latest_year, both.year >= both.latest_year
    found = both.group_by(key).aggregate(
        from_year=both.year.max(where=passed),
        from_value=both.value.argmax(both.year, where=passed),
        to_year=both.year.min(where=coming),
        to_value=both.value.argmin(both.year, where=coming),
    )
    joined = table.left_join(found, key)
    return joined.select(
        *[table[name] for name in table.columns],
        way_from_year=ibis.coalesce(found.from_year, table.start_year),
        way_from=ibis.coalesce(found.from_value, table.start),
        way_to_year=ibis.coalesce(found.to_year, table.target_year),
        way_to=ibis.coalesce(found.to_value, table.target_value),
    )


def _measured(table: ir.Table, method: Method) -> ir.Table:
    """With what is observed and required a year, by the method that can be used."""
    years = (table.latest_year - table.start_year).cast("float64")
    in_all = (table.target_year - table.start_year).cast("float64")
    timely = (years > 0) & (in_all > 0)
    grows = timely & (table.start > 0) & (table.latest > 0) & (table.target_value > 0)
    by_growth = grows if method is Method.GROWTH else ibis.literal(False)
    safe_years = ibis.ifelse(timely, years, 1.0)
    safe_all = ibis.ifelse(timely, in_all, 1.0)
    base = ibis.ifelse(grows, table.start, 1.0)
    growth = (ibis.ifelse(grows, table.latest, 1.0) / base) ** (1.0 / safe_years) - 1
    needed = (ibis.ifelse(grows, table.target_value, 1.0) / base) ** (1.0 / safe_all) - 1
    change = (table.latest - table.start) / safe_years
    change_needed = (table.target_value - table.start) / safe_all
    part = (table.way_to_year - table.way_from_year).cast("float64")
    gone = (table.latest_year - table.way_from_year).cast("float64")
    share = ibis.ifelse(part > 0, gone / part.nullif(0.0), 0.0)
    table = table.mutate(
        growth_used=by_growth,
        observed=ibis.ifelse(timely, ibis.ifelse(by_growth, growth, change), None),
        required=ibis.ifelse(timely, ibis.ifelse(by_growth, needed, change_needed), None),
        expected=table.way_from + (table.way_to - table.way_from) * share,
    )
    return table.mutate(ratio=table.observed / table.required.nullif(0.0))


def _judged(table: ir.Table, method: Method) -> ir.Table:
    up = table.direction == Direction.UP.value
    keep = table.direction == Direction.KEEP.value
    sign = ibis.ifelse(up, 1.0, -1.0)
    aim = ibis.ifelse(keep, None, table.target_value)
    within = (table.low.isnull() | (table.latest >= table.low)) & (
        table.high.isnull() | (table.latest <= table.high)
    )
    reached = ibis.ifelse(keep, within, sign * (table.latest - aim) >= 0)
    no_target = ibis.ifelse(keep, table.low.isnull() & table.high.isnull(), aim.isnull())
    was_there = sign * (table.start - aim) >= 0
    late = table.latest_year >= table.target_year
    better = sign * (table.latest - table.start) >= 0
    slack = _EQUAL * ibis.greatest(1.0, table.expected.abs())
    on_line = sign * (table.latest - table.expected) >= -slack
    further = _outside(table, table.latest) > _outside(table, table.start)
    short = (table.latest_year - table.start_year) < LEAST_YEARS
    several = table.numbers > table.latest_year - table.first_year + 1
    status = ibis.cases(
        (no_target | table.latest.isnull() | several, Status.UNKNOWN.value),
        (reached, Status.REACHED.value),
        (short, Status.UNKNOWN.value),
        (keep & further, Status.WRONG_WAY.value),
        (keep, Status.OFF_TRACK.value),
        (was_there, Status.WRONG_WAY.value),
        (late & better, Status.OFF_TRACK.value),
        (late, Status.WRONG_WAY.value),
        (table.growth_used & (table.ratio >= SIGNIFICANT), Status.ON_TRACK.value),
        (~table.growth_used & on_line, Status.ON_TRACK.value),
        (table.ratio >= 0, Status.OFF_TRACK.value),
        else_=Status.WRONG_WAY.value,
    )
    moving = ~(reached | short | keep | was_there | late)
    after_break = (table.after_break, Reason.AFTER_BREAK.value)
    undefined = (
        moving & ~table.growth_used,
        Reason.NO_GROWTH.value if method is Method.GROWTH else None,
    )
    reason = ibis.cases(
        (no_target, Reason.NO_TARGET.value),
        (table.latest.isnull(), Reason.NO_VALUE.value),
        (several, Reason.NOT_YEARLY.value),
        (~reached & short, Reason.TOO_SHORT.value),
        (~reached & ~keep & ~was_there & late, Reason.TOO_LATE.value),
        *([undefined] if method is Method.GROWTH else []),
        after_break,
        else_=ibis.literal(None, "string"),
    )
    linear = ibis.ifelse(moving & ~table.growth_used, Method.LINEAR.value, method.value)
    counts = moving & (status != Status.UNKNOWN.value)
    return table.select(
        *[table[name] for name in SERIES_KEY],
        table.start_year,
        table.start,
        table.latest_year,
        table.latest,
        observed=ibis.ifelse(counts, table.observed, None),
        required=ibis.ifelse(counts, table.required, None),
        ratio=ibis.ifelse(counts, table.ratio, None),
        method=linear,
        status=status,
        reason=reason,
    )


def _outside(table: ir.Table, value: ir.FloatingValue) -> ir.FloatingValue:
    """How far a value is from the limits; 0 within them."""
    below = ibis.coalesce(table.low - value, 0.0)
    above = ibis.coalesce(value - table.high, 0.0)
    return ibis.greatest(0.0, below, above)


def summed(observations: ir.Table) -> ir.Table:
    """All categories of each series as one, in category "", year by year.

    For counts; rates are never summed. A year with a number missing in any category has none.
    """
    key = [name for name in SERIES_KEY if name != "category"]
    sums = observations.group_by([*key, "year"]).aggregate(
        total=observations.value.sum(), known=observations.value.count(), rows=observations.count()
    )
    return sums.select(
        *key,
        "year",
        category=ibis.literal(""),
        value=ibis.ifelse(sums.known == sums.rows, sums.total, None),
    )

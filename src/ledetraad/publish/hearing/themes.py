"""What was said of each theme and each goal in it: how many, by whom, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ledetraad.hearing.outcomes import OUTCOME_NAMES, Outcome
from ledetraad.hearing.speakers import SPEAKER_NAMES, Speaker
from ledetraad.publish.hearing.table import Branch, HearingTable, TableRow


@dataclass(frozen=True, slots=True)
class Totals:
    """What was said of something.

    Args:
        key: the theme's or the goal's; empty for the whole plan.
        name: what it is called.
        statements, comments: how many.
        kinds: senders' kinds by their English names, with how many statements each.
        outcomes: outcomes by their English names, with how many comments each; "" for none yet.
        changes: what is changed in the plan because of it: where, the text before, and after;
            each once.
    """

    key: str
    name: str
    statements: int
    comments: int
    kinds: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, int], ...]
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ThemeTotals:
    """What was said of a theme, and of each goal in it.

    Args:
        totals: the theme's, with all that is under it.
        goals: those that were spoken of, in the plan's order.
        summary: what the planner says of it.
    """

    totals: Totals
    goals: tuple[Totals, ...]
    summary: str


def themes_of(table: HearingTable) -> tuple[ThemeTotals, ...]:
    """Every theme that was spoken of or has a summary, in the plan's order; the whole plan first.

    None where the table doesn't say where its elements stand.
    """
    if not table.branches:
        return ()
    said: dict[str, dict[str, list[TableRow]]] = {}
    for row in table.rows:
        branch = table.branches.get(row.element, Branch("", ""))
        said.setdefault(branch.theme, {}).setdefault(branch.goal, []).append(row)
    found = []
    for theme in ("", *dict.fromkeys(one.theme for one in table.branches.values())):
        within, summary = said.get(theme, {}), table.summaries.get(theme, "")
        if not within and not summary:
            continue
        every = [row for some in within.values() for row in some]
        name = table.order[theme][1] if theme in table.order else table.whole
        goals = dict.fromkeys(
            one.goal for one in table.branches.values() if theme and one.theme == theme
        )
        found.append(
            ThemeTotals(
                _totals(theme, name, every),
                tuple(
                    _totals(goal, table.order[goal][0], within[goal])
                    for goal in goals
                    if goal in within
                ),
                summary,
            )
        )
    return tuple(found)


def _totals(key: str, name: str, rows: Sequence[TableRow]) -> Totals:
    senders = {row.statement: row.kind for row in rows}
    kinds, outcomes = Counter(senders.values()), Counter(row.outcome for row in rows)
    changes = dict.fromkeys((row.place, row.old, row.new) for row in rows if row.new)
    return Totals(
        key,
        name,
        len(senders),
        len(rows),
        tuple((SPEAKER_NAMES[one], kinds[one]) for one in Speaker if kinds[one]),
        (
            *((OUTCOME_NAMES[one], outcomes[one.value]) for one in Outcome if outcomes[one.value]),
            *([("", outcomes[""])] if outcomes[""] else []),
        ),
        tuple(changes),
    )

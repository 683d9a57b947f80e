"""Judging from the white space of a page whether a row is a subgoal or a strategy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ledetraad.plan.presets import STRATEGY, SUBGOAL
from ledetraad.readers.rows import CELL, Row
from ledetraad.readers.vocabulary import vocabulary

_OPENING_WORDS = 8


@dataclass(frozen=True, slots=True)
class Judgement:
    """A row's level, and whether the page shows it clearly."""

    level: str
    sure: bool


class LevelJudge:
    """Learns the document's own indents, then judges rows by them.

    Each table begins with a subgoal, so the first rows show where subgoals stand. A row on the
    first line of a page may have one blank more, so an indent of one counts for neither side.

    Args:
        tables: the rows of each table of subgoals and strategies.
    """

    def __init__(self, tables: Sequence[Sequence[Row]]) -> None:
        firsts = Counter(rows[0].indent for rows in tables if rows)
        rows = [row for table in tables for row in table]
        most = max(firsts.values(), default=0)
        base = min((indent for indent, seen in firsts.items() if seen == most), default=0)
        nudged = base == 1 and any(row.indent == 0 for row in rows)
        self.base = 0 if nudged else base
        self._indented = any(row.indent >= self.base + CELL for row in rows)
        self._nudged = any(row.indent == self.base + 1 for row in rows)
        self._marked = any(row.cells_after for row in rows)

    def level(self, row: Row) -> Judgement:
        """The level of a row."""
        if self._indented:
            return self._by_indent(row)
        if self._marked:
            return Judgement(SUBGOAL if row.cells_after else STRATEGY, sure=self._nudged)
        return self._by_words(row)

    def _by_indent(self, row: Row) -> Judgement:
        beyond = row.indent - self.base
        if beyond >= CELL:
            return Judgement(STRATEGY, sure=not row.without_code)
        clear = row.cells_after or not self._marked
        return Judgement(
            SUBGOAL, sure=clear and not row.without_code and (beyond != 1 or row.cells_after)
        )

    def _by_words(self, row: Row) -> Judgement:
        """For text without any trace of columns: strategies say what shall be done."""
        opening = " ".join(line.text for line in row.text).casefold().split()[:_OPENING_WORDS]
        acts = bool(vocabulary().action & set(opening))
        return Judgement(STRATEGY if acts else SUBGOAL, sure=False)

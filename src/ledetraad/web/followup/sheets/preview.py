"""What taking a spreadsheet in would change, kept until somebody says that it is right."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from ledetraad.errors import LedetraadError, kept_error


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CellChange(_Kept):
    """A cell that says something new.

    Args:
        at: the cell: "D14".
        field: what it is of.
        before: what it said when the list was fetched, as JSON holds it.
        now: what stands here now; another than `before` where others have changed it since.
        after: what the cell says.
        by: who has changed it since; empty where nobody has.
        doubts: what is odd about it, as phrases that are kept.
    """

    at: str
    field: str
    before: Any
    now: Any
    after: Any
    by: str = ""
    doubts: tuple[dict[str, Any], ...] = ()

    @property
    def clash(self) -> bool:
        """Whether somebody has to choose between two texts."""
        return bool(self.before != self.now)


class RowChange(_Kept):
    """A row that changes something, or can't be taken as it is.

    Args:
        number: the row's, as the spreadsheet counts.
        thing: the number of the measure, or the indicator's key; None for a new one.
        seen: the version that the change is shown against.
        title: what it is called.
        cells: what changes.
        problems: what is wrong; where anything is, nothing of the row is taken in.
    """

    number: int
    thing: int | None
    seen: int
    title: str
    cells: tuple[CellChange, ...] = ()
    problems: tuple[dict[str, Any], ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it makes something new."""
        return self.thing is None

    def faults(self) -> list[LedetraadError]:
        """What is wrong, to be said in any language."""
        return [kept_error(one) for one in self.problems]


class Preview(_Kept):
    """All that a spreadsheet would change.

    Args:
        kind: what the list is of: as in `sheets.kinds`.
        sheet: the name of the sheet that was read; empty for CSV.
        rows: those that change something or have something wrong with them.
        same: how many rows say what stands here already.
        gone: how many of the things here have no row; they are left alone.
        unread: the heads of the columns that aren't read.
    """

    kind: str
    sheet: str
    rows: tuple[RowChange, ...]
    same: int
    gone: int
    unread: tuple[str, ...]

    @property
    def good(self) -> list[RowChange]:
        """The rows that can be taken in."""
        return [row for row in self.rows if not row.problems]

    @property
    def faulty(self) -> list[RowChange]:
        """The rows that can't."""
        return [row for row in self.rows if row.problems]

    @property
    def new(self) -> int:
        """How many new things it makes."""
        return sum(row.is_new for row in self.good)

    @property
    def changed(self) -> int:
        """How many things it changes."""
        return sum(not row.is_new for row in self.good)

    @property
    def clashes(self) -> int:
        """How many cells somebody has to choose about."""
        return sum(cell.clash for row in self.good for cell in row.cells)

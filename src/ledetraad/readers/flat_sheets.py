"""The sheets of a workbook with one row for each element → a plan.

Every sheet with heads for a level and a text is read, in the workbook's order; the plan's facts
may stand in a sheet of their own. Other sheets are there for people and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ledetraad.plan.flat import FACT, FACT_COLUMNS
from ledetraad.plan.flat_row import FlatRow, column_letters, find_columns
from ledetraad.plan.model import SourcePlace
from ledetraad.readers.flat_rows import HEAD_WITHIN, Head, find_head, read_rows
from ledetraad.readers.result import ReadResult

Rows = Sequence[Sequence[str]]


def read_flat_sheets(sheets: Mapping[str, Rows], name: str) -> ReadResult | None:
    """Read a plan from sheets of rows; None where no sheet has the heads.

    Args:
        sheets: the cells of every sheet as text, from its first row and column.
        name: the document's name, for the source places and errors.

    Raises:
        UnreadableDocument: a row that can't be so; names the cell.
    """
    facts: list[FlatRow] = []
    elements: list[FlatRow] = []
    passed_over: list[tuple[str, SourcePlace]] = []
    found = False
    for title, rows in sheets.items():
        head = find_head(rows, f"{name}:{title}")
        if head is None:
            facts.extend(_facts(rows, name, title))
            continue
        found = True
        elements.extend(_elements(rows, name, title, head))
        passed_over.extend(
            (other, _place(name, title, column, head.row)) for other, column in head.others.items()
        )
    return read_rows([*facts, *elements], name, passed_over) if found else None


def _place(name: str, title: str, column: int, row: int) -> SourcePlace:
    return SourcePlace(file=name, sheet=title, cell=f"{column_letters(column)}{row + 1}")


def _elements(rows: Rows, name: str, title: str, head: Head) -> Iterator[FlatRow]:
    for number, cells in enumerate(rows[head.row + 1 :], start=head.row + 2):
        said = {
            key: cells[column]
            for key, column in head.columns.items()
            if column < len(cells) and cells[column]
        }
        if said:
            yield FlatRow(cells=said, columns=head.columns, file=name, number=number, sheet=title)


def _facts(rows: Rows, name: str, title: str) -> Iterator[FlatRow]:
    """The rows of a sheet with facts; none of any other sheet."""
    places: dict[str, int] = {}
    for number, cells in enumerate(rows, start=1):
        if places and places["id"] < len(cells) and cells[places["id"]].strip():
            said = {"kind": FACT} | {
                key: cells[column] for key, column in places.items() if column < len(cells)
            }
            yield FlatRow(cells=said, columns=places, file=name, number=number, sheet=title)
        elif not places and number <= HEAD_WITHIN:
            columns = find_columns(cells, FACT_COLUMNS)
            if len(columns) == len(FACT_COLUMNS):
                places = {"id": columns["fact"], "text": columns["value"]}

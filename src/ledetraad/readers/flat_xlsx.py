"""A table in Excel → a plan: what `publish.write_xlsx` writes, or a table made by hand.

Every sheet with heads for a level and a text is read, in the workbook's order; the plan's facts
may stand in a sheet of their own. Other sheets are there for people and are passed over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, time

from python_calamine import CalamineError, CalamineWorkbook

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.flat import FACT, FACT_COLUMNS
from ledetraad.plan.flat_row import FlatRow, column_letters, find_columns
from ledetraad.plan.model import SourcePlace
from ledetraad.readers.flat_rows import HEAD_WITHIN, Head, find_head, no_table, read_rows
from ledetraad.readers.result import ReadResult
from ledetraad.readers.xlsx_bounds import refuse_unsafe

Sheet = Sequence[Sequence[str]]


def read_xlsx(data: bytes, name: str) -> ReadResult:
    """Read a plan from a workbook with one row for each element.

    Args:
        data: the workbook.
        name: the document's name, for the source places and errors.

    Raises:
        UnreadableDocument: no workbook, no table in it, or a row that can't be so; names the cell.
    """
    refuse_unsafe(data, name)
    sheets = _sheets(data, name)
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
    if not found:
        title, rows = next(iter(sheets.items()), ("", []))
        raise no_table(rows, f"{name}:{title}" if len(sheets) == 1 else name)
    return read_rows([*facts, *elements], name, passed_over)


def _sheets(data: bytes, name: str) -> dict[str, Sheet]:
    """The cells of every sheet as text, from its first row and column."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return {
                title: [
                    [_said(cell) for cell in row]
                    for row in workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
                ]
                for title in workbook.sheet_names
            }
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableDocument(
            N_("The workbook can't be opened: %(reason)s."),
            where=name,
            remedy=N_("Open the file in Excel or LibreOffice and save it again as .xlsx."),
            reason=str(error)[:200],
        ) from None


def _place(name: str, title: str, column: int, row: int) -> SourcePlace:
    return SourcePlace(file=name, sheet=title, cell=f"{column_letters(column)}{row + 1}")


def _elements(rows: Sheet, name: str, title: str, head: Head) -> Iterator[FlatRow]:
    for number, cells in enumerate(rows[head.row + 1 :], start=head.row + 2):
        said = {key: cells[column] for key, column in head.columns.items() if cells[column]}
        if said:
            yield FlatRow(cells=said, columns=head.columns, file=name, number=number, sheet=title)


def _facts(rows: Sheet, name: str, title: str) -> Iterator[FlatRow]:
    """The rows of a sheet with facts; none of any other sheet."""
    places: dict[str, int] = {}
    for number, cells in enumerate(rows, start=1):
        if places and cells[places["id"]].strip():
            said = {"kind": FACT} | {key: cells[column] for key, column in places.items()}
            yield FlatRow(cells=said, columns=places, file=name, number=number, sheet=title)
        elif not places and number <= HEAD_WITHIN:
            columns = find_columns(cells, FACT_COLUMNS)
            if len(columns) == len(FACT_COLUMNS):
                places = {"id": columns["fact"], "text": columns["value"]}


def _said(cell: object) -> str:
    """A cell as text: whole numbers without decimals, yes and no as facts say them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)

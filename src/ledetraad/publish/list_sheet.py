"""Lists as an Excel workbook: a sheet each, heads that stay in sight, a filter on each column.

Text is always written as text, so that nothing that somebody has typed is run as a formula.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_DIGITS = 15
"""As many digits as a cell keeps of a number."""
_INK, _LINE, _NOT_HERE = "#1E2B3C", "#C9D0D8", "#EDEFF2"
_NAME_LENGTH = 31
_FORBIDDEN = str.maketrans("[]:*?/\\'", "        ")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its head says, and its width in characters."""

    head: str
    width: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the decimals that it is shown with; None for one that can be filled in."""

    value: Decimal | int | None
    decimals: int = 0


class NotHere(Enum):
    """A cell in which nothing can stand, shown in grey."""

    NOT_HERE = ""


Cell = str | int | Figure | date | datetime | NotHere | None


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A list as a sheet.

    Args:
        title: of the list; as much as fits is the sheet's name.
        columns: in order.
        rows: in order, each with a cell for each column.
        frozen: how many columns stay in sight.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    frozen: int = 1


def list_workbook(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    frozen: int = 1,
    made: date | None = None,
) -> bytes:
    """A workbook of one list.

    A number of more digits than a cell keeps is written as text, in whole.

    Args:
        title: of the list; as much as fits is the sheet's name.
        columns: in order.
        rows: in order, each with a cell for each column.
        frozen: how many columns stay in sight.
        made: the day that it shows.
    """
    return lists_workbook(title, [ListSheet(title, columns, rows, frozen)], made=made)


def lists_workbook(title: str, lists: Sequence[ListSheet], *, made: date | None = None) -> bytes:
    """A workbook of several lists.

    Args:
        title: of the whole.
        lists: at least one; where two have the same name, the later gets a number.
        made: the day that it shows.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "remove_timezone": True})
    book.set_properties({"title": title, "comments": made.isoformat() if made else ""})
    forms = _Forms(book)
    taken: set[str] = set()
    for each in lists:
        _write_list(book.add_worksheet(_sheet_name(each.title, taken)), each, forms)
    book.close()
    return out.getvalue()


def _sheet_name(title: str, taken: set[str]) -> str | None:
    """The title as a sheet may be called, and as no other is; None for one without a name."""
    name = title.translate(_FORBIDDEN).strip()[:_NAME_LENGTH].strip()
    number = 2
    while name.lower() in taken:
        ending = f" ({number})"
        name = name.removesuffix(f" ({number - 1})")[: _NAME_LENGTH - len(ending)] + ending
        number += 1
    taken.add(name.lower())
    return name or None


def _write_list(sheet: Worksheet, each: ListSheet, forms: _Forms) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for at, column in enumerate(each.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.head, forms.head)
    for down, row in enumerate(each.rows, start=1):
        for across, cell in enumerate(row):
            _write(sheet, (down, across), cell, forms)
    sheet.freeze_panes(1, each.frozen)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(len(each.rows), 1), len(each.columns) - 1)


def _write(sheet: Worksheet, at: tuple[int, int], cell: Cell, forms: _Forms) -> None:
    match cell:
        case None | "":
            sheet.write_blank(*at, None, forms.text)
        case NotHere():
            sheet.write_blank(*at, None, forms.grey)
        case str():
            sheet.write_string(*at, cell, forms.text)
        case int():
            sheet.write_number(*at, cell, forms.whole)
        case datetime():
            sheet.write_datetime(*at, cell, forms.moment)
        case date():
            sheet.write_datetime(*at, cell, forms.day)
        case Figure():
            _write_figure(sheet, at, cell, forms)


def _write_figure(sheet: Worksheet, at: tuple[int, int], cell: Figure, forms: _Forms) -> None:
    if cell.value is None:
        sheet.write_blank(*at, None, forms.number(cell.decimals))
        return
    exact = Decimal(cell.value).normalize()
    if len(exact.as_tuple().digits) > MOST_DIGITS:
        sheet.write_string(*at, format(exact, "f"), forms.text)
    else:
        sheet.write_number(*at, float(exact), forms.number(cell.decimals))


class _Forms:
    """The cells' forms, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._shared = {"valign": "top", "bottom": 1, "bottom_color": _LINE}
        self._numbers: dict[int, Any] = {}
        self.head = book.add_format(
            {
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": _INK,
                "text_wrap": True,
                "valign": "top",
            }
        )
        self.text = book.add_format({**self._shared, "text_wrap": True})
        self.grey = book.add_format({**self._shared, "bg_color": _NOT_HERE})
        self.whole = book.add_format({**self._shared, "num_format": "0"})
        self.day = book.add_format({**self._shared, "num_format": "dd.mm.yyyy"})
        self.moment = book.add_format({**self._shared, "num_format": "dd.mm.yyyy hh:mm"})

    def number(self, decimals: int) -> Any:
        """The form of a number with so many decimals."""
        if decimals not in self._numbers:
            shown = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._book.add_format({**self._shared, "num_format": shown})
        return self._numbers[decimals]

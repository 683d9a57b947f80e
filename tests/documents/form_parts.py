"""What the documents of the forms are made of, and how each look of them is drawn.

A document is a list of parts; the same parts make a Word document by python-docx, another by
LibreOffice out of a web page, a spreadsheet, and a PDF. In a row UP is a cell merged with the one
above it, and a row of one cell is merged over the whole table.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

UP = "\x00up"
Row = Sequence[str]


@dataclass(frozen=True)
class Title:
    """The document's title."""

    text: str


@dataclass(frozen=True)
class Head:
    """A heading; `number` is printed before it."""

    text: str
    depth: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Point:
    """An item of a list with bullets."""

    text: str
    depth: int = 1


@dataclass(frozen=True)
class Grid:
    """A table; its first row is the heads. `widths` are parts of the page's width."""

    rows: Sequence[Row]
    widths: Sequence[float] = ()


Part = Title | Head | Text | Point | Grid


def word(parts: Iterable[Part], *, ruled: str = "all", landscape: bool = False) -> Any:
    """A Word document by python-docx.

    Args:
        parts: what stands in it.
        ruled: where the tables have lines: `all`, `rows` (between rows alone) or `none`.
        landscape: whether its pages lie.
    """
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(10)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    for part in parts:
        if isinstance(part, Title):
            document.add_paragraph(part.text, style="Title")
        elif isinstance(part, Head):
            document.add_heading(part.text, part.depth)
        elif isinstance(part, Text):
            document.add_paragraph(part.text)
        elif isinstance(part, Point):
            style = "List Bullet" if part.depth == 1 else f"List Bullet {part.depth}"
            document.add_paragraph(part.text, style=style)
        else:
            _word_table(document, part, ruled, 25.7 if landscape else 17)
    return document


def _word_table(document: Any, grid: Grid, ruled: str, width: float) -> None:
    columns = len(grid.rows[0])
    table = document.add_table(len(grid.rows), columns)
    if ruled == "all":
        table.style = document.styles["Table Grid"]
    table.autofit = False
    shares = grid.widths or [1 / columns] * columns
    for place, row in enumerate(grid.rows):
        cells = table.rows[place].cells
        for cell, share in zip(cells, shares, strict=True):
            cell.width = Cm(width * share)
        if len(row) == 1:
            cells[0].merge(cells[-1])
        for column, text in enumerate(row):
            if text == UP:
                continue
            last = place
            while last + 1 < len(grid.rows) and _at(grid.rows[last + 1], column) == UP:
                last += 1
            cell = table.cell(place, column)
            if last > place:
                cell = cell.merge(table.cell(last, column))
            for number, line in enumerate(text.split("\n")):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.add_run(line).bold = place == 0
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    if ruled == "rows":
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "bottom", "insideH"):
            line = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "4"), ("color", "888888")):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
        table._tbl.tblPr.append(borders)


def _at(row: Row, column: int) -> str:
    return row[column] if column < len(row) else ""


def page(parts: Iterable[Part]) -> str:
    """A web page, for LibreOffice to open as a text."""
    said = html.escape
    body: list[str] = []
    title = "Plan"
    for part in parts:
        if isinstance(part, Title):
            title = part.text
            body.append(f"<h1>{said(part.text)}</h1>")
        elif isinstance(part, Head):
            body.append(f"<h{part.depth + 1}>{said(part.text)}</h{part.depth + 1}>")
        elif isinstance(part, Text):
            body.append(f"<p>{said(part.text)}</p>")
        elif isinstance(part, Point):
            body.append("<ul>" * part.depth + f"<li>{said(part.text)}</li>" + "</ul>" * part.depth)
        else:
            body.append(_page_table(part))
    whole = "".join(body).replace("</ul><ul>", "")
    return (
        f'<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>{said(title)}</title>'
        f"</head><body>{whole}</body></html>"
    )


def _page_table(grid: Grid) -> str:
    columns = len(grid.rows[0])
    rows = []
    for place, row in enumerate(grid.rows):
        cells = []
        tag = "th" if place == 0 else "td"
        for column, text in enumerate(row):
            if text == UP:
                continue
            tall = 1
            while place + tall < len(grid.rows) and _at(grid.rows[place + tall], column) == UP:
                tall += 1
            wide = columns if len(row) == 1 else 1
            spans = f' rowspan="{tall}"' * (tall > 1) + f' colspan="{wide}"' * (wide > 1)
            lines = html.escape(text).replace("\n", "<br>")
            cells.append(f"<{tag}{spans}>{lines}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1>{''.join(rows)}</table>"


def markdown(parts: Iterable[Part]) -> str:
    """The parts as Markdown; a merged cell is empty below its first row."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Grid):
            columns = len(part.rows[0])
            for place, row in enumerate(part.rows):
                cells = [
                    *("" if cell == UP else cell for cell in row),
                    *[""] * (columns - len(row)),
                ]
                lines.append(f"| {' | '.join(cells)} |")
                if place == 0:
                    lines.append("|" + " --- |" * columns)
            lines.append("")
        elif isinstance(part, Point):
            lines.append(f"{'  ' * (part.depth - 1)}- {part.text}")
        elif isinstance(part, Text):
            lines += ["", part.text, ""]
        else:
            depth = 1 if isinstance(part, Title) else part.depth + 1
            lines += ["", f"{'#' * depth} {part.text}", ""]
    return "\n".join(lines).replace("\n\n\n", "\n\n").strip() + "\n"


def lines_of_cells(parts: Iterable[Part]) -> list[Row]:
    """The parts as the rows of one table of cells, with empty ones between tables."""
    rows: list[Row] = []
    for part in parts:
        if isinstance(part, Grid):
            rows += [["" if cell == UP else cell for cell in row] for row in part.rows]
            rows.append([])
        else:
            rows.append([part.text])
            rows += [[]] if isinstance(part, Title) else []
    return rows


def sheet(parts: Iterable[Part]) -> openpyxl.Workbook:
    """A spreadsheet with the parts below each other on one sheet."""
    book = openpyxl.Workbook()
    active: Worksheet = book.active
    active.title = "Plan"
    at = 1
    for part in parts:
        if isinstance(part, Grid):
            _sheet_table(active, part, at)
            at += len(part.rows) + 1
            continue
        cell = active.cell(at, 1, part.text)
        cell.font = Font(bold=isinstance(part, Title | Head))
        at += 2 if isinstance(part, Title) else 1
    return book


def _sheet_table(target: Worksheet, grid: Grid, first: int) -> None:
    columns = len(grid.rows[0])
    for place, row in enumerate(grid.rows, start=first):
        if len(row) == 1 and columns > 1:
            target.merge_cells(start_row=place, end_row=place, start_column=1, end_column=columns)
        for column, text in enumerate(row, start=1):
            if text == UP:
                continue
            if text:
                target.cell(place, column, text).alignment = Alignment(wrap_text=True)
            last = place
            while last - first + 1 < len(grid.rows):
                if _at(grid.rows[last - first + 1], column - 1) != UP:
                    break
                last += 1
            if last > place:
                target.merge_cells(
                    start_row=place, end_row=last, start_column=column, end_column=column
                )

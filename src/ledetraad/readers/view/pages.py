"""A PDF's pages as pictures with boxes on them, and the pictures themselves."""

from __future__ import annotations

import struct
import zlib
from collections import defaultdict
from typing import Literal

import pypdfium2

from ledetraad.readers.blocks import Heading, Item
from ledetraad.readers.pdf.joining import Joined
from ledetraad.readers.pdf.opening import opened
from ledetraad.readers.pdf.pieces import Line, PartCell, TablePart
from ledetraad.readers.pdf.read import Understood
from ledetraad.readers.pdf.settings import DEFAULTS
from ledetraad.readers.view.finder import Finder
from ledetraad.readers.view.shapes import Box, Picture

Kind = Literal["cell", "heading", "item", "text", "dropped"]
Corners = tuple[float, float, float, float]
SCALE = 1.25
"""How many pixels a point is in a page's picture."""
_LONGEST_WORDS = 120


def page_parts(understood: Understood, finder: Finder) -> list[Picture]:
    """A part for each page, with a box around all that was understood on it."""
    boxes: dict[int, list[Box]] = defaultdict(list)
    for table in understood.tables:
        _add_table(boxes, table, finder)
    for block, lines in understood.texts:
        kind: Kind = "text"
        if isinstance(block, Heading | Item):
            kind = "heading" if isinstance(block, Heading) else "item"
        for page in dict.fromkeys(line.page for line in lines):
            here = [line for line in lines if line.page == page]
            boxes[page].append(_box(kind, _around(here), here, page, finder))
    for page_of in understood.pages:
        boxes[page_of.number].extend(
            _box("dropped", _around([line]), [line], page_of.number, None)
            for line in page_of.dropped
        )
    return [
        Picture(
            title=page.label,
            page=page.number,
            width=round(page.width, 1),
            height=round(page.height, 1),
            turn=page.turn,
            boxes=tuple(boxes[page.number]),
        )
        for page in understood.pages
    ]


def page_picture(data: bytes, name: str, page: int, turn: int, scale: float = SCALE) -> bytes:
    """A page of a PDF as a grey PNG.

    Args:
        data: the document.
        name: its file name, for errors.
        page: from 1.
        turn: degrees that its text is turned.
        scale: pixels a point.

    Raises:
        UnreadableDocument: the document can't be opened.
        IndexError: it has no such page.
    """
    with opened(data, name, DEFAULTS) as pdf:
        if not 1 <= page <= len(pdf):
            raise IndexError(page)
        sheet = pdf[page - 1]
        try:
            rotation = (turn - sheet.get_rotation()) % 360
            bitmap = sheet.render(scale=scale, rotation=rotation, grayscale=True)
            try:
                return _png(bitmap)
            finally:
                bitmap.close()
        finally:
            sheet.close()


def _add_table(boxes: dict[int, list[Box]], table: Joined, finder: Finder) -> None:
    for part in table.parts:
        cells = {id(cell): cell for row in part.grid for cell in row}
        for cell in cells.values():
            here = [line for line in cell.lines if line.page == part.page]
            if here or part.ruled:
                corners = _cell_corners(part, cell) if part.ruled else _around(here)
                boxes[part.page].append(_box("cell", corners, here, part.page, finder))


def _cell_corners(part: TablePart, cell: PartCell) -> Corners:
    columns, rows = part.columns, part.rows
    right = columns[min(cell.column + cell.columns, len(columns) - 1)]
    bottom = rows[min(cell.row + cell.rows, len(rows) - 1)]
    return columns[min(cell.column, len(columns) - 1)], rows[cell.row], right, bottom


def _around(lines: list[Line]) -> Corners:
    return (
        min(line.left for line in lines),
        min(line.top for line in lines),
        max(line.right for line in lines),
        max(line.bottom for line in lines),
    )


def _box(
    kind: Kind,
    corners: Corners,
    lines: list[Line],
    page: int,
    finder: Finder | None,
) -> Box:
    left, top, right, bottom = corners
    words = " ".join(line.text for line in lines)
    return Box(
        left=round(left, 1),
        top=round(top, 1),
        width=round(max(right - left, 0), 1),
        height=round(max(bottom - top, 0), 1),
        kind=kind,
        words=words[:_LONGEST_WORDS],
        marks=finder.on_page(page, words) if finder is not None else (),
    )


def _png(bitmap: pypdfium2.PdfBitmap) -> bytes:
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    grey = bytes(bitmap.buffer)
    rows = b"".join(b"\0" + grey[at : at + width] for at in range(0, height * stride, stride))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(rows)),
            (b"IEND", b""),
        )
    )

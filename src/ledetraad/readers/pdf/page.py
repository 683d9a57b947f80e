"""One page: its words, the tables that its lines draw, and the lines of text in no table."""

from __future__ import annotations

import ctypes
import re

from pypdfium2 import raw

from ledetraad.readers.pdf.drawing import drawing
from ledetraad.readers.pdf.flow import BULLETS, mark_of
from ledetraad.readers.pdf.grid import find_grids
from ledetraad.readers.pdf.lines import as_line, group_rows, parted
from ledetraad.readers.pdf.pieces import DOUBLE_BLANK, Line, Page, Word
from ledetraad.readers.pdf.settings import PdfSettings
from ledetraad.readers.pdf.tables import fill
from ledetraad.readers.pdf.text import PageText

_LONGEST_LABEL = 64
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2}){0,4}\.?")
_NUMBER_GAP = 3.5


def read_page(document: raw.FPDF_DOCUMENT, number: int, settings: PdfSettings) -> Page | None:
    """A page by its number from 1; none where PDFium can't open it."""
    handle = raw.FPDF_LoadPage(document, number - 1)
    if not handle:
        return None
    address = ctypes.cast(handle, ctypes.c_void_p).value or 0
    text = PageText(address, settings)
    try:
        drawn = drawing(address, text.frame, settings)
        grids = find_grids(drawn.lying, drawn.standing, settings) if text.text else []
        parts, samples, free = fill(grids, text, number, settings)
        for part, (firsts, last) in zip(parts, samples, strict=True):
            bold = bool(firsts) and all(text.font(word.at)[1] for word in firsts)
            for cell in part.grid[0]:
                cell.bold = bold
            part.size = text.font(last.at)[0]
        width, height = text.frame.size()
        return Page(
            number,
            _label(document, number),
            width,
            height,
            text.frame.turn,
            [_row(row, number, text, settings) for row in group_rows(free, settings)],
            parts,
            drawn.picture,
            bool(parts or free),
        )
    finally:
        text.close()
        raw.FPDF_ClosePage(handle)


def _row(words: list[Word], page: int, text: PageText, settings: PdfSettings) -> list[Line]:
    """A line's text, parted where its columns are; a list's mark stays with what it marks."""
    parts = parted(words, settings)
    while len(parts) > 1 and len(parts[0]) == 1 and mark_of(f"{parts[0][0].text} x"):
        parts[:2] = [[*parts[0], *parts[1]]]
    if len(parts) == 2 and _is_number(parts[0], parts[1]):  # noqa: PLR2004
        parts = [[*parts[0], *parts[1]]]
    return [_line(part, page, text) for part in parts]


def _is_number(first: list[Word], then: list[Word]) -> bool:
    """Whether words are a heading's or a goal's number, with white space after it."""
    number, word = first[0], then[0]
    near = word.left - number.right < _NUMBER_GAP * (number.bottom - number.top)
    return (
        len(first) == 1
        and near
        and word.text[0].isupper()
        and _NUMBER.fullmatch(number.text) is not None
    )


def _line(words: list[Word], page: int, text: PageText) -> Line:
    lettered = [word for word in words if word.text not in BULLETS] or words
    size, bold = text.font(lettered[0].at)
    if bold and len(lettered) > 1:
        bold = text.font(lettered[-1].at)[1]
    line = as_line(words, page, size, bold=bold)
    printed = text.text[words[0].at : words[-1].at + len(words[-1].text)]
    if DOUBLE_BLANK in printed and printed.replace(DOUBLE_BLANK, " ") == line.text:
        line = line._replace(text=printed.replace(DOUBLE_BLANK, "  "))
    return line


def _label(document: raw.FPDF_DOCUMENT, number: int) -> str:
    buffer = ctypes.create_string_buffer(_LONGEST_LABEL)
    length = raw.FPDF_GetPageLabel(document, number - 1, buffer, _LONGEST_LABEL)
    return buffer.raw[: max(min(length, _LONGEST_LABEL) - 2, 0)].decode("utf-16-le", "replace")

"""WordprocessingML from text: runs, paragraphs, links and tables, as strings.

Building the markup as strings is some forty times as quick as building it element by element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ledetraad.errors import UnwritableOutput
from ledetraad.i18n import N_

TWIPS = 567
"""Twentieths of a point in a centimetre."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Args:
        cells: the paragraphs of each cell.
        head: whether it is the table's head.
        ruled_from: the first column with a line above it; 0 where a new group of rows begins.
    """

    cells: tuple[str, ...]
    head: bool = False
    ruled_from: int = 0


def run(text: str, *, style: str = "") -> str:
    """Text; line ends become line breaks.

    Raises:
        UnwritableOutput: it has a character that no Word document can hold.
    """
    refuse_unwritable(text)
    form = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = (
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else ""
        for line in text.split("\n")
    )
    return f"<w:r>{form}{'<w:br/>'.join(lines)}</w:r>"


def refuse_unwritable(text: str) -> None:
    """Do nothing, unless a text has a character that no Word document can hold.

    Raises:
        UnwritableOutput: it has.
    """
    found = _UNWRITABLE.search(text)
    if found is not None:
        raise UnwritableOutput(
            N_("“%(text)s” has a character (U+%(code)s) that a Word document can't hold."),
            remedy=N_("Take the character out of the text, or write JSON instead."),
            text=_UNWRITABLE.sub("�", text)[:80],
            code=f"{ord(found[0]):04X}",
        )


def paragraph(content: str, style: str = "", *, properties: str = "") -> str:
    """A paragraph of runs, in a style."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{inside}{content}</w:p>"


def said(text: str, style: str = "") -> str:
    """A paragraph of plain text, in a style."""
    return paragraph(run(text) if text else "", style)


def bookmarked(content: str, name: str, number: int) -> str:
    """Runs that links can lead to."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def link_within(content: str, name: str) -> str:
    """Runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor={quoteattr(name)} w:history="1">{content}</w:hyperlink>'


def field_begin(instruction: str, *, dirty: bool = False) -> str:
    """The beginning of a field, whose result comes next; a dirty one is renewed when opened."""
    renewed = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{renewed}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def table(rows: Iterable[Row], widths: Sequence[int], style: str, title: str) -> str:
    """A table that fills the page's width.

    Args:
        rows: from the top; head rows are repeated on every page, and no row is split over two.
        widths: the columns', in twips.
        style: the table's style.
        title: what the table is, for those who don't see it.
    """
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    refuse_unwritable(title)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(_row(row, widths) for row in rows)}</w:tbl>"
    )


_LINE = '<w:tcBorders><w:top w:val="single" w:sz="{}" w:space="0" w:color="{}"/></w:tcBorders>'
_OPENING, _GOING_ON = _LINE.format(8, "7A8796"), _LINE.format(4, "C9D0D8")


def _row(row: Row, widths: Sequence[int]) -> str:
    head = "<w:tblHeader/>" if row.head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f"{_border(row, place)}</w:tcPr>{cell}</w:tc>"
        for place, (cell, width) in enumerate(zip(row.cells, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _border(row: Row, place: int) -> str:
    if row.head or place < row.ruled_from:
        return ""
    return _GOING_ON if row.ruled_from else _OPENING

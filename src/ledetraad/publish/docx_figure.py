"""A chart in a Word document: the picture with words for those who can't see it, its numbered
caption, its numbers as a table, and their source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import quoteattr

from ledetraad.publish import docx_markup as markup
from ledetraad.publish.docx_markup import Row, paragraph, refuse_unwritable, run, said
from ledetraad.publish.docx_package import Sheet, picture_relation
from ledetraad.publish.figures.drawing import SCALE
from ledetraad.publish.figures.figure import (
    Figure,
    column_shares,
    number_columns,
    numbered,
    numbers_of,
    source_text,
)

_EMUS = 360_000
"""English metric units in a centimetre."""
_PIXEL = 2.54 / 96
"""A point of a specification, as screens show it, in centimetres."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def figure(
    one: Figure, png: bytes, number: int, sheet: Sheet, translate: Callable[[str], str]
) -> str:
    """A figure's paragraphs and table.

    Args:
        one: what stands there.
        png: its drawing, from `drawing.pngs`; give all of them to `docx_package.pack`, in order.
        number: its own among the document's figures, from 1.
        sheet: the page that it stands on.
        translate: into the language of the document's own words.

    Raises:
        UnwritableOutput: a text has a character that no Word document can hold.
    """
    return "".join(_parts(one, png, number, sheet, translate))


def numbers_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], sheet: Sheet, title: str
) -> str:
    """A table whose first column says what each row is of; numbers stand to the right."""
    widths = [round(share * sheet.text_twips) for share in column_shares([heads, *rows])]
    right = number_columns(rows)
    named = zip(heads, right, strict=True)
    made = [Row(tuple(_cell(head, "PlanHead", right=side) for head, side in named), head=True)]
    made += [
        Row(tuple(_cell(cell, right=side) for cell, side in zip(row, right, strict=True)))
        for row in rows
    ]
    return markup.table(made, widths, "PlanTable", title)


def _parts(
    one: Figure, png: bytes, number: int, sheet: Sheet, translate: Callable[[str], str]
) -> Iterator[str]:
    yield paragraph(_picture(one, png, number, sheet), "PlanFigure")
    name, _, _number = numbered(number, translate).rpartition(" ")
    counted = markup.field_begin(rf"SEQ {name} \* ARABIC")
    sequence = f"{counted}{run(str(number))}{markup.FIELD_END}"
    yield paragraph(f"{run(f'{name} ')}{sequence}{run(f'. {one.caption}')}", "Caption")
    if one.rows:
        title = numbers_of(number, translate)
        yield said(title, "PlanFigureLead")
        yield numbers_table(one.heads, one.rows, sheet, f"{title}: {one.caption}")
    yield said(source_text(one, translate), "PlanFigureSource")


def _cell(cell: str, style: str = "PlanCell", *, right: bool) -> str:
    properties = '<w:jc w:val="right"/>' if right else ""
    return paragraph(run(cell) if cell else "", style, properties=properties)


def _picture(one: Figure, png: bytes, number: int, sheet: Sheet) -> str:
    refuse_unwritable(one.alt)
    wide, high = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    width = min(sheet.width, wide / SCALE * _PIXEL)
    size = f'cx="{round(width * _EMUS)}" cy="{round(width * high / wide * _EMUS)}"'
    named = f'id="{number}" name="Figure {number}" descr={quoteattr(one.alt)}'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" '
        f'distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {named}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {named}/>'
        f"<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{picture_relation(number)}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )

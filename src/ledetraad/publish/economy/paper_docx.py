"""Tables of money as a Word document, for the council's papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from ledetraad.i18n import catalogue
from ledetraad.publish import docx_markup as markup
from ledetraad.publish.docx_figure import figure
from ledetraad.publish.docx_markup import Row, paragraph, run, said
from ledetraad.publish.docx_package import LANDSCAPE, pack
from ledetraad.publish.economy.paper import Paper, PaperTable
from ledetraad.publish.figures.drawing import pngs

_RIGHT = '<w:jc w:val="right"/>'


def paper_docx(paper: Paper, out: BinaryIO) -> None:
    """Write the document.

    Args:
        paper: what stands in it.
        out: where.

    Raises:
        UnwritableOutput: a text has a character that no Word document can hold.
    """
    number = f"{markup.field_begin('PAGE')}{run('1')}{markup.FIELD_END}"
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{LANDSCAPE.text_twips}"/></w:tabs>'
    foot = f"{run(f'{paper.owner}: {paper.title}')}<w:r><w:tab/></w:r>{number}"
    pictures = pngs([one.spec for one in paper.figures])
    pack(
        out,
        body="".join(_body(paper, pictures)),
        footer=paragraph(foot, "Footer", properties=tabs),
        sheet=LANDSCAPE,
        title=f"{paper.title}: {paper.subtitle}",
        owner=paper.owner,
        language=paper.language,
        pictures=pictures,
    )


def _body(paper: Paper, pictures: Sequence[bytes]) -> Iterator[str]:
    translate = catalogue(paper.language).gettext
    drawings = iter(enumerate(pictures, start=1))
    yield said(paper.title, "Title")
    yield said(paper.subtitle, "Subtitle")
    for name, value in paper.facts:
        yield paragraph(f"{run(f'{name}:')}<w:r><w:tab/></w:r>{run(value)}", "PlanFacts")
    for note in paper.notes:
        yield said(note)
    for table in paper.tables:
        yield said(table.heading, "Heading1")
        for each in table.lead:
            yield said(each)
        if table.figure is not None:
            number, png = next(drawings)
            yield figure(table.figure, png, number, LANDSCAPE, translate)
        yield _table(table)
        for each in table.notes:
            yield said(each)


def _table(table: PaperTable) -> str:
    whole = sum(table.widths)
    widths = [round(LANDSCAPE.text_twips * width / whole) for width in table.widths]
    rows = [Row(_cells(table.heads, table, "PlanHead"), head=True)]
    for row in table.rows:
        rows.append(Row(_cells(row.cells, table, "PlanHead" if row.strong else "PlanCell")))
    return markup.table(rows, widths, "PlanTable", table.heading) + said("")


def _cells(texts: Sequence[str], table: PaperTable, style: str) -> tuple[str, ...]:
    """A row's cells, those of figures to the right."""
    return tuple(
        paragraph(run(text) if text else "", style, properties=_RIGHT if at >= table.texts else "")
        for at, text in enumerate(texts)
    )

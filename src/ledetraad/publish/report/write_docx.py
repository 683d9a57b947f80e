"""A report as a Word document to go on writing in; the same bytes for the same report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ledetraad.i18n import catalogue
from ledetraad.publish import docx_markup as markup
from ledetraad.publish.docx_figure import figure, numbers_table
from ledetraad.publish.docx_markup import paragraph, run, said
from ledetraad.publish.docx_package import PORTRAIT, pack
from ledetraad.publish.figures.drawing import pngs
from ledetraad.publish.figures.figure import Figure
from ledetraad.publish.report.model import Heading, Report, Table

_DEEPEST = 6


def report_docx(report: Report, out: BinaryIO) -> None:
    """Write the document.

    Args:
        report: what stands in it.
        out: where.

    Raises:
        UnwritableOutput: a text has a character that no Word document can hold, or a chart can't be
            drawn.
    """
    pictures = pngs([one.spec for one in report.figures])
    number = f"{markup.field_begin('PAGE')}{run('1')}{markup.FIELD_END}"
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{PORTRAIT.text_twips}"/></w:tabs>'
    footer = f"{run(report.subtitle or report.title)}<w:r><w:tab/></w:r>{number}"
    pack(
        out,
        body="".join(_body(report, pictures)),
        footer=paragraph(footer, "Footer", properties=tabs),
        sheet=PORTRAIT,
        title=report.title,
        owner=report.municipality,
        language=report.language,
        pictures=pictures,
    )


def _body(report: Report, pictures: list[bytes]) -> Iterator[str]:
    yield said(report.title, "Title")
    if report.subtitle:
        yield said(report.subtitle, "Subtitle")
    for name, value in report.facts:
        if value:
            yield paragraph(f"{run(f'{name}:')}<w:r><w:tab/></w:r>{run(value)}", "PlanFacts")
    if report.lead:
        yield said(report.lead, "PlanLead")
    drawn = iter(enumerate(pictures, start=1))
    for at, block in enumerate(report.blocks):
        if isinstance(block, Heading):
            yield said(block.words, f"Heading{min(block.depth, _DEEPEST)}")
        elif isinstance(block, Figure):
            number, png = next(drawn)
            yield figure(block, png, number, PORTRAIT, catalogue(report.language).gettext)
        elif isinstance(block, Table):
            yield numbers_table(block.heads, block.rows, PORTRAIT, block.title)
            yield said("")
        else:
            style = "PlanAside" if block.quiet else ""
            stays = "<w:keepNext/>" if report.leads_to_figure(at) else ""
            yield paragraph(run(block.words), style, properties=stays)

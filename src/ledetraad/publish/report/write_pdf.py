"""A report as a PDF for everyone, tagged (PDF/UA-1); the same bytes for the same report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from ledetraad.i18n import catalogue
from ledetraad.publish.colour import readable_under_white
from ledetraad.publish.figures.drawing import svgs
from ledetraad.publish.figures.figure import Figure, table_values, values
from ledetraad.publish.pdf_document import plain
from ledetraad.publish.pdf_row_heads import with_row_heads
from ledetraad.publish.profile import DEFAULT_COLOUR
from ledetraad.publish.report.model import Block, Heading, Report, Table, Text
from ledetraad.publish.typst_process import UNSHOWN, pdf

TEMPLATE = "report.typ"


def report_pdf(report: Report, colour: str = DEFAULT_COLOUR) -> bytes:
    """The PDF.

    Args:
        report: what stands in it.
        colour: the municipality's.

    Raises:
        UnwritableOutput: it could not be set, or a chart can't be drawn.
    """
    _ = catalogue(report.language).gettext
    data = {
        "language": report.language,
        "title": plain(report.title),
        "subtitle": plain(report.subtitle),
        "name": plain(report.municipality),
        "colour": readable_under_white(colour),
        "facts": [[plain(name), plain(value)] for name, value in report.facts if value],
        "lead": plain(report.lead),
        "contents": _("Contents"),
        "body": list(_body(report)),
        "unshown": False,
        "unshown_words": _("A character that the document's fonts don't have is shown as %(mark)s.")
        % {"mark": UNSHOWN},
    }
    made = pdf(orjson.dumps(data).decode(), template=TEMPLATE)
    return with_row_heads(made, first=report.tables, last=0)


def _body(report: Report) -> Iterator[Any]:
    drawings = iter(enumerate(svgs([one.spec for one in report.figures]), start=1))
    for at, block in enumerate(report.blocks):
        if isinstance(block, Figure):
            number, drawing = next(drawings)
            yield values(block, drawing, number, catalogue(report.language).gettext)
        else:
            yield _written(block) | {"stays": report.leads_to_figure(at)}


def _written(block: Block) -> Any:
    if isinstance(block, Heading):
        heading = {"kind": "heading", "words": plain(block.words), "depth": block.depth}
        return heading | _language(block)
    if isinstance(block, Table):
        return {"kind": "table", "table": table_values(block.heads, block.rows)}
    if isinstance(block, Figure):
        raise TypeError("a figure is written with its drawing")
    lines = [plain(line) for line in block.words.split("\n")]
    return {"kind": "text", "lines": lines, "quiet": block.quiet} | _language(block)


def _language(block: Heading | Text) -> dict[str, str]:
    return {"language": block.language} if block.language else {}

"""Tables of money as a PDF for everyone, tagged (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import orjson

from ledetraad.followup.written import NO_BREAK
from ledetraad.i18n import catalogue
from ledetraad.publish.economy.paper import Paper, PaperRow, PaperTable
from ledetraad.publish.figures.drawing import svgs
from ledetraad.publish.figures.figure import values
from ledetraad.publish.pdf_document import plain
from ledetraad.publish.typst_process import pdf

Translate = Callable[[str], str]
TEMPLATE = "money.typ"


def paper_pdf(paper: Paper) -> bytes:
    """The PDF.

    Raises:
        UnwritableOutput: it could not be set.
    """
    _ = catalogue(paper.language).gettext
    drawings = iter(enumerate(svgs([one.spec for one in paper.figures]), start=1))
    data = {
        "language": paper.language,
        "title": plain(paper.title),
        "subtitle": plain(paper.subtitle),
        "name": plain(paper.owner),
        "facts": [[plain(name), plain(value)] for name, value in paper.facts],
        "notes": [plain(note) for note in paper.notes],
        "tables": [_table(table, drawings, _) for table in paper.tables],
        "unshown": False,
        "unshown_words": _("A character that the document's fonts don't have is shown as %(mark)s.")
        % {"mark": "\N{REPLACEMENT CHARACTER}"},
    }
    return pdf(orjson.dumps(data).decode(), template=TEMPLATE)


def _table(
    table: PaperTable, drawings: Iterator[tuple[int, bytes]], translate: Translate
) -> dict[str, object]:
    figure = None
    if table.figure is not None:
        number, svg = next(drawings)
        figure = values(table.figure, svg, number, translate)
    return {
        "figure": figure,
        "heading": plain(table.heading),
        "lead": [plain(each) for each in table.lead],
        "heads": [plain(head) for head in table.heads],
        "rows": [[row.strong, _cells(row, table)] for row in table.rows],
        "widths": list(table.widths),
        "texts": table.texts,
        "notes": [plain(each) for each in table.notes],
    }


def _cells(row: PaperRow, table: PaperTable) -> list[str]:
    """A row's cells; no figure is broken over two lines."""
    texts = [plain(cell) for cell in row.cells]
    return [
        text if at < table.texts else text.replace(" ", NO_BREAK) for at, text in enumerate(texts)
    ]

"""The table of statements as a PDF for everyone, tagged (PDF/UA-1)."""

from __future__ import annotations

import orjson

from ledetraad.publish.hearing.table import Group, HearingTable
from ledetraad.publish.hearing.words import TableWords
from ledetraad.publish.pdf_document import plain
from ledetraad.publish.typst_process import pdf

TEMPLATE = "hearing.typ"


def table_pdf(table: HearingTable) -> bytes:
    """The PDF.

    Raises:
        UnwritableOutput: it could not be set.
    """
    words = TableWords(table)
    _ = words.translate
    data = {
        "language": table.language,
        "title": plain(_("Statements to the hearing, and their assessment")),
        "subtitle": plain(table.title),
        "name": plain(table.municipality),
        "facts": [[plain(name), plain(value)] for name, value in words.facts],
        "totals": [
            {"name": plain(name), "heads": heads, "rows": [[plain(c) for c in row] for row in rows]}
            for name, heads, rows in words.totals
        ],
        "in_short": _("In short"),
        "by_theme": _("By theme"),
        "themes": [
            {
                "name": plain(one.name),
                "summary": _lines(one.summary) if one.summary else [],
                "facts": [[plain(name), plain(value)] for name, value in one.facts],
                "changes": [plain(line) for line in one.changes],
                "heads": one.heads,
                "rows": [[_lines(cell) for cell in row] for row in one.rows],
            }
            for one in words.themes
        ],
        "heads": words.heads,
        "parts": [
            {
                "heading": _("By sender"),
                "groups": [_group(one, words) for one in table.by_sender],
            },
            {
                "heading": _("By place in the plan"),
                "groups": [_group(one, words) for one in table.by_place],
            },
        ],
        "unshown": False,
        "unshown_words": _("A character that the document's fonts don't have is shown as %(mark)s.")
        % {"mark": "\N{REPLACEMENT CHARACTER}"},
    }
    return pdf(orjson.dumps(data).decode(), template=TEMPLATE)


def _group(group: Group, words: TableWords) -> dict[str, object]:
    rows = [[_lines(cell) for cell in words.cells(row)] for row in group.rows]
    return {"heading": plain(group.heading), "rows": rows}


def _lines(text: str) -> list[str]:
    """A cell's lines, each without anything that is no character."""
    return [plain(line) for line in text.split("\n") if line.strip()] or [""]

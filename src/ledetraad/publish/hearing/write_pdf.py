"""The table of statements as a PDF for everyone, tagged (PDF/UA-1): one, or several volumes.

What Typst keeps in memory grows by a megabyte for every two rows, so a table of thousands is
written in volumes, each set by a process of its own.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from typing import IO

import orjson

from ledetraad.publish.hearing.table import Group, HearingTable
from ledetraad.publish.hearing.words import TableWords
from ledetraad.publish.pdf_document import plain
from ledetraad.publish.typst_process import pdf

TEMPLATE = "hearing.typ"
MOST_IN_ONE = 1_000
"""A table of more comments is written in volumes."""
_TOGETHER = 50
"""How many senders' statements stand in one table where there are more."""
_IN_A_VOLUME = 300
"""A volume ends with the group that reaches so many rows, or with its theme."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_Part = tuple[str, Sequence[Group]]


def table_pdf(table: HearingTable) -> bytes:
    """The PDF, whole.

    Raises:
        UnwritableOutput: it could not be set.
    """
    words = TableWords(table)
    parts: list[_Part] = [
        (words.translate("By sender"), _stretches(table, words)),
        (words.translate("By place in the plan"), table.by_place),
    ]
    return pdf(_data(table, words, parts, short=True), template=TEMPLATE)


def volumes(table: HearingTable) -> Iterator[tuple[str, bytes]]:
    """The same in volumes, each by its file's name: first what it comes to, in short.

    Raises:
        UnwritableOutput: one of them could not be set.
    """
    words = TableWords(table)
    by_sender, by_place = words.translate("By sender"), words.translate("By place in the plan")
    yield "merknadstabell-00.pdf", pdf(_data(table, words, [], short=True), template=TEMPLATE)
    parts: list[_Part] = [(by_sender, some) for some in _lumps(_stretches(table, words))]
    parts += [(by_place, some) for some in _lumps(table.by_place)]
    for number, (heading, groups) in enumerate(parts, start=1):
        first, last = groups[0].heading, groups[-1].heading
        span = first if first == last else f"{first} – {last}"
        data = _data(table, words, [(heading, groups)], about=f"{heading}: {span}")
        yield f"merknadstabell-{number:02d}.pdf", pdf(data, template=TEMPLATE)


def write_volumes(table: HearingTable, out: IO[bytes]) -> None:
    """Write the volumes as a ZIP file.

    Raises:
        UnwritableOutput: one of them could not be set.
    """
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in volumes(table):
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), data, zipfile.ZIP_DEFLATED)


def _data(
    table: HearingTable,
    words: TableWords,
    parts: Sequence[_Part],
    *,
    short: bool = False,
    about: str = "",
) -> str:
    """What the template reads.

    Args:
        table: the table.
        words: its words.
        parts: what stands in it.
        short: whether the totals and the summary by theme do.
        about: what this volume has, where it is one of several.
    """
    _ = words.translate
    data = {
        "language": table.language,
        "title": plain(_("Statements to the hearing, and their assessment")),
        "subtitle": plain(f"{table.title}. {about}" if about else table.title),
        "name": plain(table.municipality),
        "facts": [[plain(name), plain(value)] for name, value in words.facts],
        "totals": [
            {"name": plain(name), "heads": heads, "rows": [[plain(c) for c in row] for row in rows]}
            for name, heads, rows in (words.totals if short else [])
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
            for one in (words.themes if short else [])
        ],
        "heads": words.heads,
        "parts": [
            {"heading": heading, "groups": [_group(one, words) for one in groups]}
            for heading, groups in parts
        ],
        "unshown": False,
        "unshown_words": _("A character that the document's fonts don't have is shown as %(mark)s.")
        % {"mark": "\N{REPLACEMENT CHARACTER}"},
    }
    return orjson.dumps(data).decode()


def _stretches(table: HearingTable, words: TableWords) -> Sequence[Group]:
    """The rows by sender, so many senders in a table: each row says itself who it is from.

    With a heading and a table for each sender, two thousand statements are as many tables, of which
    each repeats its head and is set, tagged and kept by itself.
    """
    groups = table.by_sender
    if len(groups) <= _TOGETHER:
        return groups
    found = []
    for at in range(0, len(groups), _TOGETHER):
        some = groups[at : at + _TOGETHER]
        first, last = some[0].rows[0].statement, some[-1].rows[0].statement
        heading = words.translate("Statements %(first)s to %(last)s")
        rows = tuple(row for one in some for row in one.rows)
        found.append(Group(heading % {"first": first, "last": last}, rows))
    return found


def _lumps(groups: Sequence[Group]) -> Iterator[Sequence[Group]]:
    """The groups of each volume."""
    lump: list[Group] = []
    for one in groups:
        full = sum(len(each.rows) for each in lump) >= _IN_A_VOLUME
        if lump and (full or one.theme != lump[-1].theme):
            yield lump
            lump = []
        lump.append(one)
    if lump:
        yield lump


def _group(group: Group, words: TableWords) -> dict[str, object]:
    rows = [[_lines(cell) for cell in words.cells(row)] for row in group.rows]
    return {"heading": plain(group.heading), "rows": rows}


def _lines(text: str) -> list[str]:
    """A cell's lines, each without anything that is no character."""
    return [plain(line) for line in text.split("\n") if line.strip()] or [""]

"""The table of statements as an Excel workbook: one row a comment, to sort and filter."""

from __future__ import annotations

from collections.abc import Iterator

from ledetraad.hearing.speakers import SPEAKER_NAMES
from ledetraad.publish.hearing.table import HearingTable
from ledetraad.publish.hearing.words import TableWords
from ledetraad.publish.list_sheet import Cell, Column, ListSheet, lists_workbook

_WIDTHS = {
    "number": 8,
    "day": 12,
    "sender": 28,
    "kind": 20,
    "journal": 14,
    "place": 22,
    "words": 50,
    "outcome": 22,
}


def table_xlsx(table: HearingTable) -> bytes:
    """The workbook."""
    words = TableWords(table)
    _ = words.translate
    columns = [
        Column(_("No."), _WIDTHS["number"]),
        Column(_("Date"), _WIDTHS["day"]),
        Column(_("Sender"), _WIDTHS["sender"]),
        Column(_("Sender's kind"), _WIDTHS["kind"]),
        Column(_("Journal"), _WIDTHS["journal"]),
        Column(_("Part of the plan"), _WIDTHS["place"]),
        Column(_("Place in the plan"), _WIDTHS["place"]),
        Column(_("Summary"), _WIDTHS["words"]),
        Column(_("Assessment"), _WIDTHS["words"]),
        Column(_("Outcome"), _WIDTHS["outcome"]),
        Column(_("Text before"), _WIDTHS["words"]),
        Column(_("Text after"), _WIDTHS["words"]),
    ]
    rows: list[list[Cell]] = []
    for row in table.rows:
        cells = words.cells(row)
        theme = table.order[row.element][1] if row.element in table.order else ""
        rows.append(
            [
                row.number,
                row.day,
                row.sender,
                _(SPEAKER_NAMES[row.kind]),
                row.journal,
                theme,
                row.place,
                row.summary,
                row.assessment,
                cells[7],
                row.old if row.new else "",
                row.new,
            ]
        )
    lists = [ListSheet(_("Hearing statements"), columns, rows)]
    if words.themes:
        lists.append(_themes(words))
    lists += [
        ListSheet(
            name, [Column(head, 34 if at == 0 else 14) for at, head in enumerate(heads)], rows
        )
        for name, heads, rows in _totals(words)
    ]
    return lists_workbook(_("Hearing statements"), lists, made=table.made)


def _totals(words: TableWords) -> Iterator[tuple[str, list[str], list[list[Cell]]]]:
    """The totals, with numbers as numbers."""
    for name, heads, rows in words.totals:
        yield name, heads, [[first, *map(int, counts)] for first, *counts in rows]


def _themes(words: TableWords) -> ListSheet:
    """A row for each theme, with the planner's summary, and for each goal in it."""
    _ = words.translate
    columns = [
        Column(_("Part of the plan"), 34),
        Column(_("Goal"), 40),
        Column(_("Comments"), 12),
        Column(_("From"), 40),
        Column(_("Outcome"), 34),
        Column(_("Change in the plan"), 60),
        Column(_("Summary"), 70),
    ]
    rows: list[list[Cell]] = []
    for one in words.themes:
        facts = dict(one.facts)
        changes = "\n".join(one.changes)
        count = int(facts.get(_("Comments"), "0"))
        rows.append(
            [
                one.name,
                "",
                count,
                facts.get(_("From"), ""),
                facts.get(_("Outcome"), ""),
                changes,
                one.summary,
            ]
        )
        rows += [[one.name, goal[0], int(goal[1]), *goal[2:], ""] for goal in one.rows]
    return ListSheet(_("By theme"), columns, rows)

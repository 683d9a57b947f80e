"""The table of statements as a Word document for the council's papers: by sender, and by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from ledetraad.publish import docx_markup as markup
from ledetraad.publish.docx_markup import TWIPS, Row, paragraph, run, said
from ledetraad.publish.docx_package import LANDSCAPE, pack
from ledetraad.publish.hearing.table import Group, HearingTable
from ledetraad.publish.hearing.words import TableWords, ThemeWords

_WIDTHS = (1.3, 2.1, 3.2, 1.8, 2.6, 4.7, 4.9, 2.1, 3.0)
"""The columns' widths in centimetres, 25.7 in all."""
_FIRST_WIDTH = 6.5
_GOAL_WIDTHS = (7.2, 2.1, 5.0, 4.6, 6.8)
_SENDER, _PLACE = (1, 2, 3), (4,)
"""Columns that say what the heading above says already, by grouping."""


def table_docx(table: HearingTable, out: BinaryIO) -> None:
    """Write the document.

    Args:
        table: what stands in it.
        out: where.

    Raises:
        UnwritableOutput: a text has a character that no Word document can hold.
    """
    words = TableWords(table)
    title = words.translate("Statements to the hearing, and their assessment")
    number = f"{markup.field_begin('PAGE')}{run('1')}{markup.FIELD_END}"
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{LANDSCAPE.text_twips}"/></w:tabs>'
    footer = paragraph(f"{run(table.title)}<w:r><w:tab/></w:r>{number}", "Footer", properties=tabs)
    pack(
        out,
        body=_body(table, words, title),
        footer=footer,
        sheet=LANDSCAPE,
        title=f"{title}: {table.title}",
        owner=table.municipality,
        language=table.language,
    )


def _body(table: HearingTable, words: TableWords, title: str) -> Iterator[str]:
    yield said(title, "Title")
    yield said(table.title, "Subtitle")
    for name, value in words.facts:
        yield paragraph(f"{run(f'{name}:')}<w:r><w:tab/></w:r>{run(value)}", "PlanFacts")
    for name, heads, rows in words.totals:
        yield said(name, "Heading2")
        yield _totals(name, heads, rows)
    if words.themes:
        yield said(words.translate("By theme"), "Heading1")
        for one in words.themes:
            yield from _theme(one)
    yield said(words.translate("By sender"), "Heading1")
    for group in table.by_sender:
        yield from _group(group, words, _SENDER, "")
    yield said(words.translate("By place in the plan"), "Heading1")
    theme = ""
    for group in table.by_place:
        if group.theme and group.theme != theme:
            yield said(group.theme, "Heading2")
        theme = group.theme
        yield from _group(group, words, _PLACE, "3")


def _theme(theme: ThemeWords) -> Iterator[str]:
    """What was said of a theme: the planner's words, the figures, and each goal."""
    yield said(theme.name, "Heading2")
    for line in theme.summary.split("\n"):
        if line.strip():
            yield said(line.strip())
    for name, value in theme.facts:
        yield paragraph(f"{run(f'{name}:')}<w:r><w:tab/></w:r>{run(value)}", "PlanFacts")
    for line in theme.changes:
        yield said(line)
    if theme.rows:
        rows = [Row(tuple(said(head, "PlanHead") for head in theme.heads), head=True)]
        rows += [Row(tuple(said(cell, "PlanCell") for cell in row)) for row in theme.rows]
        widths = [round(width * TWIPS) for width in _GOAL_WIDTHS]
        yield markup.table(rows, widths, "PlanTable", theme.name)
    yield said("")


def _group(group: Group, words: TableWords, left_out: Sequence[int], level: str) -> Iterator[str]:
    shown = [at for at in range(len(_WIDTHS)) if at not in left_out]
    first = group.rows[0]
    heading = group.heading
    if not level:
        told = words.cells(first)
        facts = [first.sender if told[2] == first.sender else told[2], told[1], told[3]]
        heading = f"{first.statement}. {' · '.join(one for one in facts if one)}"
    yield said(heading, f"Heading{level or 2}")
    heads = words.heads
    spare = sum(_WIDTHS[at] for at in left_out) / len(shown)
    widths = [round((_WIDTHS[at] + spare) * TWIPS) for at in shown]
    rows = [Row(tuple(said(heads[at], "PlanHead") for at in shown), head=True)]
    for row in group.rows:
        cells = words.cells(row)
        rows.append(Row(tuple(said(cells[at], "PlanCell") for at in shown)))
    yield markup.table(rows, widths, "PlanTable", heading)
    yield said("")


def _totals(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    figures = len(heads) - 1
    each = min(3.0, (sum(_WIDTHS) - _FIRST_WIDTH) / figures)
    widths = [round(_FIRST_WIDTH * TWIPS), *[round(each * TWIPS)] * figures]
    made = [Row(tuple(said(one, "PlanHead") for one in heads), head=True)]
    made += [Row(tuple(said(one, "PlanCell") for one in row)) for row in rows]
    return markup.table(made, widths, "PlanTable", name) + said("")

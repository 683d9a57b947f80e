"""The blocks before a plan's first element: title, owner, period, status and legend."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.plan.model import SourcePlace
from ledetraad.readers.blocks import Block, Heading, Item, Paragraph, Table
from ledetraad.readers.forms.words import is_head
from ledetraad.readers.front_matter import FrontMatter, read_front_matter
from ledetraad.readers.heal import Healer, plain
from ledetraad.readers.legend import is_entry
from ledetraad.readers.lines import Line

_BULLET = "• "


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """Blocks as the lines of a text, with a blank line between paragraphs and between cells."""
    lines: list[Line] = []

    def add(text: str, bullet: str = "") -> None:
        for part in text.split("\n"):
            words = f"{bullet}{part.strip()}" if part.strip() else ""
            lines.append(Line(len(lines) + 1, 1, 0, 0, words, page_start=False))
            bullet = ""

    listed = False
    for block in blocks:
        if not (listed and isinstance(block, Item)):
            add("")
        listed = isinstance(block, Item)
        if isinstance(block, Table):
            for row in block.rows:
                add(_legend_row(row_texts(row)))
                add("")
        elif isinstance(block, Item):
            add(block.text, _BULLET)
        else:
            add(block.text)
    return lines


def cell_lines(blocks: Sequence[Block]) -> list[Line]:
    """Every cell and paragraph by itself, for what codes the body of a document begins with.

    Heads and headings are left out: a word in capitals that stands in them is no code.
    """
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                texts.extend(text for text in row_texts(row) if not is_head(text))
        elif not isinstance(block, Heading):
            texts.append(block.text)
    lines: list[Line] = []
    for text in texts:
        for part in [*text.split("\n"), ""]:
            if part.strip() or not part:
                lines.append(Line(len(lines) + 1, 1, 0, 0, part.strip(), page_start=False))
    return lines


def row_texts(row: Sequence[object]) -> list[str]:
    """What the cells of a row say, a merged one once, empty ones not."""
    cells = {id(cell): str(getattr(cell, "text", "")) for cell in row}
    return [text for text in cells.values() if text.strip()]


def _legend_row(texts: Sequence[str]) -> str:
    """A row of two cells as an entry of a legend: "AK: Laget av kommunen"."""
    flat = [" ".join(text.split()) for text in texts]
    if len(flat) == 2 and " " in flat[1]:  # noqa: PLR2004  (a code and what it means)
        return f"{flat[0]}: {flat[1]}"
    return " ".join(flat)


def read_front(front: Sequence[Block], healer: Healer, title: str) -> FrontMatter:
    """What the front says; the document's own title where the front says none."""
    told = [block for block in front if not isinstance(block, Table)]
    start = next((n for n, block in enumerate(told) if isinstance(block, Heading)), 0)
    if any(isinstance(block, Paragraph) for block in told[:start]):
        start = 0
    matter = read_front_matter(_without_blank_start(lines_of(told[start:])), healer)
    if matter.title or not title.strip():
        return matter
    named = read_front_matter(lines_of([Paragraph(title, SourcePlace())])[1:], healer)
    return FrontMatter(
        title=named.title,
        subtitle=matter.subtitle,
        owner=matter.owner or named.owner,
        period=matter.period or named.period,
        status=matter.status or named.status,
    )


def is_front_matter(block: Block, matter: FrontMatter) -> bool:
    """Whether a block of the front is its title, its subtitle or an entry of the legend."""
    if isinstance(block, Table):
        return False
    words = plain(block.text)
    if words and any(words in plain(text) for text in (matter.title, matter.subtitle)):
        return True
    return any(is_entry(line) for line in lines_of([block]) if not line.blank)


def _without_blank_start(lines: list[Line]) -> list[Line]:
    while lines and lines[0].blank:
        lines = lines[1:]
    return lines

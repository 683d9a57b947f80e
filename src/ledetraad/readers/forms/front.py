"""The blocks before a plan's first element: title, owner, period, status and legend."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.plan.model import SourcePlace
from ledetraad.readers.blocks import Block, Heading, Item, Paragraph, Table
from ledetraad.readers.forms.words import Named, is_head, level_named
from ledetraad.readers.front_matter import FrontMatter, read_front_matter, told_fact
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
    start = _title_place(told, title)
    above = " ".join(block.text for block in told[:start])
    matter = read_front_matter(_without_blank_start(lines_of(told[start:])), healer, above)
    if matter.title or not title.strip():
        return matter
    named = read_front_matter(lines_of([Paragraph(title, SourcePlace())])[1:], healer)
    return FrontMatter(
        title=named.title,
        subtitle=matter.subtitle,
        owner=matter.owner or named.owner,
        period=matter.period or named.period,
        status=matter.status or named.status,
        decision=matter.decision,
    )


def _title_place(told: Sequence[Heading | Paragraph | Item], title: str) -> int:
    """Where the title stands, with what a cover has above it left behind.

    It is what the document's own properties say; else the largest letters of a first page, where
    they are alone; else the first heading, if no paragraph stands above it.
    """
    named = plain(title)
    for place, block in enumerate(told):
        if named and plain(block.text) == named:
            return place
    headings = [
        (block.depth, place) for place, block in enumerate(told) if isinstance(block, Heading)
    ]
    if not headings:
        return 0
    depth, largest = min(headings)
    alone = sum(one == depth for one, _ in headings) == 1
    if alone and told[largest].place.page == 1:
        return largest
    first = headings[0][1]
    return 0 if any(isinstance(block, Paragraph) for block in told[:first]) else first


def is_front_matter(block: Block, matter: FrontMatter) -> bool:
    """Whether a block of the front is known: title, owner, a fact, a count, or of the legend."""
    if isinstance(block, Table):
        return False
    words = plain(block.text)
    known = (matter.title, matter.subtitle, matter.owner)
    if words and any(words in plain(text) for text in known):
        return True
    if told_fact(block.text) is not None or _counted(block.text) is not None:
        return True
    return any(is_entry(line) for line in lines_of([block]) if not line.blank)


def _counted(text: str) -> Named | None:
    """The level that a text says how many there are of: "8 satsingsområder"."""
    count, _, name = text.partition(" ")
    return level_named(name) if count.isdecimal() else None


def counted_levels(front: Sequence[Block]) -> dict[str, tuple[str, str]]:
    """What a cover that counts a plan's parts calls its levels, by key."""
    told = [block.text for block in front if not isinstance(block, Table)]
    counted = [named for text in reversed(told) if (named := _counted(text)) is not None]
    return {named.key: (named.singular, named.plural) for named in counted}


def _without_blank_start(lines: list[Line]) -> list[Line]:
    while lines and lines[0].blank:
        lines = lines[1:]
    return lines

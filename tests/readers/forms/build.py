"""Documents by hand, for tests of the forms: each block a short line of code.

In a table's rows UP stands for a cell merged with the one above, LEFT for one merged with the one
before it. Places count blocks as lines, and a table's rows from 1.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.plan.model import Element, Plan, SourcePlace
from ledetraad.readers.blocks import Block, Cell, Document, Heading, Item, Paragraph, Table

FILE = "plan.docx"
UP, LEFT = "\x00up", "\x00left"
_NOWHERE = SourcePlace(file=FILE)


def h(text: str, depth: int = 1, number: str = "") -> Heading:
    """A heading."""
    return Heading(text=text, depth=depth, place=_NOWHERE, number=number)


def p(text: str) -> Paragraph:
    """A paragraph."""
    return Paragraph(text=text, place=_NOWHERE)


def i(text: str, depth: int = 1, mark: str = "•") -> Item:
    """An item of a list."""
    return Item(text=text, depth=depth, place=_NOWHERE, mark=mark)


def t(*rows: Sequence[str], title: str = "") -> Table:
    """A table; its first row is the heads."""
    grid: list[list[Cell]] = []
    for number, row in enumerate(rows, start=1):
        cells: list[Cell] = []
        for column, text in enumerate(row):
            if text == UP:
                cells.append(grid[-1][column])
            elif text == LEFT:
                cells.append(cells[-1])
            else:
                across = _run(row, column)
                down = _run([other[column] for other in rows[number - 1 :]], 0, UP)
                place = SourcePlace(file=FILE, row=number)
                cells.append(Cell(text=text, place=place, columns=across, rows=down))
        grid.append(cells)
    return Table(rows=tuple(map(tuple, grid)), place=_NOWHERE, title=title)


def doc(*blocks: Block, title: str = "") -> Document:
    """A document, every block with its place."""
    placed = []
    for line, block in enumerate(blocks, start=1):
        place = SourcePlace(file=FILE, line=line)
        placed.append(_at(block, place))
    return Document(name=FILE, blocks=tuple(placed), title=title)


def outline(plan: Plan) -> list[str]:
    """A plan as lines: indent, level, references in brackets, words."""
    lines: list[str] = []

    def tell(element: Element, depth: int) -> None:
        codes = ", ".join(reference.printed for reference in element.references)
        references = f" [{codes}]" if codes else ""
        lines.append(f"{'  ' * depth}{element.level}{references}: {element.words}")
        for child in element.children:
            tell(child, depth + 1)

    for top in plan.elements:
        tell(top, 0)
    return lines


def facts(plan: Plan) -> dict[str, dict[str, str]]:
    """What a plan says of each element beside its text."""
    return {
        element.words: {fact.key: fact.value for fact in element.facts}
        for element in plan.walk()
        if element.facts
    }


def _run(row: Sequence[str], start: int, mark: str = LEFT) -> int:
    length = 1
    while start + length < len(row) and row[start + length] == mark:
        length += 1
    return length


def _at(block: Block, place: SourcePlace) -> Block:
    if isinstance(block, Heading):
        return Heading(block.text, block.depth, place, block.number)
    if isinstance(block, Paragraph):
        return Paragraph(block.text, place)
    if isinstance(block, Item):
        return Item(block.text, block.depth, place, block.mark)
    return Table(block.rows, place, block.title)

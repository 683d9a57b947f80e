"""The columns and rows of a table of statements in a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ledetraad.errors import UnwritableOutput
from ledetraad.plan.model import Element
from ledetraad.publish.docx_markup import TWIPS, Row, said

_FACT_SHARE = 0.45
"""How wide a column of facts is beside one of sentences."""
_LAST_SHARE = 1.25
"""How wide the column of the lowest level is beside those of the others."""
_BLANK = said("", "PlanCell")


class Columns:
    """The columns that a table of some elements has.

    Args:
        elements: the highest in the table.
        levels: the keys of the levels that stand in it, from the highest.
        reference_width: how wide a column of references is, in centimetres.
    """

    def __init__(
        self, elements: Sequence[Element], levels: Sequence[str], reference_width: float
    ) -> None:
        self.levels = tuple(levels)
        self._reference_width = reference_width
        self.has_references = any(one.references for element in elements for one in element.walk())
        facts: dict[str, dict[str, None]] = {key: {} for key in levels}
        for element in elements:
            for one in element.walk():
                facts[one.level] |= dict.fromkeys(fact.name or fact.key for fact in one.facts)
        self.facts = {key: tuple(names) for key, names in facts.items()}
        """For each level the names of what is told of its elements."""

    def heads(self, names: Mapping[str, str], reference: str) -> list[str]:
        """Every column's head, by the levels' names."""
        heads: list[str] = []
        for key in self.levels:
            heads += [reference] * self.has_references
            heads += [names[key], *self.facts[key]]
        return heads

    def text_width(self, width: float) -> float:
        """How wide a column of sentences is in a table of this width, in centimetres."""
        left = width - self._reference_width * self.has_references * len(self.levels)
        shares = sum(self._share(key) + _FACT_SHARE * len(self.facts[key]) for key in self.levels)
        return left / shares

    def _share(self, level: str) -> float:
        return _LAST_SHARE if level == self.levels[-1] else 1.0

    def widths(self, width: float) -> list[int]:
        """Every column's width in twips, for a table of this width in centimetres."""
        text = max(self.text_width(width), 0.5)
        widths: list[float] = []
        for key in self.levels:
            widths += [self._reference_width] * self.has_references
            widths += [text * self._share(key), *[text * _FACT_SHARE] * len(self.facts[key])]
        return [round(one * TWIPS) for one in widths]

    def first_of(self, level: str) -> int:
        """The first column of a level."""
        before = self.levels[: self.levels.index(level)]
        return sum(self.has_references + 1 + len(self.facts[key]) for key in before)

    def cells(self, element: Element, style: str) -> list[str]:
        """An element's own cells."""
        told: dict[str, list[str]] = {name: [] for name in self.facts[element.level]}
        for fact in element.facts:
            told[fact.name or fact.key].append(fact.value)
        try:
            codes = [_codes(element)] if self.has_references else []
            facts = ["".join(said(value, "PlanCell") for value in told[name]) for name in told]
            return [*codes, said(element.words, style), *(fact or _BLANK for fact in facts)]
        except UnwritableOutput as error:
            error.where = element.number or element.id
            raise


def rows_of(elements: Sequence[Element], columns: Columns, style: str) -> Iterator[Row]:
    """The rows: an element stands beside its first child, and its other children below that."""
    width = columns.first_of(columns.levels[-1]) + len(columns.facts[columns.levels[-1]])
    width += 1 + columns.has_references
    cells: list[str] = []
    first = 0
    for element in (one for top in elements for one in top.walk()):
        start = columns.first_of(element.level)
        if cells and start < len(cells):
            yield Row((*cells, *[_BLANK] * (width - len(cells))), ruled_from=first)
            cells = []
        if not cells:
            first = start
        cells += [_BLANK] * (start - len(cells))
        cells += columns.cells(element, style)
    if cells:
        yield Row((*cells, *[_BLANK] * (width - len(cells))), ruled_from=first)


def _codes(element: Element) -> str:
    """A reference cell: a paragraph for each prefix, its numbers in it, a range once."""
    lines = [
        ", ".join(
            reference.code if place else reference.printed
            for place, reference in enumerate(group)
            if not (place and reference.is_of_range)
        )
        for _, group in groupby(
            element.references,
            key=lambda one: (one.prefix, one.printed if one.is_of_range else ""),
        )
    ]
    return "".join(said(line, "PlanCode") for line in lines) or _BLANK

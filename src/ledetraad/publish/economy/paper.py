"""Tables of money as a paper: what the Word document and the PDF of them have in common.

A cell is text as it is to be read; the columns of figures are those after the first `texts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ledetraad.i18n import Language
from ledetraad.publish.figures.figure import Figure


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row: its cells, and whether it is a sum that stands out."""

    cells: Sequence[str]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table under a heading.

    Args:
        heading: its name.
        lead: what is said before it, a paragraph each.
        heads: the columns' heads.
        rows: as many cells each as there are heads.
        widths: the columns' widths in shares of the page.
        texts: how many columns from the left are text; the others are figures.
        notes: what is said after it, a paragraph each.
        figure: a chart before the table, of which it holds the numbers; None for none.
    """

    heading: str
    lead: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[PaperRow]
    widths: Sequence[float]
    texts: int = 2
    notes: Sequence[str] = ()
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper.

    Args:
        title, subtitle: what it is, and of when.
        owner: the municipality.
        facts: what is told of it, by name.
        tables: in order.
        language: of its words.
    """

    title: str
    subtitle: str
    owner: str
    facts: Sequence[tuple[str, str]]
    tables: Sequence[PaperTable]
    language: Language = "nb"
    notes: Sequence[str] = field(default=())

    @property
    def figures(self) -> list[Figure]:
        """Its charts, in order."""
        return [table.figure for table in self.tables if table.figure is not None]

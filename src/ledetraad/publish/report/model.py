"""What a report holds, whichever format it is written in."""

from __future__ import annotations

from dataclasses import dataclass

from ledetraad.i18n import Language
from ledetraad.publish.figures.figure import Figure


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Args:
        words: what it says.
        depth: from 1; a report's own title stands above them all.
        language: of its words, where that is not the report's.
    """

    words: str
    depth: int = 1
    language: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph.

    Args:
        words: what it says; line ends begin new lines.
        quiet: whether it is said aside, in smaller type.
        language: of its words, where that is not the report's.
    """

    words: str
    quiet: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        title: what it is, for those who don't see it.
        heads, rows: its cells, the first of each row its head.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Text | Table | Figure


@dataclass(frozen=True, slots=True)
class Report:
    """A document.

    Args:
        title, subtitle: what it is called.
        municipality: whose it is.
        language: of its words.
        facts: what stands below the title, each by its name.
        blocks: what it says, from the top.
        lead: what is to be known before one reads on; may be empty.
    """

    title: str
    subtitle: str
    municipality: str
    language: Language
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    lead: str = ""

    @property
    def figures(self) -> list[Figure]:
        """Its charts, in order; the first is number 1."""
        return [one for one in self.blocks if isinstance(one, Figure)]

    def leads_to_figure(self, at: int) -> bool:
        """Whether a block is words with none but words between it and a figure: they stay there."""
        if not isinstance(self.blocks[at], Text):
            return False
        after = next((one for one in self.blocks[at:] if not isinstance(one, Text)), None)
        return isinstance(after, Figure)

    @property
    def tables(self) -> int:
        """How many tables it has, those of figures too."""
        whole = sum(isinstance(one, Table) for one in self.blocks)
        return whole + sum(bool(one.rows) for one in self.figures)

"""A chart in a document: what is drawn, what is said of it, and the numbers that it shows.

`report/write_pdf.py` and `report/write_docx.py` put it in a whole document; `typst/figure.typ` with
`values` and `docx_figure.py` put it in any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ledetraad.i18n import N_
from ledetraad.publish.pdf_document import plain
from ledetraad.statistics.charts.spec import Spec

_LEAST, _MOST = 7, 40
"""How many letters a column has room for, so that none is squeezed out by another."""
_ONE = r"[-−+]?\d[\d\s.,]*(\s?%|\s?kr|\s?t)?"
_NUMBER = re.compile(rf"{_ONE}(\s?[–-]\s?{_ONE})?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in a document.

    Args:
        spec: the drawing in Vega-Lite, with its own data. Its title is left out, as the caption
            says it; a subtitle stays above the drawing.
        alt: what one would tell somebody who can't see it; never empty, and the main thing first.
        caption: what it shows, with its unit; it is numbered by the document.
        heads, rows: the numbers that it shows, the first cell of each row its head.
        source: where the numbers come from, and their licence; may be empty.
    """

    spec: Spec
    alt: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip() or not self.caption.strip():
            raise ValueError("a figure needs a caption, and words for those who can't see it")
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError(f"a row of “{self.caption}” is not as long as its head")


def number_columns(rows: Sequence[Sequence[str]]) -> list[bool]:
    """Which columns hold numbers, and stand to the right: most of their cells do, not the first.

    Args:
        rows: the cells, as they are written; "–" and nothing count neither way.
    """
    found = []
    for at, column in enumerate(zip(*rows, strict=True)):
        told = [cell for cell in column if cell.strip("–")]
        numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in told)
        found.append(at > 0 and 2 * numbers > len(told))
    return found


def column_shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """How much of a table's width each column takes: what its longest words and cells need.

    Args:
        rows: the cells, heads and all.
    """
    needs = []
    for column in zip(*rows, strict=True):
        word = max((len(word) for cell in column for word in cell.split()), default=0)
        line = max(map(len, column), default=0)
        needs.append(min(max(word + 2, line / 2, _LEAST), _MOST))
    return [need / sum(needs) for need in needs]


def values(figure: Figure, svg: bytes, number: int, translate: Callable[[str], str]) -> Any:
    """A figure as plain JSON values for `typst/figure.typ`.

    Args:
        figure: what stands there.
        svg: its drawing, from `drawing.svgs`.
        number: its own among the document's figures, from 1.
        translate: into the language of the document's own words.
    """
    return {
        "kind": "figure",
        "svg": svg.decode(),
        "alt": plain(figure.alt),
        "caption": plain(figure.caption),
        "number": numbered(number, translate),
        "table": table_values(figure.heads, figure.rows),
        "numbers": numbers_of(number, translate),
        "source": plain(source_text(figure, translate)),
    }


def table_values(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
    """A table as plain JSON values for `typst/figure.typ`."""
    return {
        "heads": [plain(head) for head in heads],
        "rows": [[plain(cell) for cell in row] for row in rows],
        "right": number_columns(rows),
        "shares": column_shares([heads, *rows]),
    }


def numbered(number: int, translate: Callable[[str], str]) -> str:
    """What a figure is called: "Figur 2"."""
    return translate(N_("Figure %(number)s")) % {"number": number}


def numbers_of(number: int, translate: Callable[[str], str]) -> str:
    """What stands above the table of a figure's numbers."""
    return translate(N_("The numbers in figure %(number)s")) % {"number": number}


def source_text(figure: Figure, translate: Callable[[str], str]) -> str:
    """Where a figure's numbers come from; empty where that is not told."""
    if not figure.source:
        return ""
    return translate(N_("Source: %(source)s")) % {"source": figure.source}

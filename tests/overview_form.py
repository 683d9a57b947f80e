"""Writes an overview of goals in the text form that the reader takes, in many layouts.

An `Overview` is what the plan says; a `Layout` is how a page shows it. Reading what `write` gives
must lead back to the overview, whatever the layout.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Code:
    """A code as the legend explains it."""

    prefix: str
    meaning: str
    framework: str
    basis: str
    numbered: bool = True


@dataclass(frozen=True)
class Statement:
    """A goal or a strategy; references are pairs of a prefix and a number (empty for none)."""

    text: str
    references: tuple[tuple[str, str], ...]
    below: tuple[Statement, ...] = ()

    @property
    def printed(self) -> list[str]:
        """Each reference as it should be read."""
        return [f"{prefix} {number}".strip() for prefix, number in self.references]


@dataclass(frozen=True)
class Theme:
    """A theme with its main goal, which has the subgoals below it."""

    title: str
    main_goal: Statement


@dataclass(frozen=True)
class Overview:
    """A whole document."""

    owner: str
    years: tuple[int, int]
    codes: tuple[Code, ...]
    themes: tuple[Theme, ...]

    @property
    def title(self) -> str:
        """The title on the first page."""
        return f"Samlet oversikt over mål og strategier for {self.owner}"

    @property
    def subtitle(self) -> str:
        """The line under the title."""
        return f"Forslag til kommuneplanens samfunnsdel {self.years[0]}-{self.years[1]}"


@dataclass(frozen=True)
class Heads:
    """The words for the parts of a theme."""

    main_section: str = "Hovedmål"
    main_heads: tuple[str, ...] = ("Referanse  HOVEDMÅL",)
    goals_section: str = "Delmål og strategier"
    goals_heads: tuple[str, ...] = ("Referanse DELMÅL Referanse STRATEGIER TIL DELMÅL",)


BOKMAAL = Heads()
NYNORSK = Heads(
    "Hovudmål",
    ("Referanse  HOVUDMÅL",),
    "Delmål og strategiar",
    ("Referanse DELMÅL Referanse STRATEGIAR TIL DELMÅL",),
)
ON_OWN_LINES = Heads(
    main_heads=("Referanse", "HOVEDMÅL"),
    goals_heads=("Referanse", "DELMÅL", "Referanse", "STRATEGIER TIL DELMÅL"),
)
NO_SECTION_WORDS = Heads(main_section="", goals_section="")

A_LINE_EACH = "a line each"  # FN-T / 11.3 / 11.7 / AK
COMMAS = "commas"  # FN-T 11.3, 11.7, AK
NUMBERS_BELOW = "numbers below"  # FN-T / 11.3, 11.7 / AK
PREFIX_EACH = "prefix each"  # FN-T 11.3 / FN-T 11.7 / AK
SLASHES = "slashes"  # FN-T 11.3 / 11.7 / AK, on one line
AND = "and"  # FN-T 11.3, 11.7 og AK


@dataclass(frozen=True)
class Layout:
    """How the pages look.

    Args:
        heads: the words for the parts of a theme.
        cell: how a reference cell prints several references.
        beside: whether the statement begins on the line where its reference cell ends.
        indent: blanks before a strategy's row.
        base: blanks before every row.
        width: where statements wrap.
        blank: empty lines between rows.
        blank_in_row: empty lines between a reference cell and its statement.
        trailing: blanks after every line of text.
        marks: whether a line of blanks stands for the empty cells after a subgoal.
        form_feeds: whether pages are parted by form feeds.
        page_blank: whether a page's first line has one blank before it.
        bullet: what the legend's lines begin with.
        line_end: what lines end with.
        encoding: how the text becomes bytes.
        broken: words that are broken with a hyphen wherever they meet a line's end.
        soft: whether those hyphens are soft ones.
        page_number: what stands at the foot of every page, with %d for its number.
        page_head: what stands at the top of every page but the first.
    """

    heads: Heads = BOKMAAL
    cell: str = A_LINE_EACH
    beside: bool = False
    indent: int = 4
    base: int = 0
    width: int = 60
    blank: int = 1
    blank_in_row: int = 1
    trailing: int = 1
    marks: bool = True
    form_feeds: bool = False
    page_blank: bool = True
    bullet: str = "• "
    line_end: str = "\n"
    encoding: str = "utf-8"
    broken: tuple[str, ...] = field(default=())
    soft: bool = False
    page_number: str = ""
    page_head: str = ""


def write(overview: Overview, layout: Layout) -> bytes:
    """The document's bytes."""
    lines = [*_front(overview, layout)]
    for page, theme in enumerate(overview.themes, start=2):
        lines += _foot(layout, page - 1)
        lines += _theme(theme, layout)
    lines += _foot(layout, len(overview.themes) + 1)
    ended = [line.rstrip("\n") + " " * (layout.trailing if line.strip() else 0) for line in lines]
    return layout.line_end.join(ended).encode(layout.encoding)


def _front(overview: Overview, layout: Layout) -> Iterator[str]:
    yield from textwrap.wrap(overview.title, max(layout.width, 30), break_on_hyphens=False)
    yield overview.subtitle
    yield ""
    yield "Referansen sier hva målet bygger på:"
    yield ""
    for code in overview.codes:
        number = " (nr.)" if code.numbered else ""
        yield f"{layout.bullet}{code.prefix}{number}: {code.meaning}"
    yield ""
    yield "Nummeret henviser til bærekraftsmålet."


def _foot(layout: Layout, page: int) -> list[str]:
    return ["", layout.page_number % page] if layout.page_number else []


def _theme(theme: Theme, layout: Layout) -> Iterator[str]:
    feed = "\f" if layout.form_feeds else ""
    if layout.page_head:
        yield f"{feed}{layout.page_head}"
        yield ""
        feed = ""
    if layout.page_blank:
        yield f"{feed} {theme.title}"
    else:
        yield ""
        yield f"{feed}{theme.title}"
    yield from _section(layout.heads.main_section, layout.heads.main_heads, layout)
    yield from _row(theme.main_goal, layout, 0)
    yield from [""] * max(layout.blank, 1)
    if theme.main_goal.below:
        yield from _section(layout.heads.goals_section, layout.heads.goals_heads, layout)
    for subgoal in theme.main_goal.below:
        yield from _row(subgoal, layout, layout.base)
        if layout.marks:
            yield ""
            yield " " * (layout.base + 4)
        yield from [""] * layout.blank
        for strategy in subgoal.below:
            yield from _row(strategy, layout, layout.base + layout.indent)
            yield from [""] * layout.blank


def _section(word: str, heads: tuple[str, ...], layout: Layout) -> Iterator[str]:
    if word:
        yield word
        yield from [" "] * layout.blank
    yield from heads


def _row(statement: Statement, layout: Layout, indent: int) -> Iterator[str]:
    cell = reference_cell(statement.references, layout.cell)
    text = list(_wrapped(statement.text, layout))
    beside = layout.beside or (len(cell) == 1 and statement.references[0][1] == "")
    before = " " * indent
    yield from (before + line for line in cell[:-1])
    if beside:
        yield f"{before}{cell[-1]} {text[0]}"
        yield from text[1:]
    else:
        yield before + cell[-1]
        yield from [""] * layout.blank_in_row
        yield from text


def reference_cell(references: tuple[tuple[str, str], ...], form: str) -> list[str]:
    """The lines of a reference cell."""
    groups: list[tuple[str, list[str]]] = []
    for prefix, number in references:
        if not groups or groups[-1][0] != prefix or not number:
            groups.append((prefix, []))
        groups[-1][1].extend([number] if number else [])
    match form:
        case "a line each":
            return [part for prefix, numbers in groups for part in (prefix, *numbers)]
        case "commas" | "slashes" | "and":
            parts = [
                " ".join([prefix, *numbers[:1]]) if not place else numbers[place]
                for prefix, numbers in groups
                for place in range(max(len(numbers), 1))
            ]
            joint = " / " if form == "slashes" else ", "
            if form == "and" and len(parts) > 1:
                return [f"{joint.join(parts[:-1])} og {parts[-1]}"]
            return [joint.join(parts)]
        case "numbers below":
            return [
                line
                for prefix, numbers in groups
                for line in ([prefix, ", ".join(numbers)] if numbers else [prefix])
            ]
        case _:
            return [f"{prefix} {number}".strip() for prefix, number in references]


def _wrapped(text: str, layout: Layout) -> Iterator[str]:
    """The lines of a statement; some words at a line's end are broken."""
    line = ""
    for word in text.split(" "):
        if not line:
            line = word
        elif len(line) + 1 + len(word) <= layout.width:
            line = f"{line} {word}"
        elif word.strip(".,") in layout.broken:
            middle = len(word) // 2
            yield f"{line} {word[:middle]}{chr(0xAD) if layout.soft else '-'}"
            line = word[middle:]
        else:
            yield line
            line = word
    yield line

"""What stands beside the page breaks of a text and is no part of it: page numbers, running heads.

Only the outermost lines of a page are looked at. A bare number is a page's where those of other
pages count with it; a text is a running head or foot where most pages have it, whatever the
numbers in it. The first page's head is left: it may be the title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ledetraad.i18n import N_
from ledetraad.plan.wording import excerpt
from ledetraad.readers import notes
from ledetraad.readers.headings import is_head, section_of, section_of_heads
from ledetraad.readers.heal import sentences_end
from ledetraad.readers.lines import Line
from ledetraad.readers.notebook import Notebook
from ledetraad.readers.vocabulary import vocabulary

_DIGITS = re.compile(r"\d+")
_CODE = re.compile(r"[^\W\d_a-zæøå]{1,6}(?:-[^\W\d_]{1,3})?(?:[\s,;:/&]+[\d.]+[a-z]?)*")
_LONGEST_HEAD = 150
_LONGEST_NUMBER = 40
_FEWEST_PAGES = 3
"""Fewer pages than this show no running head."""
_FEWEST_ALIKE = 2
_MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class _Edge:
    """The outermost line of a page, at its top or its foot."""

    page: int
    top: bool
    place: int


@dataclass(frozen=True, slots=True)
class WithoutEdges:
    """A text without what stands beside its page breaks.

    Args:
        lines: the lines that are left; one that now is a page's first says so.
        numbers: those with page numbers.
        heads: those of each running head or foot.
    """

    lines: list[Line]
    numbers: list[Line]
    heads: list[list[Line]]


def without_edges(lines: Sequence[Line]) -> WithoutEdges:
    """Take the page numbers and the running heads and feet out of a text."""
    pages: dict[int, list[int]] = {}
    for place, line in enumerate(lines):
        if not line.blank:
            pages.setdefault(line.page, []).append(place)
    out: set[int] = set()
    numbers = _numbers(lines, list(_edges(pages, out)))
    out |= set(numbers)
    heads = _heads(lines, list(_edges(pages, out)), pages)
    out.update(place for places in heads for place in places)
    if heads:  # a number may stand inside them
        more = _numbers(lines, list(_edges(pages, out)))
        numbers = sorted({*numbers, *more})
        out |= set(more)
    return WithoutEdges(
        _left(lines, out) if out else list(lines),
        [lines[place] for place in numbers],
        [[lines[place] for place in places] for places in heads],
    )


def note_edges(pages: WithoutEdges, notebook: Notebook) -> None:
    """Note what was left out: once for the page numbers, and once for each head."""
    if pages.numbers:
        notebook.add(
            notes.RUNNING_HEADS,
            N_("Page numbers beside the page breaks were left out; see lines %(lines)s."),
            place=notebook.place(pages.numbers[0]),
            lines=_told(pages.numbers),
        )
    for head in pages.heads:
        notebook.add(
            notes.RUNNING_HEADS,
            N_("“%(text)s” stands beside most page breaks and was left out; see lines %(lines)s."),
            place=notebook.place(head[0]),
            text=excerpt(head[0].text),
            lines=_told(head),
        )


def _told(lines: Sequence[Line]) -> str:
    """Where lines stand; the first of them, where they are many."""
    numbers = ", ".join(str(line.number) for line in lines[:_MOST_PLACES])
    return f"{numbers} …" if len(lines) > _MOST_PLACES else numbers


def _edges(pages: dict[int, list[int]], out: set[int]) -> Iterator[_Edge]:
    for page, places in pages.items():
        inside = [place for place in places if place not in out]
        if inside:
            yield _Edge(page, True, inside[0])
            yield _Edge(page, False, inside[-1])


@cache
def _number() -> re.Pattern[str]:
    word, of = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        for words in (vocabulary().pages["page"], vocabulary().pages["of"])
    )
    return re.compile(
        rf"[-\u2010\u2011–—|]?\s*(?P<word>(?:{word})(?=[\s\d]))?\s*(?P<number>\d{{1,4}})\s*"
        rf"(?:(?P<of>{of})\s*\d{{1,4}}\s*)?[-\u2010\u2011–—|]?",
        re.IGNORECASE,
    )


def _numbers(lines: Sequence[Line], edges: Sequence[_Edge]) -> list[int]:
    """The places of the lines that are page numbers, in order."""
    found: dict[_Edge, re.Match[str]] = {}
    for edge in edges:
        text = lines[edge.place].text
        number = _number().fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
        if number is not None and not _in_cell(lines, edge.place):
            found[edge] = number
    counting = Counter((edge.top, int(one["number"]) - edge.page) for edge, one in found.items())
    broken = any(edge.page > 1 for edge in edges)
    return sorted(
        {
            edge.place
            for edge, one in found.items()
            if one["word"]
            or counting[edge.top, int(one["number"]) - edge.page] >= _FEWEST_ALIKE
            or (broken and int(one["number"]) == edge.page and _parted(lines, edge))
        }
    )


def _in_cell(lines: Sequence[Line], place: int) -> bool:
    """Whether a number goes on from a code on the line above."""
    above = lines[place - 1].text if place else ""
    return len(above) <= _LONGEST_NUMBER and _CODE.fullmatch(above) is not None


def _parted(lines: Sequence[Line], edge: _Edge) -> bool:
    beside = edge.place + (1 if edge.top else -1)
    return not 0 <= beside < len(lines) or lines[beside].blank


def _heads(
    lines: Sequence[Line], edges: Sequence[_Edge], pages: dict[int, list[int]]
) -> list[list[int]]:
    """The places of each running head and foot."""
    first = min(pages, default=1)
    alike: dict[tuple[bool, str], list[int]] = {}
    for edge in edges:
        if not (edge.top and edge.page == first) and _may_run(lines, edge.place):
            text = " ".join(_DIGITS.sub("#", lines[edge.place].text).split())
            alike.setdefault((edge.top, text), []).append(edge.place)
    breaks = len(pages) - 1
    return [
        places
        for places in alike.values()
        if len(pages) >= _FEWEST_PAGES and len(places) >= _FEWEST_ALIKE and 2 * len(places) > breaks
    ]


def _may_run(lines: Sequence[Line], place: int) -> bool:
    """Whether a line may be a running head: no part of the tables, no sentence, no heading."""
    text = lines[place].text
    if len(text) > _LONGEST_HEAD or sentences_end(text) or _CODE.fullmatch(text):
        return False
    if is_head(text) or section_of(text) is not None:
        return False
    after = place + 1
    while after < len(lines) and lines[after].blank:
        after += 1
    if after == len(lines) or lines[after].page != lines[place].page:
        return True
    return (section_of(lines[after].text) or section_of_heads(lines[after].text)) is None


def _left(lines: Sequence[Line], out: set[int]) -> list[Line]:
    left: list[Line] = []
    page_start = False
    for place, line in enumerate(lines):
        page_start |= line.page_start
        if place in out:
            continue
        left.append(replace(line, page_start=True) if page_start else line)
        page_start = False
    return left

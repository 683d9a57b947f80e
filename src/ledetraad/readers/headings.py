"""Finding the parts of an overview in text: section words, column heads and theme headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ledetraad.readers.heal import plain, sentences_end
from ledetraad.readers.lines import Line
from ledetraad.readers.vocabulary import vocabulary

MAIN_GOAL = "main_goal"
GOALS = "goals"
_LONGEST_HEADING = 90
_MOST_HEADING_LINES = 3


@dataclass(slots=True)
class Segment:
    """The lines of one part of a theme.

    Args:
        kind: the main goal's part, or that of subgoals and strategies.
        lines: what stands in it, heads left out.
        starts_theme: whether a new theme begins with it.
        heading: the lines of the theme's heading.
        heading_sure: whether those are surely all of it and no more.
    """

    kind: str
    lines: list[Line] = field(default_factory=list)
    starts_theme: bool = False
    heading: list[Line] = field(default_factory=list)
    heading_sure: bool = True


def section_of(text: str) -> str | None:
    """Which section a line opens, when it is a section word and nothing else."""
    said = plain(text)
    for kind, words in vocabulary().sections.items():
        if said in words:
            return kind
    return None


def is_head(text: str) -> bool:
    """Whether a line is nothing but column heads."""
    words = plain(text).split(" ")
    terms = {term for group in vocabulary().heads.values() for term in group}
    longest = max(len(term.split(" ")) for term in terms)
    place = 0
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            if " ".join(words[place : place + length]) in terms:
                place += length
                break
        else:
            return False
    return bool(words)


def split_segments(lines: Sequence[Line]) -> tuple[list[Line], list[Segment]]:
    """The lines before the first theme, and the segments from there on."""
    front: list[Line] = []
    segments: list[Segment] = []
    in_heads = False
    for line in lines:
        if line.blank:
            (segments[-1].lines if segments else front).append(line)
            continue
        head = is_head(line.text)
        section = section_of(line.text)
        if section is not None and not (head and in_heads and _just_named(segments, section)):
            segments.append(_open(section, segments, front))
            in_heads = True
            continue
        if head and (in_heads or _has_reference(line.text)):
            in_heads = True
            continue
        in_heads = False
        (segments[-1].lines if segments else front).append(line)
    return front, segments


def _just_named(segments: list[Segment], section: str) -> bool:
    """Whether the open segment is of this kind and still empty: heads on lines of their own."""
    return bool(
        segments
        and segments[-1].kind == section
        and not any(not line.blank for line in segments[-1].lines)
    )


def _has_reference(text: str) -> bool:
    words = plain(text).split(" ")
    return len(words) > 1 and words[0] in vocabulary().heads["reference"]


def _open(kind: str, segments: list[Segment], front: list[Line]) -> Segment:
    before = segments[-1].lines if segments else front
    segment = Segment(kind)
    repeated = kind == GOALS and segments and segments[-1].kind == GOALS
    if kind == GOALS and segments and segments[-1].kind == MAIN_GOAL:
        return segment
    if repeated and not _looks_like_heading(before):
        return segment
    segment.starts_theme = True
    segment.heading, segment.heading_sure = _take_heading(before)
    if repeated:
        segment.heading_sure = False
    return segment


def _looks_like_heading(before: list[Line]) -> bool:
    written = [line for line in before if not line.blank]
    if not written:
        return False
    last = written[-1]
    alone = last.indent == 1 or last.page_start or _blank_before(before, last)
    return (
        alone
        and last.text[0].isupper()
        and not sentences_end(last.text)
        and len(last.text) <= _LONGEST_HEADING
    )


def _blank_before(lines: list[Line], line: Line) -> bool:
    place = lines.index(line)
    return place == 0 or lines[place - 1].blank


def _take_heading(before: list[Line]) -> tuple[list[Line], bool]:
    """Remove the heading from the end of the lines before its section, and return it.

    The heading is the last line. Lines above it belong to it only where nothing but a page's start
    or a blank line parts them from it and they go on from one another.
    """
    place = len(before)
    while place and before[place - 1].blank:
        place -= 1
    if not place:
        return [], True
    first = place - 1
    while (
        first
        and place - first < _MOST_HEADING_LINES
        and not before[first].page_start
        and not before[first - 1].blank
        and _goes_on(before, first)
    ):
        first -= 1
    heading = before[first:place]
    del before[first:]
    return heading, len(heading) == 1


def _goes_on(before: list[Line], place: int) -> bool:
    """Whether the line above is more likely the heading's beginning than a statement's end."""
    line, above = before[place], before[place - 1]
    if line.indent > above.indent or sentences_end(above.text):
        return False
    if (above.indent == 1 and line.indent == 0) or above.page_start:
        return True
    starts_paragraph = place - 1 == 0 or before[place - 2].blank
    return starts_paragraph and line.text[0].islower() and above.text[0].isupper()

"""Finding the parts of an overview in text: section words, column heads and theme headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ledetraad.readers.heal import plain, sentences_end
from ledetraad.readers.lines import Line
from ledetraad.readers.vocabulary import vocabulary

FRONT = "front"
MAIN_GOAL = "main_goal"
GOALS = "goals"
_LONGEST_HEADING = 90
_MOST_HEADING_LINES = 3


@dataclass(slots=True)
class Segment:
    """The lines of one part of a theme, or of the front matter.

    Args:
        kind: the main goal's part, that of subgoals and strategies, or the front.
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
    last: int | None = None
    """The place among `lines` of the last one with text."""

    def add(self, line: Line) -> None:
        """Put one more line at the end."""
        if not line.blank:
            self.last = len(self.lines)
        self.lines.append(line)


def section_of(text: str) -> str | None:
    """Which section a line opens, when it is a section word and nothing else."""
    if not text[0].isupper():
        return None
    said = plain(text)
    return next((kind for kind, words in vocabulary().sections.items() if said in words), None)


def is_head(text: str) -> bool:
    """Whether a line is nothing but column heads."""
    return bool(text) and text[0].isupper() and bool(_heads(text))


def section_of_heads(text: str) -> str | None:
    """Which section a row of column heads belongs to; only one that names a reference tells."""
    heads = _heads(text) if text[:1].isupper() else []
    terms = vocabulary().heads
    if not heads or heads[0] not in terms["reference"]:
        return None
    if any(head in terms["subgoal"] | terms["strategy"] for head in heads):
        return GOALS
    return MAIN_GOAL if any(head in terms["main_goal"] for head in heads) else None


def _heads(text: str) -> list[str]:
    """The column heads that a line consists of; none where it has other words too."""
    words = plain(text).split(" ")
    heads: list[str] = []
    place = 0
    while place < len(words):
        for length in range(min(vocabulary().longest_head, len(words) - place), 0, -1):
            term = " ".join(words[place : place + length])
            if term in vocabulary().head_terms:
                heads.append(term)
                place += length
                break
        else:
            return []
    return heads


def split_segments(lines: Sequence[Line]) -> tuple[list[Line], list[Segment]]:
    """The lines before the first theme, and the segments from there on.

    A section opens with its word ("Hovedmål"); where that is missing, with its column heads.
    """
    segments = [Segment(FRONT)]
    in_heads = False
    for line in lines:
        current = segments[-1]
        if line.blank:
            current.add(line)
            continue
        head, of_heads = is_head(line.text), section_of_heads(line.text)
        section = section_of(line.text)
        if head and in_heads and section == current.kind and current.last is None:
            section = None  # the heads stand on lines of their own
        if section is None and of_heads is not None:
            new_theme = of_heads == MAIN_GOAL and _looks_like_heading(current)
            section = of_heads if of_heads != current.kind or new_theme else None
        if section is not None:
            segments.append(_open(section, current))
        elif not (head and (in_heads or of_heads is not None)):
            in_heads = False
            current.add(line)
            continue
        in_heads = True
    return segments[0].lines, segments[1:]


def _open(kind: str, before: Segment) -> Segment:
    segment = Segment(kind)
    if kind == GOALS and before.kind == MAIN_GOAL:
        return segment
    repeated = kind == GOALS and before.kind == GOALS
    if repeated and not _looks_like_heading(before):
        return segment
    segment.starts_theme = True
    segment.heading, segment.heading_sure = _take_heading(before)
    segment.heading_sure &= not repeated
    return segment


def _looks_like_heading(before: Segment) -> bool:
    """Whether the last line that was read may be the heading of what comes."""
    if before.last is None:
        return False
    text = before.lines[before.last].text
    return (
        _stands_alone(before.lines, before.last)
        and text[0].isupper()
        and (text.endswith(("?", "!")) or not sentences_end(text))
        and len(text) <= _LONGEST_HEADING
    )


def _stands_alone(lines: list[Line], place: int) -> bool:
    line = lines[place]
    return line.indent == 1 or line.page_start or place == 0 or lines[place - 1].blank


def _take_heading(before: Segment) -> tuple[list[Line], bool]:
    """Remove the heading from the end of the lines before its section, and return it.

    The heading is the last line. Lines above it belong to it only where nothing but a page's start
    or a blank line parts them from it and they go on from one another. The end of a sentence right
    under the rest of it is no heading.

    Returns:
        The heading's lines, and whether those are surely all of it and no more.
    """
    lines, last = before.lines, before.last
    if last is None or (sentences_end(lines[last].text) and not _stands_alone(lines, last)):
        return [], False
    first = last
    while (
        first
        and last - first < _MOST_HEADING_LINES - 1
        and not lines[first].page_start
        and not lines[first - 1].blank
        and _goes_on(lines, first)
    ):
        first -= 1
    heading = lines[first : last + 1]
    del lines[first:]
    sure = len(heading) == 1 and len(heading[0].text) <= _LONGEST_HEADING
    return heading, sure and not heading[0].text.endswith(".")


def _goes_on(lines: list[Line], place: int) -> bool:
    """Whether the line above is more likely the heading's beginning than a statement's end."""
    line, above = lines[place], lines[place - 1]
    if line.indent > above.indent or sentences_end(above.text):
        return False
    if (above.indent == 1 and line.indent == 0) or above.page_start:
        return True
    starts_paragraph = place - 1 == 0 or lines[place - 2].blank
    return starts_paragraph and line.text[0].islower() and above.text[0].isupper()

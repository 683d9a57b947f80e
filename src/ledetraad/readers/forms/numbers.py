"""Numbered goals without other words for their levels: 1, 1.1, 1.1.1 → drafts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledetraad.readers.blocks import Block, Heading, Item, Paragraph, Table
from ledetraad.readers.forms.draft import Draft, End, Reading
from ledetraad.readers.forms.mapping import IGNORED, DepthMapping, Mapping
from ledetraad.readers.forms.sentences import SentenceReader
from ledetraad.readers.forms.words import level_words, usual_name

_NUMBERED = re.compile(
    r"^(\d{1,2}(?:\.\d{1,2}){1,5}|\d{1,2}(?=[.)]|\s+[^\sa-zæøåäö]))[.)]?\s+(?=[^\W\d_«“\"])"
)
"""A number and a letter after it; "28 delmål" counts something instead."""
_MARK = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,5}[.)]?$")
_MOST_TITLE_WORDS = 7
_CHAINS: dict[int, tuple[str, ...]] = {
    1: ("goal",),
    2: ("subgoal", "strategy"),
    3: ("main_goal", "subgoal", "strategy"),
    4: ("main_goal", "subgoal", "strategy", "measure"),
}
GUESSED = 0.6


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text with its number of outline, such as "1.2"."""

    number: str
    text: str

    @property
    def depth(self) -> int:
        """From 1."""
        return self.number.count(".") + 1

    @property
    def is_title(self) -> bool:
        """Whether the text is short and no sentence, as a theme's name is."""
        short = len(self.text.split()) <= _MOST_TITLE_WORDS
        return short and not self.text.rstrip().endswith((".", "!", "?"))


@dataclass(frozen=True, slots=True)
class _Part(Numbered):
    place: int


def read_numbers(
    blocks: Sequence[Block], sentences: SentenceReader, mapping: Mapping | None = None
) -> Reading:
    """The drafts of a document whose parts are numbered."""
    parts = _consistent([part for n, block in enumerate(blocks) if (part := _part(n, block))])
    depths = sorted({part.depth for part in parts})
    levels = levels_by_depth(parts, mapping or Mapping())
    drafts: list[Draft | End] = []
    used: set[int] = set()
    for part in parts:
        level = levels.get(part.depth, "")
        said = sentences.statement(part.text, level) if level else None
        if said is None or not said.words:
            continue
        used.add(part.place)
        drafts.append(
            Draft(
                level=level,
                words=said.words,
                place=blocks[part.place].place,
                references=said.references,
                doubts=said.doubts,
                confidence=GUESSED if len(depths) > 1 else GUESSED / 2,
                number=part.number,
            )
        )
    told = Mapping(
        form="numbers",
        numbers=tuple(
            DepthMapping(depth=depth, level=level, confidence=GUESSED)
            for depth, level in sorted(levels.items())
        ),
    )
    names = {key: (usual_name(key).singular, usual_name(key).plural) for key in levels.values()}
    return Reading("numbers", tuple(drafts), frozenset(used), names, told)


def _part(place: int, block: Block) -> _Part | None:
    """A block with a number before it, in its own field or in its text."""
    if isinstance(block, Table):
        return None
    printed = {Heading: "number", Item: "mark"}.get(type(block))
    number = str(getattr(block, printed)) if printed else ""
    if _MARK.match(number):
        return _Part(number.rstrip(".)"), block.text, place)
    opening = _NUMBERED.match(block.text) if isinstance(block, Paragraph | Heading | Item) else None
    if opening is None:
        return None
    return _Part(opening[1], block.text[opening.end() :], place)


def _consistent(parts: Sequence[_Part]) -> list[_Part]:
    """The parts that have others under them, or stand under one: a chapter of prose has none."""
    numbers = {part.number for part in parts}
    parents = {number.rpartition(".")[0] for number in numbers}
    if not parents & numbers:
        return list(parts)
    return [
        part
        for part in parts
        if part.number in parents or part.number.rpartition(".")[0] in numbers
    ]


def levels_by_depth(parts: Sequence[Numbered], mapping: Mapping) -> dict[int, str]:
    """The level of each depth: what is said, else themes first where they read as titles."""
    depths = sorted({part.depth for part in parts})
    titled = len(depths) > 1 and all(part.is_title for part in parts if part.depth == depths[0])
    below = depths[1:] if titled else depths
    chain = _CHAINS.get(len(below), _CHAINS[4])
    levels = dict(zip(below, chain, strict=False))
    if titled:
        levels[depths[0]] = "theme"
    for depth in depths:
        said = mapping.number(depth)
        if said is not None:
            levels[depth] = said
    return {depth: key for depth, key in levels.items() if key != IGNORED and key in level_words()}

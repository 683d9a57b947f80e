"""Headings with bullets under them and no word for any level → drafts, all of them guesses."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.readers.blocks import Block, Heading, Item
from ledetraad.readers.forms.draft import Draft, End, Reading
from ledetraad.readers.forms.mapping import IGNORED, Mapping
from ledetraad.readers.forms.sentences import SentenceReader

_ITEMS = ("goal", "strategy", "measure")
GUESSED = 0.45


def read_bullets(
    blocks: Sequence[Block], sentences: SentenceReader, mapping: Mapping | None = None
) -> Reading:
    """The drafts of headings that have items right under them, and of the items."""
    mapping = mapping or Mapping()
    drafts: list[Draft | End] = []
    used: set[int] = set()
    heading: int | None = None

    def say(place: int, level: str) -> None:
        block = blocks[place]
        if not isinstance(block, Heading | Item) or level == IGNORED:
            return
        said = sentences.statement(block.text, level)
        if said.words:
            used.add(place)
            drafts.append(
                Draft(
                    level=level,
                    words=said.words,
                    place=block.place,
                    references=said.references,
                    doubts=said.doubts,
                    confidence=GUESSED,
                )
            )

    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            heading = place
        elif isinstance(block, Item) and (heading is not None or drafts):
            if heading is not None:
                drafts.append(End())
                say(heading, mapping.heading(_depth(blocks[heading])) or "theme")
                heading = None
            say(place, _ITEMS[min(block.depth, len(_ITEMS)) - 1])
    return Reading("bullets", tuple(drafts), frozenset(used), {}, Mapping(form="bullets"))


def _depth(block: Block) -> int:
    return block.depth if isinstance(block, Heading) else 1

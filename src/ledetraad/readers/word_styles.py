"""What a Word document's styles say of a paragraph: heading or not, list or not, hidden or not.

A style is based on another, and has what that has unless it says otherwise; what stands in the
paragraph itself goes before both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ledetraad.readers.vocabulary import vocabulary
from ledetraad.readers.word_package import WORD, Node

DEEPEST_HEADING = 9
_OFF = frozenset(["0", "false", "off", "none"])
_NAME = re.compile(r"(.*?)\s*(\d?)\s*$")
_LONGEST_CHAIN = 20


class Styles:
    """The document's styles.

    Args:
        root: the part with the styles, if the document has it.
    """

    def __init__(self, root: Node | None) -> None:
        found = [] if root is None else root.findall(f"{WORD}style")
        self._styles = {style.get(f"{WORD}styleId", ""): style for style in found}
        self._standard = next(
            (
                style.get(f"{WORD}styleId", "")
                for style in found
                if style.get(f"{WORD}type") == "paragraph"
                and style.get(f"{WORD}default") not in {None, *_OFF}
            ),
            "",
        )
        self._heading_depth = cache(self._find_heading_depth)
        self._hides = cache(self._find_hides)
        self._numbers = cache(self._find_numbers)
        self._list_depth = cache(self._find_list_depth)
        self._is_contents = cache(self._find_is_contents)

    def of(self, paragraph: Node) -> str:
        """The id of a paragraph's style."""
        named = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        return self._standard if named is None else named.get(f"{WORD}val", "")

    def heading_depth(self, paragraph: Node, style: str) -> int:
        """How deep a heading the paragraph is; 0 where it is none."""
        own = paragraph.find(f"{WORD}pPr/{WORD}outlineLvl")
        return self._heading_depth(style) if own is None else _depth(own)

    def hides(self, style: str) -> bool:
        """Whether text of a style is hidden."""
        return self._hides(style)

    def numbers(self, style: str) -> Node | None:
        """What a style says of lists (`w:numPr`), if it does."""
        return self._numbers(style)

    def list_depth(self, style: str) -> int:
        """How deep an item of a list a style's name says, such as “List Bullet 2”; 0 for none."""
        return self._list_depth(style)

    def is_contents(self, style: str) -> bool:
        """Whether a style is that of a line in a table of contents."""
        return self._is_contents(style)

    def _chain(self, style: str) -> Iterator[Node]:
        """A style and those that it is based on."""
        for _ in range(_LONGEST_CHAIN):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            based_on = found.find(f"{WORD}basedOn")
            style = "" if based_on is None else based_on.get(f"{WORD}val", "")

    def _find_heading_depth(self, style: str) -> int:
        for found in self._chain(style):
            level = found.find(f"{WORD}pPr/{WORD}outlineLvl")
            if level is not None:
                return _depth(level)
            name, number = _name(found)
            if number and name in vocabulary().styles["heading"]:
                return number
        name, number = _parted(style)
        return number if name in vocabulary().styles["heading"] else 0

    def _find_hides(self, style: str) -> bool:
        for found in self._chain(style):
            hidden = found.find(f"{WORD}rPr/{WORD}vanish")
            if hidden is not None:
                return is_on(hidden)
        return False

    def _find_numbers(self, style: str) -> Node | None:
        for found in self._chain(style):
            numbers = found.find(f"{WORD}pPr/{WORD}numPr")
            if numbers is not None:
                return numbers
        return None

    def _find_list_depth(self, style: str) -> int:
        for found in self._chain(style):
            name, number = _name(found)
            if name in vocabulary().styles["list"]:
                return number or 1
        return 0

    def _find_is_contents(self, style: str) -> bool:
        return any(
            _name(found)[0] in vocabulary().styles["contents"] for found in self._chain(style)
        )


def is_on(switch: Node | None) -> bool:
    """Whether something that is on or off (`w:vanish`) is there and on."""
    return switch is not None and switch.get(f"{WORD}val", "1") not in _OFF


def _name(style: Node) -> tuple[str, int]:
    named = style.find(f"{WORD}name")
    return _parted("" if named is None else named.get(f"{WORD}val", ""))


def _parted(name: str) -> tuple[str, int]:
    """A name in lower case without the number at its end, and that number or 0."""
    parts = _NAME.fullmatch(name)
    if parts is None:
        return name.casefold(), 0
    return parts[1].casefold(), int(parts[2] or 0)


def _depth(level: Node) -> int:
    number = level.get(f"{WORD}val", "")
    depth = int(number) + 1 if number.isascii() and number.isdigit() else 0
    return depth if depth <= DEEPEST_HEADING else 0

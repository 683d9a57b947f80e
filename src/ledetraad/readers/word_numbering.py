"""The marks that Word prints before paragraphs: the numbers it counts, and bullets.

A number is nowhere in the document: a paragraph names a list and a level, the list says how its
levels are counted and printed, and the count goes on from paragraph to paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ledetraad.readers.word_package import WORD, Node
from ledetraad.readers.word_styles import Styles, is_on

BULLET = "•"
LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LETTERS = 26
_HIGHEST = 10_000
"""The highest number that is written out in letters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is printed before a paragraph in a list.

    Args:
        text: as printed ("2.1", "a)", "•"); empty where the list prints nothing.
        depth: 1 for the outermost level of the list.
        counted: whether it is a number or a letter, not a bullet.
    """

    text: str
    depth: int
    counted: bool


@dataclass(slots=True)
class _Level:
    """How one level of a list is counted and printed."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    restarts: bool = True
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list's levels, and how far each has been counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts as Word does; to be asked of each paragraph once, in the document's order.

    Args:
        root: the part with the lists, if the document has it.
        styles: the document's styles.
    """

    def __init__(self, root: Node | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._starts: dict[str, dict[int, int]] = {}
        """For each number of a list, the levels that begin anew when it is first met."""
        if root is not None:
            self._read(root)

    def mark(self, paragraph: Node, style: str) -> Mark | None:
        """The mark before a paragraph; None where it is in no list."""
        own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        of_style = self._styles.numbers(style)
        number = _value(own, "numId") or _value(of_style, "numId")
        if number in {"", "0"} or number not in self._lists:
            return None
        counted = self._lists[number]
        rank = _whole(_value(own, "ilvl") or self._rank_of(counted, style, of_style), 0)
        rank = min(rank, LEVELS - 1)
        return self._counted(number, counted, rank)

    def _rank_of(self, counted: _List, style: str, of_style: Node | None) -> str:
        linked = (str(rank) for rank, level in counted.levels.items() if level.style == style)
        return (style and next(linked, "")) or _value(of_style, "ilvl")

    def _counted(self, number: str, counted: _List, rank: int) -> Mark:
        for begun, start in self._starts.pop(number, {}).items():
            counted.counts[begun] = start - 1
            for deeper in range(begun + 1, LEVELS):
                counted.counts.pop(deeper, None)
        level = counted.levels.get(rank, _Level())
        counted.counts[rank] = counted.counts.get(rank, level.start - 1) + 1
        for deeper in range(rank + 1, LEVELS):
            if counted.levels.get(deeper, _Level()).restarts:
                counted.counts.pop(deeper, None)
        for above in range(rank):
            counted.counts.setdefault(above, counted.levels.get(above, _Level()).start)
        if level.form == "bullet":
            return Mark(_printable(level.text) or BULLET, rank + 1, counted=False)
        if level.form == "none":
            return Mark("", rank + 1, counted=False)
        return Mark(self._printed(counted, level), rank + 1, counted="%" in level.text)

    def _printed(self, counted: _List, level: _Level) -> str:
        def part(place: re.Match[str]) -> str:
            rank = int(place[1]) - 1
            other = counted.levels.get(rank, _Level())
            form = "decimal" if level.legal else other.form
            return _written(counted.counts.get(rank, other.start), form)

        return _PLACE.sub(part, level.text).strip()

    def _read(self, root: Node) -> None:
        kinds: dict[str, Node] = {}
        of_style: dict[str, str] = {}
        for kind in root.findall(f"{WORD}abstractNum"):
            identity = kind.get(f"{WORD}abstractNumId", "")
            kinds[identity] = kind
            if name := _value(kind, "styleLink"):
                of_style[name] = identity
        shared: dict[str, _List] = {}
        for number in root.findall(f"{WORD}num"):
            identity = _value(number, "abstractNumId")
            if (kind := kinds.get(identity)) is None:
                continue
            if (link := of_style.get(_value(kind, "numStyleLink"))) is not None:
                identity, kind = link, kinds[link]
            if identity not in shared:
                shared[identity] = _List(_levels(kind))
            self._number(number, shared[identity])

    def _number(self, number: Node, counted: _List) -> None:
        identity = number.get(f"{WORD}numId", "")
        changed: dict[int, _Level] = {}
        for override in number.findall(f"{WORD}lvlOverride"):
            rank = _whole(override.get(f"{WORD}ilvl"), 0)
            changed |= _levels(override)
            if start := _value(override, "startOverride"):
                self._starts.setdefault(identity, {})[rank] = _whole(start, 1)
        self._lists[identity] = (
            _List(counted.levels | changed, counted.counts) if changed else counted
        )


def _levels(kind: Node) -> dict[int, _Level]:
    return {
        _whole(level.get(f"{WORD}ilvl"), 0): _Level(
            form=_value(level, "numFmt") or "decimal",
            text=_value(level, "lvlText"),
            start=_whole(_value(level, "start"), 1),
            style=_value(level, "pStyle"),
            restarts=_value(level, "lvlRestart") != "0",
            legal=is_on(level.find(f"{WORD}isLgl")),
        )
        for level in kind.findall(f"{WORD}lvl")
    }


def _value(node: Node | None, name: str) -> str:
    found = None if node is None else node.find(f"{WORD}{name}")
    return "" if found is None else found.get(f"{WORD}val", "")


def _whole(number: str | None, otherwise: int) -> int:
    return int(number) if number and number.isascii() and number.isdigit() else otherwise


def _written(number: int, form: str) -> str:
    if not 0 < number < _HIGHEST:
        return str(number)
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        case "lowerRoman" | "upperRoman":
            letters = ""
            for worth, sign in _ROMAN:
                times, number = divmod(number, worth)
                letters += sign * times
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)
    return letters.upper() if form.startswith("upper") else letters


def _printable(text: str) -> str:
    """A bullet without the private characters of symbol fonts."""
    return "".join(BULLET if "\ue000" <= sign <= "\uf8ff" else sign for sign in text).strip()

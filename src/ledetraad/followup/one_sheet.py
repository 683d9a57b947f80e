"""How much of what a meeting wants to know has room on one sheet of paper, A4 or Letter.

The sheet is counted in lines, each of which the page keeps to one line when it is printed. What
matters most is told whole, the rest by name alone, and what has no room even so is counted.
"""

from __future__ import annotations

from dataclasses import dataclass

LINES = 44
"""What is left of a sheet beside its heads."""
_WHOLE = 3
"""The lines of one that is told whole: its words, and up to two of why."""
_BESIDE = 2
"""How many names stand beside each other."""
_LEAST_WHOLE = 4
_MOST_THEMES = 16
_LEAST_CHANGES = 8


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each there is room for; what is more is counted.

    Args:
        themes: themes, with how they stand.
        whole: of what is off track, those told with the reason.
        named: of what is off track, those told by name alone, after the others.
        changes: measures that stand otherwise than before.
    """

    themes: int
    whole: int
    named: int
    changes: int


def room(themes: int, off_track: int, changes: int) -> Room:
    """Share a sheet out.

    What is off track comes first, but for a fifth of the sheet that is kept for what has changed.

    Args:
        themes, off_track, changes: how many there are of each.
    """
    shown = min(themes, _MOST_THEMES)
    left = LINES - _rows(shown) - (themes > shown)
    most = max(_LEAST_CHANGES, left - _WHOLE * off_track)
    moved = changes if changes <= most else most - 1
    left -= min(changes, most)
    if _WHOLE * off_track <= left:
        return Room(shown, off_track, 0, moved)
    left -= 1  # the line that says how many more there are
    whole = left // _WHOLE
    while whole > _LEAST_WHOLE and _rows(off_track - whole) > left - _WHOLE * whole:
        whole -= 1
    places = _BESIDE * (left - _WHOLE * whole)
    rest = off_track - whole
    return Room(shown, whole, rest if rest <= places else places - 1, moved)


def _rows(count: int) -> int:
    return -(-count // _BESIDE)

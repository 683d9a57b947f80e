"""Between which numbers a series can lie at all, by what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from ledetraad.statistics.datasets import Content

_PERCENT = ("%", "prosent", "percent", "pst", "pst.")
_SHARE = ("andel", "del av", "share", "dekningsgrad")
_COUNTED = ("antall", "tal ", "personer", "personar", "innbyggere", "innbyggjarar", "number")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest number that can be; None where there is none."""

    low: float | None = None
    high: float | None = None


SHARE = Bounds(0, 100)
COUNT = Bounds(0)


def bounds_of(content: Content) -> Bounds:
    """What a content's unit and label say of its bounds; none where they don't say it plainly.

    A percentage alone is no share: a net operating result is in percent, and can be less than 0.
    """
    unit, label = content.unit.strip().lower(), content.label.strip().lower()
    if unit in _PERCENT:
        return SHARE if label.startswith(_SHARE) else Bounds()
    return COUNT if unit.startswith(_COUNTED) else Bounds()

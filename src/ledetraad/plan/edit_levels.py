"""The levels that an edit may give a plan, beside its own."""

from __future__ import annotations

from ledetraad.i18n import N_
from ledetraad.plan.edit_outline import InvalidEdit
from ledetraad.plan.model import Level
from ledetraad.plan.presets import GOALS_AND_STRATEGIES

_THEME, _MAIN_GOAL, _SUBGOAL, _STRATEGY = GOALS_AND_STRATEGIES

KNOWN_LEVELS: tuple[Level, ...] = (
    _THEME,
    Level(key="subtheme", singular="undertema", plural="undertemaer", titled=True),
    _MAIN_GOAL,
    Level(key="goal", singular="mål", plural="mål"),
    _SUBGOAL,
    _STRATEGY,
    Level(key="measure", singular="tiltak", plural="tiltak"),
    Level(key="indicator", singular="indikator", plural="indikatorer"),
)
"""From the highest: the levels that readers recognise in a document, by their most usual names."""


def with_level(levels: tuple[Level, ...], key: str) -> tuple[Level, ...]:
    """A plan's levels, and one more where it has none with the key but that is a known one.

    Args:
        levels: the plan's.
        key: the level's.

    Returns:
        The levels, the new one after those of the plan's that are known to be higher.

    Raises:
        InvalidEdit: the level is neither the plan's nor known, or the plan has none that tells
            where it belongs.
    """
    if any(level.key == key for level in levels):
        return levels
    ranks = {level.key: rank for rank, level in enumerate(KNOWN_LEVELS)}
    known = [(ranks[one.key], place) for place, one in enumerate(levels) if one.key in ranks]
    if key not in ranks or not known:
        raise InvalidEdit(
            N_("The plan has no level “%(level)s”."),
            remedy=N_("Choose one of the plan's levels: %(levels)s."),
            level=key,
            levels=", ".join(level.singular for level in levels) or "–",
        )
    higher = [place for rank, place in known if rank < ranks[key]]
    at = max(higher) + 1 if higher else min(place for _, place in known)
    return (*levels[:at], KNOWN_LEVELS[ranks[key]], *levels[at:])

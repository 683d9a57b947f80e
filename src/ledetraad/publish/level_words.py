"""What a plan's levels are called on the screen: by the plan's own words, or translated."""

from __future__ import annotations

from ledetraad.i18n import N_, Language, catalogue
from ledetraad.plan.model import Level, Plan

_PRESET: dict[str, tuple[str, str]] = {
    "theme": (N_("theme"), N_("themes")),
    "main_goal": (N_("main goal"), N_("main goals")),
    "subgoal": (N_("subgoal"), N_("subgoals")),
    "strategy": (N_("strategy"), N_("strategies")),
}


def level_names(plan: Plan, language: Language) -> dict[str, tuple[str, str]]:
    """Each level's name in singular and plural, by its key, lower case."""
    translate = catalogue(language).gettext

    def names(level: Level) -> tuple[str, str]:
        if level.key not in _PRESET or plan.language == language:
            return level.singular, level.plural
        singular, plural = _PRESET[level.key]
        return translate(singular), translate(plural)

    return {level.key: names(level) for level in plan.levels}

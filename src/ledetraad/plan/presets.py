"""Ready-made sets of levels, named as DESIGN's words; a plan may declare its own instead."""

from __future__ import annotations

from ledetraad.plan.model import Level

THEME = "theme"
MAIN_GOAL = "main_goal"
SUBGOAL = "subgoal"
STRATEGY = "strategy"

GOALS_AND_STRATEGIES: tuple[Level, ...] = (
    Level(key=THEME, singular="satsingsområde", plural="satsingsområder", titled=True),
    Level(key=MAIN_GOAL, singular="hovedmål", plural="hovedmål", single=True),
    Level(key=SUBGOAL, singular="delmål", plural="delmål"),
    Level(key=STRATEGY, singular="strategi", plural="strategier"),
)
"""Theme, main goal, subgoal, strategy: the form of a plan with an overview of goals."""

"""The work of checking grows with the plan, not with its square."""

from __future__ import annotations

import random
from itertools import count

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.plan.model import Element, Plan
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from tests.build import LEGEND, a_reference
from tests.work import work

SYLLABLES = ("ba", "de", "fi", "go", "hu", "ke", "lo", "mi", "no", "pe", "ri", "sa", "tu", "vå")


def a_plan_with(themes_in_all: int) -> Plan:
    """A plan of 251 elements a theme; some words are common and most rare, as in a language."""
    dice = random.Random(2020)
    words = ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 5))) for _ in range(4000)]
    weights = [1 / place for place in range(1, len(words) + 1)]
    ids = count(1)

    def element(level: str, opening: str, children: tuple[Element, ...] = ()) -> Element:
        said = " ".join([opening, *dice.choices(words, weights, k=dice.randint(8, 24))])
        return Element(
            id=f"e{next(ids)}",
            level=level,
            title=said if level == "theme" else "",
            text="" if level == "theme" else f"{said}.",
            references=(a_reference(f"FN-T {dice.randint(1, 17)}.{dice.randint(1, 9)}"),),
            children=children,
        )

    themes = []
    for _ in range(themes_in_all):
        subgoals = []
        for _ in range(20):
            strategies = tuple(element("strategy", "Kommunen skal") for _ in range(11))
            subgoals.append(element("subgoal", "Alle har", strategies))
        subgoals += [element("subgoal", "Alle har") for _ in range(9)]
        themes.append(element("theme", "", (element("main_goal", "Alle har", tuple(subgoals)),)))
    return Plan(levels=GOALS_AND_STRATEGIES, scheme=LEGEND, elements=tuple(themes))


def test_four_times_the_plan_is_little_more_than_four_times_the_work() -> None:
    small, large = a_plan_with(4), a_plan_with(16)

    ratio = work(lambda: run_checks(large, CheckSettings())) / work(
        lambda: run_checks(small, CheckSettings())
    )

    assert sum(1 for _ in large.walk()) == 4 * sum(1 for _ in small.walk())
    assert ratio < 7

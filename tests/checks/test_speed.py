"""Ten thousand elements are checked in well under three seconds."""

from __future__ import annotations

import random
import time
from itertools import count

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.plan.model import Element, Plan
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from tests.build import LEGEND, a_reference

SYLLABLES = ("ba", "de", "fi", "go", "hu", "ke", "lo", "mi", "no", "pe", "ri", "sa", "tu", "vå")
LIMIT = 3.0


def a_large_plan() -> Plan:
    """A plan of 10,040 elements; some words are common and most are rare, as in a language."""
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
    for _ in range(40):
        subgoals = []
        for _ in range(20):
            strategies = tuple(element("strategy", "Kommunen skal") for _ in range(11))
            subgoals.append(element("subgoal", "Alle har", strategies))
        subgoals += [element("subgoal", "Alle har") for _ in range(9)]
        themes.append(element("theme", "", (element("main_goal", "Alle har", tuple(subgoals)),)))
    return Plan(levels=GOALS_AND_STRATEGIES, scheme=LEGEND, elements=tuple(themes))


def test_a_plan_of_ten_thousand_elements_is_checked_in_time() -> None:
    plan = a_large_plan()

    began = time.process_time()
    findings = run_checks(plan, CheckSettings())
    took = time.process_time() - began

    assert sum(1 for _ in plan.walk()) >= 10_000
    assert findings
    assert took < LIMIT

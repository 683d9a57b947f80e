"""LT50: whether the plan's elements have what they are followed up by."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ledetraad.checks.followup.seen import About, Lack, PlanSeen
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.model import Element
from ledetraad.plan.wording import excerpt

GOAL_WITHOUT_INDICATOR = RuleDoc(
    code="LT501",
    name="goal-without-indicator",
    severity=Severity.WARNING,
    summary=N_("Nothing is counted for a goal, nor for anything under it."),
    why=N_(
        "A goal that nothing is counted for can be talked about for twelve years without anyone "
        "knowing if it came nearer."
    ),
    bad=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau.\n"
        "    Tiltak: Fortau i Skoleveien"
    ),
    good=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Indikator: Andel som går eller sykler til skolen\n"
        "  Strategi: Kommunen skal bygge fortau.\n"
        "    Tiltak: Fortau i Skoleveien"
    ),
    remedy=N_("Make an indicator for the goal, or for a measure that serves it."),
)
STRATEGY_WITHOUT_MEASURE = RuleDoc(
    code="LT502",
    name="strategy-without-measure",
    severity=Severity.INFO,
    summary=N_("No measure serves a strategy, in a plan that is followed up."),
    why=N_(
        "A strategy is carried out by measures. What has none is easily forgotten between the "
        "council's decision and the budget."
    ),
    bad=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau.\n"
        "    Tiltak: Fortau i Skoleveien\n"
        "  Strategi: Kommunen skal sette ned farten ved skolene."
    ),
    good=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau.\n"
        "    Tiltak: Fortau i Skoleveien\n"
        "  Strategi: Kommunen skal sette ned farten ved skolene.\n"
        "    Tiltak: Søke om fartsgrense 30 ved tre skoler"
    ),
    remedy=N_("Make a measure for it, or say on a measure that there is that it serves this too."),
)
NEVER_IN_A_YEAR = RuleDoc(
    code="LT503",
    name="never-taken-into-a-year",
    severity=Severity.INFO,
    summary=N_("No year's plan of action has taken in an element, nor anything under it."),
    why=N_(
        "What the yearly plan never takes in gets no money and is never reported on. It happens "
        "most often by oversight, and is seen when the plan is evaluated."
    ),
    bad=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau.\n"
        "    Tatt inn i: 2027\n"
        "  Strategi: Kommunen skal sette ned farten ved skolene."
    ),
    good=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau.\n"
        "    Tatt inn i: 2027\n"
        "  Strategi: Kommunen skal sette ned farten ved skolene.\n"
        "    Tatt inn i: 2028"
    ),
    remedy=N_("Take it into the plan of a year, or settle that it waits."),
)

Look = Callable[[PlanSeen], Iterator[Lack]]


def _goal_without_indicator(plan: PlanSeen) -> Iterator[Lack]:
    if not plan.is_followed_up:
        return
    for element in _on(plan, plan.goals):
        if not any(one.id in plan.counted for one in element.walk()):
            yield _lack(
                plan,
                GOAL_WITHOUT_INDICATOR,
                N_(
                    "Nothing is counted for “%(text)s”. How will you see that it is reached, or "
                    "is it meant so?"
                ),
                element,
                mend="indicator",
            )


def _strategy_without_measure(plan: PlanSeen) -> Iterator[Lack]:
    if not plan.is_followed_up:
        return
    for element in _on(plan, plan.lowest):
        if element.id not in plan.served:
            yield _lack(
                plan,
                STRATEGY_WITHOUT_MEASURE,
                N_("No measure serves “%(text)s”. Who does something about it, or is it meant so?"),
                element,
                mend="measure",
            )


def _never_in_a_year(plan: PlanSeen) -> Iterator[Lack]:
    if not plan.taken:
        return
    for key in dict.fromkeys((plan.goals, plan.lowest)):
        for element in _on(plan, key):
            if not any(one.id in plan.taken for one in element.walk()):
                yield _lack(
                    plan,
                    NEVER_IN_A_YEAR,
                    N_("No year has taken in “%(text)s”. Shall one do so, or does it wait?"),
                    element,
                    mend="year",
                )


def _on(plan: PlanSeen, level: str) -> Iterator[Element]:
    """The elements of a level that have words."""
    return (one for one in plan.index.ordered if one.level == level and one.words.strip())


def _lack(plan: PlanSeen, rule: RuleDoc, template: str, element: Element, *, mend: str) -> Lack:
    finding = Finding(
        rule=rule,
        template=template,
        values={"text": excerpt(element.words)},
        element=element.id,
        number=element.number,
        level=element.level,
        place=element.source,
        severity=rule.severity,
    )
    return Lack(
        finding,
        About.ELEMENT,
        key=element.id,
        mend=mend,
        plan=plan.key,
        plans=frozenset({plan.key}),
    )


RULES: tuple[tuple[RuleDoc, Look], ...] = (
    (GOAL_WITHOUT_INDICATOR, _goal_without_indicator),
    (STRATEGY_WITHOUT_MEASURE, _strategy_without_measure),
    (NEVER_IN_A_YEAR, _never_in_a_year),
)

"""Running the follow-up's rules over all that is followed up, or over one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ledetraad.checks.followup import elements, indicators, measures
from ledetraad.checks.followup.seen import IndicatorSeen, Lack, MeasureSeen, PlanSeen, Seen
from ledetraad.plan.finding import RuleDoc

FOLLOWUP_RULES: tuple[RuleDoc, ...] = tuple(
    doc for rules in (elements.RULES, measures.RULES, indicators.RULES) for doc, _ in rules
)
"""What each rule is, in the order of their codes."""


def lacks(seen: Seen) -> tuple[Lack, ...]:
    """What is missing in all that is followed up.

    Returns:
        First what is about the plans' elements, in the plans' order, then measures and indicators
        in the order given. What is about an indicator of a measure concerns its measure's plans.
    """
    plans = {one.key: frozenset(plan for plan, _ in one.serves) for one in seen.measures}
    found = [lack for plan in seen.plans.values() for lack in of_plan(plan)]
    for measure in seen.measures:
        found.extend(of_measure(measure, seen.day))
    for indicator in seen.indicators:
        beside = plans.get(indicator.measure or 0, frozenset())
        for lack in of_indicator(indicator, seen.day):
            found.append(replace(lack, plans=lack.plans | beside) if beside else lack)
    return tuple(found)


def of_plan(plan: PlanSeen) -> list[Lack]:
    """What is missing about a plan's elements, in the plan's order."""
    found = [lack for _, look in elements.RULES for lack in look(plan)]
    places = {element.id: place for place, element in enumerate(plan.index.ordered)}
    return sorted(found, key=lambda lack: (places[lack.key], lack.code))


def of_measure(measure: MeasureSeen, day: date) -> Iterator[Lack]:
    """What is missing about a measure on a day."""
    return (lack for _, look in measures.RULES for lack in look(measure, day))


def of_indicator(indicator: IndicatorSeen, day: date) -> Iterator[Lack]:
    """What is missing about an indicator on a day."""
    return (lack for _, look in indicators.RULES for lack in look(indicator, day))

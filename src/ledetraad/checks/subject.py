"""What a rule is given: the plan looked up once, with the limits that settings may move."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ledetraad.plan.finding import Finding, RuleDoc
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element, Level

HIGHEST_LIX = 70.0
MOST_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a thing may go before a rule speaks.

    Args:
        lix: the highest readability index (LIX) of a statement.
        similarity: how alike two statements may be, from 0 to 1.
    """

    lix: float = HIGHEST_LIX
    similarity: float = MOST_ALIKE


class Subject:
    """A plan under the eye of the rules.

    Args:
        index: the plan, looked up.
        limits: the limits to go by.
    """

    def __init__(self, index: PlanIndex, limits: Limits) -> None:
        self.index = index
        self.plan = index.plan
        self.limits = limits
        self.levels: dict[str, Level] = {level.key: level for level in self.plan.levels}

    @cached_property
    def by_level(self) -> dict[str, list[Element]]:
        """Every level's elements in the document's order; a level without any has an empty list."""
        gathered: dict[str, list[Element]] = {key: [] for key in self.levels}
        for element in self.index.ordered:
            gathered[element.level].append(element)
        return gathered

    @cached_property
    def statements(self) -> list[Element]:
        """Every element that is a sentence and not a heading, the empty ones left out."""
        return [
            element
            for element in self.index.ordered
            if not self.levels[element.level].titled and element.words.strip()
        ]

    def finding(
        self, rule: RuleDoc, template: str, element: Element | None = None, **values: object
    ) -> Finding:
        """A finding of a rule, at an element or of the plan as a whole.

        Args:
            rule: the rule that speaks.
            template: the sentence in English with places for `values`.
            element: the element concerned; its number, level and place come along.
            values: what to put in the places.
        """
        if element is None:
            return Finding(rule=rule, template=template, values=values, severity=rule.severity)
        return Finding(
            rule=rule,
            template=template,
            values=values,
            element=element.id,
            number=element.number,
            level=element.level,
            place=element.source,
            severity=rule.severity,
        )

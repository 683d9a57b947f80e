"""What a check or a reader has to say about a place in a plan.

A finding carries its sentence as a template and the values for it, so that it can be said in any
language that has the template translated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ledetraad.errors import Phrase
from ledetraad.plan.model import SourcePlace

Translate = Callable[[str], str]


class Severity(StrEnum):
    """How much a finding matters: a fault, something to look at, something to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """What a rule is, for people; every text is an English template to be translated.

    Args:
        code: stable, such as LT101; the first digit is the family.
        name: short, with hyphens, such as subgoal-without-strategies.
        severity: unless settings say otherwise.
        summary: what the rule looks for, one sentence.
        why: why it matters to a planner.
        bad, good: an example of each, in the plan's language, never translated.
        remedy: what to do.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    bad: str
    good: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Args:
        rule: the rule that it comes from.
        template: the sentence in English with %(name)s places for `values`.
        values: what to put in the places; quoted text from the plan stays as it is, and phrases are
            said in the language.
        element: the id of the element concerned, if one is.
        number: that element's number for people.
        level: that element's level key.
        place: where in the source.
        severity: the rule's own unless settings changed it.
    """

    rule: RuleDoc
    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    element: str | None = None
    number: str = ""
    level: str | None = None
    place: SourcePlace | None = None
    severity: Severity = Severity.INFO

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    def message(self, translate: Translate = str) -> str:
        """The finding as a sentence, in the language that `translate` gives."""
        values = {
            name: value.said(translate) if isinstance(value, Phrase) else value
            for name, value in self.values.items()
        }
        return translate(self.template) % values

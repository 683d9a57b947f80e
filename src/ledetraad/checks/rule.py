"""What a rule is: its documentation, and the function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ledetraad.checks.subject import Subject
from ledetraad.plan.finding import Finding, RuleDoc

Look = Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the checks.

    Args:
        doc: what the rule is, for people.
        look: goes through a plan and yields what it finds, in any order.
    """

    doc: RuleDoc
    look: Look

"""Every rule of the checks, and every rule's documentation.

The readers' rules (LT0) and the follow-up's (LT5) are documented with them; the readers tell of
theirs as they read, and the follow-up's are asked where measures and indicators are kept.
"""

from __future__ import annotations

from ledetraad.checks import (
    coverage,
    cut_off,
    legend,
    openings,
    punctuation,
    readability,
    references,
    repetition,
    structure,
)
from ledetraad.checks.followup.run import FOLLOWUP_RULES
from ledetraad.checks.rule import Rule
from ledetraad.plan.finding import RuleDoc
from ledetraad.readers.notes import NOTES

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *cut_off.RULES,
    *references.RULES,
    *legend.RULES,
    *repetition.RULES,
    *openings.RULES,
    *punctuation.RULES,
    *readability.RULES,
    *coverage.RULES,
)


def all_rule_docs() -> tuple[RuleDoc, ...]:
    """What every rule is, by code; those that a reader speaks by come first (LT0)."""
    docs = (*NOTES, *(rule.doc for rule in RULES), *FOLLOWUP_RULES)
    return tuple(sorted(docs, key=lambda doc: doc.code))


def known_codes() -> frozenset[str]:
    """The code of every rule."""
    return frozenset(doc.code for doc in all_rule_docs())

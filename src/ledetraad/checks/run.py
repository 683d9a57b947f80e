"""Running every rule over a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ledetraad.checks.registry import RULES
from ledetraad.checks.settings import CheckSettings
from ledetraad.checks.subject import Subject
from ledetraad.plan.finding import Finding
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Plan


def run_checks(
    plan: Plan | PlanIndex, settings: CheckSettings, noted: Iterable[Finding] = ()
) -> list[Finding]:
    """What the rules say of a plan, together with what its reader noted.

    Args:
        plan: the plan, or an index of it already made.
        settings: which rules are wanted, and how much each matters.
        noted: the reader's findings; a rule that has spoken there of an element does not again.

    Returns:
        The findings in the document's order, those of the plan as a whole last.
    """
    index = plan if isinstance(plan, PlanIndex) else PlanIndex(plan)
    subject = Subject(index, settings.limits)
    findings = list(noted)
    told = {(finding.code, finding.element) for finding in findings}
    for rule in RULES:
        if settings.severity_of(rule.doc.code, rule.doc.severity) is not None:
            findings.extend(
                finding
                for finding in rule.look(subject)
                if (finding.code, finding.element) not in told
            )
    positions = {element.id: place for place, element in enumerate(index.ordered)}
    return sorted(
        _as_wanted(findings, settings),
        key=lambda one: (positions.get(one.element or "", len(positions)), one.code),
    )


def _as_wanted(findings: Iterable[Finding], settings: CheckSettings) -> Iterable[Finding]:
    """The findings that settings want, with the severity that settings give them."""
    for finding in findings:
        severity = settings.severity_of(finding.code, finding.severity, finding.level)
        if severity is not None:
            yield finding if severity is finding.severity else replace(finding, severity=severity)

"""Findings as the pages show them: grouped by rule, the gravest first, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ledetraad.plan.finding import Finding, RuleDoc, Severity, Translate


@dataclass(frozen=True, slots=True)
class Told:
    """One finding as a sentence, with a way to its place where there is one."""

    message: str
    label: str
    address: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """All that one rule found."""

    rule: RuleDoc
    severity: str
    told: list[Told]


@dataclass(frozen=True, slots=True)
class Report:
    """Every finding, and how many there are of each severity."""

    groups: list[Group]
    counts: Mapping[str, int]


Place = Callable[[Finding], tuple[str, str]]
"""An element's name and the address of its page, for a finding; each empty where there is none."""


def finding_report(findings: Iterable[Finding], translate: Translate, place: Place) -> Report:
    """Group findings by rule and severity.

    Args:
        findings: in the document's order, which each group keeps.
        translate: gives a sentence in the page's language.
        place: names the element that a finding is about.
    """
    order = list(Severity)
    groups: dict[tuple[str, Severity], Group] = {}
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.severity.value] += 1
        key = (finding.code, finding.severity)
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(finding.rule, finding.severity.value, [])
        label, address = place(finding)
        line = finding.place.line if finding.place is not None else None
        group.told.append(Told(finding.message(translate), label, address, line))
    ranked = sorted(groups, key=lambda key: (order.index(key[1]), key[0]))
    return Report([groups[key] for key in ranked], counts)

"""What a reader gives back."""

from __future__ import annotations

from dataclasses import dataclass

from ledetraad.plan.finding import Finding
from ledetraad.plan.model import Plan


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A plan as read, and what the reader was unsure of."""

    plan: Plan
    findings: tuple[Finding, ...] = ()

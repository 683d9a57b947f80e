"""What a reader gives back."""

from __future__ import annotations

from dataclasses import dataclass

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.finding import Finding
from ledetraad.plan.model import Plan


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A plan as read, and what the reader was unsure of."""

    plan: Plan
    findings: tuple[Finding, ...] = ()


class NoPlanFound(UnreadableDocument):
    """A document that is whole, but in which nothing was recognised as a plan."""

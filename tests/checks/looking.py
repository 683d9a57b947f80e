"""Asking one rule about an outline."""

from __future__ import annotations

from typing import Any

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.plan.finding import Finding
from tests.build import a_plan


def found(code: str, outline: str, *, settings: Any = None, **plan: Any) -> list[Finding]:
    """What one rule says of an outline.

    Args:
        code: the rule's.
        outline: see `tests.build`.
        settings: further `[check]` settings.
        plan: what else `a_plan` takes.
    """
    chosen = CheckSettings.model_validate({"select": [code], **(settings or {})})
    return run_checks(a_plan(outline, **plan), chosen)


def lines(code: str, outline: str, *, settings: Any = None, **plan: Any) -> list[int]:
    """The outline's lines that one rule speaks of, in the order told."""
    told = found(code, outline, settings=settings, **plan)
    return [finding.place.line or 0 if finding.place else 0 for finding in told]

"""What a municipality may choose about the checks: the `[check]` table of `ledetraad.toml`."""

from __future__ import annotations

from ledetraad.plan.model import Value


class CheckSettings(Value):
    """The `[check]` settings."""

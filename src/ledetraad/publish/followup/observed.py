"""A value over time, as charts and sentences see it, wherever it is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Protocol

from ledetraad.i18n import N_

MISSING_NAMES = {
    "not_measured": N_("not measured"),
    "not_yet": N_("not ready yet"),
    "not_shown": N_("not shown, to protect people's privacy"),
}
"""Why a period has no value."""


class Observed(Protocol):
    """An indicator's value for a period, or why there is none."""

    @property
    def period(self) -> str:
        """The period's code: "2026", "2026-T1"."""

    @property
    def measured(self) -> date:
        """The period's last day."""

    @property
    def value(self) -> Decimal | None:
        """The value; None where there is none."""

    @property
    def missing(self) -> str:
        """Why there is none, a key of `MISSING_NAMES`; empty where there is one."""

"""What can be wrong with climate accounts, targets or a climate budget."""

from __future__ import annotations

from ledetraad.errors import LedetraadError


class UnreadableEmissions(LedetraadError):
    """A file that can't be read as a table of emissions."""


class InvalidClimateBudget(LedetraadError):
    """A climate budget, or a part of one, that contradicts itself."""


class WrongUnit(LedetraadError):
    """A quantity and a factor that don't go together."""

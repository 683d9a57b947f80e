"""What can be wrong with climate accounts, targets or a climate budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledetraad.errors import LedetraadError


class UnreadableEmissions(LedetraadError):
    """A file that can't be read as a table of emissions."""


class FaultyEmissions(UnreadableEmissions):
    """A table of emissions with several faults.

    Args:
        faults: each with its cell, in the table's order; the first is this error's own words.
    """

    def __init__(self, faults: Sequence[UnreadableEmissions]) -> None:
        first = faults[0]
        super().__init__("%(reason)s", where=first.where, reason=first.phrase())
        self.faults = tuple(faults)
        self._first = first

    def remedy(self, translate: Callable[[str], str] = str) -> str:
        """What to do about the first of them."""
        return self._first.remedy(translate)


class InvalidClimateBudget(LedetraadError):
    """A climate budget, or a part of one, that contradicts itself."""


class WrongUnit(LedetraadError):
    """A quantity and a factor that don't go together."""

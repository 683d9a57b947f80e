"""What can be wrong with a ledger, a definition, a rule or a scenario."""

from __future__ import annotations

from ledetraad.errors import LedetraadError


class MixedYears(LedetraadError):
    """Numbers of different years put together without asking for it."""


class UnreadableLedger(LedetraadError):
    """A file that can't be read as ledger lines at all."""


class InvalidDefinition(LedetraadError):
    """A statutory table's definition that can't be reckoned by."""


class InvalidFinancialRule(LedetraadError):
    """A financial rule or a scenario that contradicts itself."""


class InvalidTie(LedetraadError):
    """A rule or a tie from the ledger to the plan that can't hold."""

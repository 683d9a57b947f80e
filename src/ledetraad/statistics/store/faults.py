"""What can be wrong with a store, or with what is to be kept in it."""

from __future__ import annotations

from ledetraad.errors import LedetraadError


class DamagedStore(LedetraadError):
    """A file of the store that is not as it was written."""


class UnknownDataset(LedetraadError):
    """A dataset, an edition or a series that the store does not have."""


class InvalidObservations(LedetraadError):
    """A table that can't be kept as it is."""


class EditionExists(LedetraadError):
    """An edition that is there already, with other numbers."""


class StoreInUse(LedetraadError):
    """Another writer has the store."""


class NoEngine(LedetraadError):
    """The engine that the settings ask for is not installed."""

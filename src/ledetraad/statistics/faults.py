"""What can be wrong with statistics that come in, told so that it can be mended."""

from __future__ import annotations

from ledetraad.errors import LedetraadError


class UnreadableStatistics(LedetraadError):
    """A file or an answer that holds no table of statistics that can be read."""


class InvalidFormula(LedetraadError):
    """A formula that can't be understood, or that asks for a series that is not there."""


class InvalidSelection(LedetraadError):
    """A choice in a table that the table does not have."""


class UnknownTable(LedetraadError):
    """A table that the source does not have, or has no more."""


class SourceUnavailable(LedetraadError):
    """A source that does not answer, or not as it should."""


class NotJoinable(LedetraadError):
    """A series that can't be joined over a change of municipalities."""

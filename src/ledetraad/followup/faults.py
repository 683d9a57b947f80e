"""What can be wrong with what people write or decide in the follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from ledetraad.errors import LedetraadError

Read = TypeVar("Read")


class UnclearValue(LedetraadError):
    """Something written that can't be read as a number, a date or a band."""


class AmbiguousValue(UnclearValue, Generic[Read]):
    """Something written that can be read in two ways; `readings` has both, to be chosen from."""

    def __init__(
        self,
        what: str,
        *,
        readings: Sequence[Read],
        where: str = "",
        remedy: str = "",
        **values: object,
    ) -> None:
        super().__init__(what, where=where, remedy=remedy, **values)
        self.readings = tuple(readings)


class InvalidRule(LedetraadError):
    """A band, a target, a matrix or a rule that contradicts itself."""


class TooEarly(LedetraadError):
    """A date that leaves less time than a law demands."""


class NoMeeting(LedetraadError):
    """No meeting in the calendar is late enough."""

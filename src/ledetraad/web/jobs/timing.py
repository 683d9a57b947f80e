"""How long the workers wait for this and that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Timing:
    """The times that workers keep; shorter ones are for tests.

    Args:
        lease: how long after the last sign of life another worker takes a job over.
        beat: how often a sign of life is given; a third of the lease, so that one may be lost.
        poll: how often an idle worker looks for jobs.
        back_off: how long a job waits after its first failed attempt, its second, and so on; one
            more attempt than there are waits is made.
    """

    lease: timedelta = timedelta(seconds=30)
    beat: timedelta = timedelta(seconds=10)
    poll: timedelta = timedelta(seconds=0.5)
    back_off: tuple[timedelta, ...] = (timedelta(seconds=10), timedelta(minutes=1))

    @property
    def attempts(self) -> int:
        """How many times a job is tried at most."""
        return len(self.back_off) + 1

"""Counts whose span has ended are forgotten within the hour."""

from __future__ import annotations

import time as clock
from datetime import timedelta

from ledetraad.web.jobs.kinds import Effect, Run, repeating
from ledetraad.web.jobs.upkeep import went
from ledetraad.web.tallies.models import Tally


@repeating("forget-tallies", every=timedelta(hours=1))
def forget_tallies(_: Run) -> Effect:
    """Forget what was counted in spans that have ended."""

    def forget() -> None:
        went("ended counts of tries", forget_ended(clock.time()))

    return forget


def forget_ended(now: float) -> int:
    """Forget what ended before a time, in seconds since 1970; how many counts there were."""
    return Tally.objects.filter(ends_at__lt=int(now)).delete()[0]

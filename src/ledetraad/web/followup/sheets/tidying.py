"""Spreadsheets that nobody has taken in are thrown away, by night."""

from __future__ import annotations

from datetime import time

from django.utils import timezone

from ledetraad.web.followup.sheets.services.sheet_discard import discard_old
from ledetraad.web.jobs.kinds import Effect, Run, repeating
from ledetraad.web.jobs.upkeep import went


@repeating("discard-sheets", at=time(3, 15))
def discard_sheets(_: Run) -> Effect:
    """Throw away the spreadsheets that nobody has taken in for a week."""

    def discard() -> None:
        went("spreadsheets and previews of them", discard_old(timezone.now()))

    return discard

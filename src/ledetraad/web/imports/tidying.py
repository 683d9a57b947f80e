"""Documents that nobody went on with are thrown away, by night."""

from __future__ import annotations

from datetime import time

from django.utils import timezone

from ledetraad.web.imports.services.discard import discard_old
from ledetraad.web.jobs.kinds import Effect, Run, repeating
from ledetraad.web.jobs.upkeep import went


@repeating("discard-imports", at=time(3, 10))
def discard_imports(_: Run) -> Effect:
    """Throw away the documents that nobody has touched for a month."""

    def discard() -> None:
        went("documents that nobody went on with", discard_old(timezone.now()))

    return discard

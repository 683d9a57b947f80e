"""What a revision changes against the one before it, kept in memory: revisions never change."""

from __future__ import annotations

from functools import lru_cache

from ledetraad.plan.diff import Diff, diff
from ledetraad.plan.exchange import loads
from ledetraad.web.plans.models import Revision


def before(revision: Revision) -> Revision | None:
    """The revision that came before one; None for the first."""
    earlier = Revision.objects.filter(
        working_copy=revision.working_copy_id, number__lt=revision.number
    )
    return earlier.order_by("-number").first()


def changes(old: Revision, new: Revision) -> Diff:
    """What has changed from one revision to another."""
    return _compared(bytes(old.document), bytes(new.document))


@lru_cache(maxsize=16)
def _compared(old: bytes, new: bytes) -> Diff:
    return diff(loads(old), loads(new), lasting=True)

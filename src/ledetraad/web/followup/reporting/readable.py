"""Which reports somebody may read: what is handed in, and the drafts that they may write.

It is the same when the period is locked: what was never handed in was never said.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.models import LockedReport, StatusReport
from ledetraad.web.followup.reporting.locked_document import bare

_SUBMITTED = StatusReport.State.SUBMITTED


def read_by(allowed: Access) -> Q:
    """Which of a municipality's reports somebody may read, as a condition on `StatusReport`."""
    seen, reach = Q(state=_SUBMITTED), allowed.reach(Action.WRITE_REPORT)
    seen |= Q(measure__isnull=False) if reach is None else Q(measure__unit__in=reach)
    if may_write_of_elements(allowed):
        seen |= Q(measure=None)
    return seen


def may_write_of_elements(allowed: Access) -> bool:
    """Whether somebody may write reports on the elements of plans."""
    return allowed.may(Action.JUDGE) or allowed.may(Action.RETURN_REPORT)


def document_for(allowed: Access, locked: LockedReport) -> dict[str, Any]:
    """A locked report's document as somebody may read it.

    Only what was locked before drafts were left out has one to hide; its fingerprint is still that
    of the whole.
    """
    said: dict[str, Any] = locked.document
    if locked.state in {"", _SUBMITTED} or may_write(allowed, locked):
        return said
    return {**said, "report": bare(locked.state)}


def may_write(allowed: Access, locked: LockedReport) -> bool:
    """Whether somebody may write of what a locked report is about."""
    if locked.measure_id is None:
        return may_write_of_elements(allowed)
    return allowed.may(Action.WRITE_REPORT, locked.unit_id)

"""Seeing that a report is sent back, by the change that is kept of it.

In the same transaction: where the change is not stored, nobody is told.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver

from ledetraad.web.followup.models import StatusReport
from ledetraad.web.history.models import Change
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.notices.jobs import RETURNED


@receiver(post_save, sender=Change, dispatch_uid="notices.returned")
def see_returned(instance: Change, created: bool, **_: Any) -> None:
    """Have those whom it concerns told."""
    if not (settings.MAIL and created and instance.kind == StatusReport.kind()):
        return
    _before, after = instance.fields.get("state") or (None, None)
    if after == StatusReport.State.RETURNED:
        enqueue(
            RETURNED,
            owner=instance.municipality_id,
            report=instance.object_id,
            version=instance.version,
            by=instance.by_id,
        )

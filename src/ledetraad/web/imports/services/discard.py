"""Throwing a document away that somebody began to take in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from ledetraad.web.imports.models import Import
from ledetraad.web.jobs.queue import cancel

KEPT_FOR = timedelta(days=30)
"""How long a document that nobody goes on with is kept."""


def discard(document: Import) -> None:
    """Throw a document away with all that was read of it; a plan made of it stays."""
    with transaction.atomic():
        if document.job is not None:
            cancel(document.job)
        document.delete()


def discard_old(now: datetime) -> int:
    """Throw away what nobody has touched for a month; how many there were."""
    old = Import.objects.filter(changed_at__lt=now - KEPT_FOR).defer("data")
    for document in old:
        discard(document)
    return len(old)

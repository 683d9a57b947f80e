"""Throwing spreadsheets away that nobody has taken in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from ledetraad.web.followup.sheets.models import SheetImport
from ledetraad.web.history.recording import KEPT_FOR

KEPT_DAYS = 7
"""How long a file waits for somebody to say that it is right."""


def discard(sheet: SheetImport) -> None:
    """Throw a spreadsheet away, if it has not been taken in."""
    SheetImport.objects.filter(pk=sheet.pk, state=SheetImport.State.SHOWN).delete()


def discard_old(now: datetime) -> int:
    """Throw away what nobody has taken in, and what was taken in a year ago; how many."""
    waiting = Q(state=SheetImport.State.SHOWN, sent_at__lt=now - timedelta(days=KEPT_DAYS))
    taken = Q(done_at__lt=now - KEPT_FOR)
    return SheetImport.objects.filter(waiting | taken).delete()[0]

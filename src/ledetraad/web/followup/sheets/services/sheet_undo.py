"""Undoing all that a spreadsheet changed, but for what has been changed since."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.followup.sheets.kinds import KINDS
from ledetraad.web.followup.sheets.models import SheetImport
from ledetraad.web.followup.sheets.services.sheet_apply import SheetRefused


def undo_sheet(sheet: SheetImport, allowed: Access, *, user: User, today: date) -> None:
    """Undo what a spreadsheet changed; what was new is deleted, and can be restored.

    What others have changed since is left as it is, and named.

    Raises:
        SheetRefused: it has not been taken in, or has been undone already.
    """
    with transaction.atomic():
        held = SheetImport.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        if held.state != SheetImport.State.DONE:
            raise SheetRefused(
                N_("There is nothing here to undo."),
                where=held.name,
                remedy=N_("Open the history of what you want to change back."),
            )
        left = KINDS[held.kind](allowed, today).take_back(held.things(), user, held.reason)
        held.left, held.state = left, SheetImport.State.UNDONE
        held.save()
    sheet.refresh_from_db()

"""Taking a spreadsheet in: all of what was shown and chosen, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.validation import first_fault
from ledetraad.web.accounts.access import Access
from ledetraad.web.followup.services.said_at import THEIRS
from ledetraad.web.followup.sheets.kinds import KINDS
from ledetraad.web.followup.sheets.models import SheetImport
from ledetraad.web.followup.sheets.preview import CellChange, RowChange

MINE = "mine"


class NotChosen(LedetraadError):
    """A cell that two have changed, and about which nobody has chosen."""


class SheetRefused(LedetraadError):
    """A spreadsheet that can't be taken in as it is."""


def apply_sheet(
    sheet: SheetImport, allowed: Access, chosen: Mapping[str, str], *, user: User, today: date
) -> None:
    """Store what a spreadsheet changes, in one transaction, and forget the file.

    Args:
        sheet: as it was shown.
        allowed: what the person may do.
        chosen: for each cell that others have changed, too, whose text is to stand: "mine" or
            "theirs".
        user: who takes it in.
        today: the day.

    Raises:
        NotChosen: nobody has said whose text is to stand in a cell.
        LedetraadError: something has been changed since, or can't be; nothing is stored.
    """
    with transaction.atomic():
        held = SheetImport.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        if held.state != SheetImport.State.SHOWN:
            raise SheetRefused(
                N_("This file has been taken in already."),
                where=held.name,
                remedy=N_("Send it in once more if something is missing."),
            )
        subject = KINDS[held.kind](allowed, today)
        done = []
        for row in held.shown().good:
            cells = _cells(row, chosen)
            if not cells:
                continue
            try:
                done += [one.kept() for one in subject.take(row, cells, user, held.reason)]
            except ValidationError as error:
                raise SheetRefused(
                    N_("What you and others have changed doesn't go together: %(reason)s."),
                    where=f"{cells[0].at}, {row.title}"[:200],
                    remedy=N_("Choose otherwise where both have changed something."),
                    reason=first_fault(error)[1],
                ) from None
        held.state, held.done, held.done_at = SheetImport.State.DONE, done, timezone.now()
        held.preview, held.data = None, b""
        held.save()
    sheet.refresh_from_db()


def _cells(row: RowChange, chosen: Mapping[str, str]) -> list[CellChange]:
    """What of a row is to be stored."""
    found = []
    for cell in row.cells:
        whose = chosen.get(cell.at) if cell.clash else MINE
        if whose not in {MINE, THEIRS}:
            raise NotChosen(
                N_("Choose what is to stand here."),
                where=cell.at,
                remedy=N_("Both you and another have changed it since the list was fetched."),
            )
        if whose == MINE:
            found.append(cell)
    return found

"""Reading a spreadsheet that was sent in: what it would change is kept to be looked at."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.followup.sheets.compare import compare, find_head
from ledetraad.web.followup.sheets.kinds import KINDS
from ledetraad.web.followup.sheets.models import SheetImport
from ledetraad.web.followup.sheets.preview import Preview
from ledetraad.web.followup.sheets.table import read_tables

_LONGEST_NAME = 200


def read_sheet(allowed: Access, data: bytes, name: str, *, user: User, today: date) -> SheetImport:
    """Read a spreadsheet, and keep it with what it would change.

    Args:
        allowed: what the person may do in the municipality.
        data: the file.
        name: its name.
        user: who sends it.
        today: the day that it is read.

    Raises:
        UnreadableDocument: it can't be read, or no list that is known is in it; nothing is kept.
    """
    shown = _shown(allowed, data, name, today)
    return SheetImport.objects.create(
        municipality=allowed.municipality,
        name=name[-_LONGEST_NAME:],
        data=data,
        size=len(data),
        kind=shown.kind,
        preview=shown.model_dump(mode="json"),
        sent_by=user,
    )


def read_again(sheet: SheetImport, allowed: Access, today: date) -> None:
    """Compare a spreadsheet anew with what stands here now.

    Raises:
        UnreadableDocument: it can't be read any more.
    """
    shown = _shown(allowed, bytes(sheet.data), sheet.name, today)
    sheet.preview = shown.model_dump(mode="json")
    sheet.save(update_fields=["preview"])


def _shown(allowed: Access, data: bytes, name: str, today: date) -> Preview:
    tables = read_tables(data, name)
    with transaction.atomic():
        for table in tables:
            for kind in KINDS.values():
                head = find_head(table, kind)
                if head is not None:
                    return compare(table, head, kind(allowed, today))
    raise UnreadableDocument(
        N_("There is no list of measures, effects, indicators or values in the file."),
        where=name,
        remedy=N_("Fetch the list as Excel from its page, change that, and send it in."),
    )

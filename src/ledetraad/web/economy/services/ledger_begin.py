"""Taking a ledger in: the file is kept, and read in the background."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from django.contrib.auth.models import User
from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, model_validator

from ledetraad.economy.faults import UnreadableLedger
from ledetraad.economy.ledger import Basis
from ledetraad.economy.raw_table import READERS
from ledetraad.i18n import N_
from ledetraad.validation import refusal
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.ledgers.reading import read_soon
from ledetraad.web.economy.models import LedgerFile
from ledetraad.web.economy.store import ledger_store
from ledetraad.web.history.recording import make

_LONGEST_NAME = 200
_MOST_YEARS = 20


class LedgerSaid(BaseModel):
    """What somebody says of a ledger that they send in.

    Args:
        basis: what its lines are.
        first_year, last_year: the years that lines may be of.
        note: what it is, in their words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    basis: Basis
    first_year: int = Field(ge=1990, le=2100)
    last_year: int = Field(ge=1990, le=2100)
    note: str = Field("", max_length=300)

    @model_validator(mode="after")
    def _ordered(self) -> LedgerSaid:
        if not 0 <= self.last_year - self.first_year < _MOST_YEARS:
            raise refusal(N_("the last year must not be before the first, nor long after it"))
        return self


def begin_ledger(
    municipality: Municipality,
    pieces: Iterable[bytes],
    name: str,
    said: LedgerSaid,
    *,
    user: User | None,
) -> LedgerFile:
    """Keep a file and have it read.

    Args:
        municipality: whose ledger it is.
        pieces: the file.
        name: its file name; the ending says what it is.
        said: what it is.
        user: who sends it in.

    Raises:
        UnreadableLedger: of a kind that can't be read; nothing is kept.
        UnwritableOutput: the data folder can't be written to.
    """
    short = PurePath(name.replace("\\", "/")).name.replace("\0", "")[-_LONGEST_NAME:]
    file = LedgerFile(municipality=municipality, name=short)
    if file.ending not in READERS:
        raise UnreadableLedger(
            N_("Ledger lines can't be read from files that end in “%(ending)s”."),
            where=short,
            remedy=N_("Use one of these: %(endings)s."),
            ending=file.ending,
            endings=", ".join(READERS),
        )
    store = ledger_store()
    try:
        file.size = store.keep(file.key, file.ending, pieces)
        file.sent_by = user
        file.sent_by_name = (user.get_full_name() or user.get_username()) if user else ""
        with transaction.atomic():
            make(file, said.model_dump(mode="json"), user=user)
            read_soon(file)
            file.save()
    except BaseException:
        store.forget(file.key)
        raise
    return file

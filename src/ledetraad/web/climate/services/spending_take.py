"""Reckoning what a ledger's purchases emitted, and keeping that with the file's name and hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User

from ledetraad.errors import LedetraadError, Phrase
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.climate.files import as_file
from ledetraad.web.climate.models import FactorTable, Spending
from ledetraad.web.economy.books import Book
from ledetraad.web.economy.store import ledger_store
from ledetraad.web.history.recording import make

if TYPE_CHECKING:
    from ledetraad.climate.activity import SpendBased

_MOST_ROWS = 5


class LedgerRefused(LedetraadError):
    """A ledger with faults.

    Args:
        faults: each in words, with its rows.
    """

    def __init__(self, where: str, faults: list[Phrase], *, acceptable: bool) -> None:
        remedy = N_("Mend the file, or tick that the lines are to be reckoned all the same.")
        super().__init__(
            N_("The ledger has faults, and nothing was reckoned."),
            where=where,
            remedy=remedy if acceptable else N_("Mend the file, and send it in again."),
        )
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Asked:
    """How a ledger is to be reckoned.

    Args:
        year: of the lines.
        price: what a krone of that year is in kroner of the factors' year.
        accept: whether faults that can be accepted are.
    """

    year: int
    price: Decimal = Decimal(1)
    accept: bool = False


def take_spending(
    municipality: Municipality,
    data: bytes,
    file_name: str,
    *,
    factors: FactorTable,
    asked: Asked,
    user: User | None,
) -> Spending:
    """Keep what a ledger's purchases emitted.

    Raises:
        LedgerRefused: the ledger has faults.
        LedetraadError: it can't be read at all, or no factor is for money.
    """
    from ledetraad.climate.activity import spend_based  # noqa: PLC0415  (heavy to load)
    from ledetraad.economy.ledger import Basis  # noqa: PLC0415
    from ledetraad.economy.ledger_faults import NEVER_ACCEPTED, FaultKind  # noqa: PLC0415
    from ledetraad.economy.ledger_files import read_ledger  # noqa: PLC0415

    accept = set(FaultKind) - NEVER_ACCEPTED if asked.accept else set()
    with as_file(data, file_name) as path:
        reading = read_ledger(path, years={asked.year}, basis=Basis.ACCOUNTS, accept=accept)
    ledger = reading.ledger
    if ledger is None:
        faults = [
            Phrase(
                N_("%(what)s Rows: %(rows)s."),
                what=fault.words,
                rows=", ".join(map(str, fault.rows[:_MOST_ROWS])) or "–",
            )
            for fault in reading.faults
        ]
        stuck = any(fault.kind in NEVER_ACCEPTED for fault in reading.faults)
        raise LedgerRefused(file_name, faults, acceptable=not stuck)
    found = spend_based(ledger, asked.year, factors.factors(), price=asked.price)
    return _keep(
        municipality,
        found,
        {"file_name": file_name[-200:], "sha256": ledger.digest, "ledger": None},
        factors=factors,
        asked=asked,
        user=user,
    )


def take_book(
    municipality: Municipality, book: Book, *, factors: FactorTable, asked: Asked, user: User | None
) -> Spending:
    """Keep what the purchases in a ledger emitted that the economy's pages have already.

    Raises:
        LedetraadError: its lines are gone, or no factor is for money.
    """
    from ledetraad.climate.activity import spend_of_lines  # noqa: PLC0415  (heavy to load)

    lines = ledger_store().lines(*book.key, columns=["class", "code", "function", "amount"])
    found = spend_of_lines(lines, book.year, factors.factors(), price=asked.price)
    said = {"file_name": book.file.name, "sha256": book.file.digest, "ledger": book.file.pk}
    return _keep(municipality, found, said, factors=factors, asked=asked, user=user)


def _keep(
    municipality: Municipality,
    found: SpendBased,
    said: Mapping[str, Any],
    *,
    factors: FactorTable,
    asked: Asked,
    user: User | None,
) -> Spending:
    if not found.by_factor:
        raise LedetraadError(
            N_("None of the set's factors fits a purchase in the ledger."),
            where=said["file_name"],
            remedy=N_("Choose a set with factors for kroner, by KOSTRA kind and function."),
        )
    values = {
        **said,
        "year": found.year,
        "factors": factors.pk,
        "price": str(asked.price),
        "left_out": str(found.left_out),
        "rows": {
            key: [str(kroner), str(tonnes.value)]
            for key, (kroner, tonnes) in found.by_factor.items()
        },
    }
    return make(Spending(municipality=municipality), values, user=user)

"""What an element costs, beside how it stands."""

from __future__ import annotations

from typing import Any

from ledetraad.economy.ties import SURENESS_NAMES, Sureness
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number_text
from ledetraad.plan.model import Element
from ledetraad.web.accounts.access import Access
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.models import MoneyTie
from ledetraad.web.economy.statements.columns import head_of
from ledetraad.web.economy.ties.allocated import cost_of_element, default_book
from ledetraad.web.plans.models import WorkingCopy


def told_cost(allowed: Access, plan: WorkingCopy, element: Element) -> dict[str, Any] | None:
    """What `cost_told` of the templates needs; None where nothing is tied, or no ledger is here."""
    municipality = allowed.municipality
    if not MoneyTie.objects.filter(municipality=municipality, deleted_at=None).exists():
        return None
    book = default_book(Books(municipality))
    if book is None:
        return None
    try:
        answer = cost_of_element(municipality, plan, element, book)
    except LedetraadError:  # the ledger's own pages tell
        return None
    return {
        "answer": answer,
        "head": head_of(book),
        "sureness": list(Sureness),
        "sureness_names": SURENESS_NAMES,
        "kr": lambda value: number_text(value, 0),
        "share": lambda value: number_text(value, 1),
    }

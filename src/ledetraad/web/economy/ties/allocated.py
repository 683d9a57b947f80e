"""A year's money at its places in the plan, kept in memory under what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

import pyarrow as pa

from ledetraad.economy.definition import FIRST_REVENUE
from ledetraad.economy.ledger import BALANCE, Basis, Ledger
from ledetraad.economy.ties import KEY, Allocation, Cost, Target, Tie, allocate
from ledetraad.plan.model import Element
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.economy.books import Book, Books
from ledetraad.web.economy.models import MoneyTie
from ledetraad.web.economy.store import ledger_store
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.models import Measure, Serves
from ledetraad.web.forms import whole, wholes
from ledetraad.web.history.editions import Marks, edition
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Placed:
    """A year's money at its places.

    Args:
        allocation: every amount, without the lines that it is of.
        rest: the expenses that nothing ties, by function.
    """

    allocation: Allocation
    rest: Mapping[str, Decimal]


_COLUMNS = ["year", "class", "code", "function", "unit", "project", "amount"]
_KEPT: Shelf[tuple[UUID, int, Marks], Placed] = Shelf(16)


@dataclass(frozen=True, slots=True)
class GoalCost:
    """What an element of the plan costs, with all that stands under it.

    Args:
        book: the ledger.
        allocation: all its money at its places.
        cost: what the element has of it.
        elsewhere: how many of its measures serve other elements too, which have their cost as well.
    """

    book: Book
    allocation: Allocation
    cost: Cost
    elsewhere: int


def placed(municipality: Municipality, book: Book) -> Placed:
    """The money of a book at its places.

    Raises:
        UnreadableLedger: its lines are not in the data folder.
    """
    marks = edition(municipality.pk, MoneyTie._meta.label_lower)
    return _KEPT.of((*book.key, marks), lambda: _place(municipality, book))


def _place(municipality: Municipality, book: Book) -> Placed:
    lines = ledger_store().lines(*book.key, columns=_COLUMNS)
    whole = allocate(Ledger(lines, book.basis, book.file.name), book.year, ties_of(municipality))
    rest = _rest(lines, {key for part in whole.parts if part.target is None for key in part.lines})
    parts = tuple(replace(part, lines=()) for part in whole.parts)
    return Placed(replace(whole, parts=parts), rest)


def _rest(lines: pa.Table, keys: AbstractSet[tuple[str, ...]]) -> dict[str, Decimal]:
    grouped = lines.group_by(list(KEY)).aggregate([("amount", "sum")]).to_pylist()
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for each in grouped:
        expense = each["class"] != BALANCE and each["code"] < FIRST_REVENUE
        if expense and tuple(each[name] for name in KEY) in keys:
            found[each["function"]] += each["amount_sum"]
    return dict(found)


def ties_of(municipality: Municipality) -> list[Tie]:
    """The ties of a municipality, each by its number, in the order that they are tried."""
    return [said.model_copy(update={"key": str(one.pk)}) for one, said in ordered(municipality)]


def ordered(municipality: Municipality) -> list[tuple[MoneyTie, Tie]]:
    """The ties with what they say, in the order that they are tried: by hand first."""
    found = MoneyTie.objects.filter(municipality=municipality, deleted_at=None).order_by("pk")
    said: list[tuple[MoneyTie, Tie]] = [(one, one.said()) for one in found]
    return sorted(said, key=lambda each: (not each[1].by_hand, each[1].order, each[0].pk))


def default_book(books: Books) -> Book | None:
    """What costs are shown of where nobody has asked: the latest whole accounts, or else budget."""
    whole = [book for book in books.all if book.whole_year]
    accounts = [book for book in whole if book.basis is Basis.ACCOUNTS]
    return next(iter([*accounts, *whole, *books.all]), None)


def element_target(plan: int, element: str) -> Target:
    """An element of a plan as a place that money goes to."""
    return Target("element", f"{plan}:{element}")


def cost_of_element(
    municipality: Municipality, plan: WorkingCopy, element: Element, book: Book
) -> GoalCost:
    """What an element costs: what is tied to it, to what is under it, and to their measures."""
    under = [one.id for one in element.walk()]
    serves = Serves.objects.filter(plan=plan, element__in=under, measure__deleted_at=None)
    numbers = dict(serves.values_list("measure", "measure__number"))
    other = Serves.objects.filter(measure__in=numbers)
    shared = {
        measure
        for measure, own_plan, own in other.values_list("measure", "plan", "element")
        if own_plan != plan.pk or own not in under
    }
    targets = {element_target(plan.pk, each) for each in under}
    targets |= {Target("measure", str(number)) for number in numbers.values()}
    allocation = placed(municipality, book).allocation
    cost = allocation.cost_of(targets)
    tied = {part.target.id for part in cost.parts if part.target and part.target.kind == "measure"}
    elsewhere = sum(1 for key in shared if str(numbers[key]) in tied)
    return GoalCost(book, allocation, cost, elsewhere)


class Places:
    """What the places that money goes to are called.

    Args:
        municipality: whose.
        wanted: those that are to be named.
    """

    def __init__(self, municipality: Municipality, wanted: Iterable[Target | None]) -> None:
        asked = {target for target in wanted if target is not None}
        self._elements = Elements(municipality)
        units = set(wholes(each.id for each in asked if each.kind == "unit"))
        measures = set(wholes(each.id for each in asked if each.kind == "measure"))
        self._units = {
            str(one.pk): one.name
            for one in Unit.objects.filter(municipality=municipality, pk__in=units)
        }
        self._measures = {
            str(one.number): one.name
            for one in Measure.objects.filter(municipality=municipality, number__in=measures)
        }

    def name(self, target: Target) -> str:
        """What a place is called; its key where it is not there any more."""
        if target.kind == "unit":
            return self._units.get(target.id, str(target))
        if target.kind == "measure":
            return self._measures.get(target.id, str(target))
        plan, _, element = target.id.partition(":")
        found = self._elements.find(whole(plan), element)
        return found.choice if found is not None else str(target)

    def address(self, target: Target) -> str:
        """Its page's address after the municipality's; empty where there is none."""
        if target.kind == "unit":
            return f"status/enhet/{target.id}/" if target.id in self._units else ""
        if target.kind == "measure":
            return f"tiltak/{target.id}/" if target.id in self._measures else ""
        plan, _, element = target.id.partition(":")
        known = self._elements.plans.get(whole(plan) or 0)
        if known is None or element not in known.elements:
            return ""
        return f"status/{known.plan.slug}/{element}/"

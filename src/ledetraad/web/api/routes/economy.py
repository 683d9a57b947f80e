"""The economy, to be read: ledgers in use, statutory tables, rules, and what an element costs."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from django.http import Http404
from ninja import Query, Router
from pydantic import BaseModel, Field

from ledetraad.economy.ledger import Basis
from ledetraad.economy.quantities import CannotSay
from ledetraad.economy.tables import Cell, Table
from ledetraad.economy.verdict import Verdict, judge
from ledetraad.followup.written import rounded
from ledetraad.i18n import catalogue
from ledetraad.plan.finding import Translate
from ledetraad.plan.index import PlanIndex
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.paging import Page, PageQuery, next_address
from ledetraad.web.api.shapes.economy import (
    CostOut,
    LedgerOut,
    StatementOut,
    StatementRowOut,
    SureOut,
    VerdictOut,
)
from ledetraad.web.api.shapes.problems import READ_ERRORS
from ledetraad.web.economy.amounts import amounts_of
from ledetraad.web.economy.books import Book, Books
from ledetraad.web.economy.models import Rule
from ledetraad.web.economy.ties.allocated import cost_of_element, default_book
from ledetraad.web.pages import language_of
from ledetraad.web.plans.models import WorkingCopy

router = Router(tags=["economy"])
_DECIMALS = 4


class VerdictQuery(PageQuery):
    """Which verdicts are asked for."""

    year: Annotated[int | None, Field(description="Only those of this year.")] = None


class CostQuery(BaseModel):
    """Of which ledger; the latest whole accounts where nothing is said."""

    year: int | None = None
    basis: Basis = Basis.ACCOUNTS


@router.get("/ledgers", response={200: Page[LedgerOut], **READ_ERRORS})
def ledgers(request: Asking, asked: Query[PageQuery]) -> Page[LedgerOut]:
    """The ledgers that are in use, the latest year first."""
    found = Books(request.auth.municipality).all
    return Page[LedgerOut].model_construct(
        items=[_ledger(book) for book in found[asked.offset : asked.offset + asked.limit]],
        total=len(found),
        next=next_address(request, asked, len(found)),
    )


@router.get(
    "/ledgers/{int:year}/{basis}/statements", response={200: list[StatementOut], **READ_ERRORS}
)
def statements(request: Asking, year: int, basis: str) -> list[StatementOut]:
    """The statutory tables of a ledger, with exact amounts."""
    books = Books(request.auth.municipality)
    known = basis in {each.value for each in Basis}
    book = books.of(year, Basis(basis)) if known else None
    if book is None:
        raise Http404
    translate = catalogue(language_of(request)).gettext
    return [_statement(each, book, translate) for each in books.tables([book])[book.key]]


@router.get("/financial-rules", response={200: Page[VerdictOut], **READ_ERRORS})
def financial_rules(request: Asking, asked: Query[VerdictQuery]) -> Page[VerdictOut]:
    """How each year stands by each of the financial rules."""
    municipality = request.auth.municipality
    amounts = amounts_of(municipality).amounts
    years = [year for year in amounts.years if asked.year in {None, year}]
    rules = Rule.objects.filter(municipality=municipality, deleted_at=None)
    translate = catalogue(language_of(request)).gettext
    found = [(rule, year) for rule in rules for year in years]
    return Page[VerdictOut].model_construct(
        items=[
            _verdict(rule.pk, judge(rule.said(), amounts, year), translate)
            for rule, year in found[asked.offset : asked.offset + asked.limit]
        ],
        total=len(found),
        next=next_address(request, asked, len(found)),
    )


@router.get("/plans/{int:plan}/elements/{element}/cost", response={200: CostOut, **READ_ERRORS})
def cost(request: Asking, plan: int, element: str, asked: Query[CostQuery]) -> CostOut:
    """What an element of a plan costs, and how sure that is."""
    municipality = request.auth.municipality
    copy = WorkingCopy.objects.filter(municipality=municipality, pk=plan).first()
    shown = PlanIndex(copy.latest().plan()).by_id.get(element) if copy is not None else None
    books = Books(municipality)
    book = default_book(books) if asked.year is None else books.of(asked.year, asked.basis)
    if copy is None or shown is None or book is None:
        raise Http404
    answer = cost_of_element(municipality, copy, shown, book)
    money = answer.cost.money
    return CostOut.model_construct(
        plan=copy.pk,
        element=element,
        ledger=_ledger(book),
        expenses=money.expenses.value,
        revenues=money.revenues.value,
        net=money.net.value,
        by_sureness=[
            SureOut.model_construct(sureness=each, expenses=part.expenses.value)
            for each, part in answer.cost.by_sureness.items()
        ],
        untied=answer.allocation.rest.expenses.value,
        whole=answer.allocation.whole.expenses.value,
    )


def _ledger(book: Book) -> LedgerOut:
    return LedgerOut.model_construct(
        year=book.year,
        basis=book.basis,
        file=book.file.name,
        note=book.file.note,
        sha256=book.file.digest,
        lines=book.part.lines,
        months=book.months,
        taken_at=book.file.taken_at,
    )


def _statement(table: Table, book: Book, translate: Translate) -> StatementOut:
    definition = table.definition
    return StatementOut.model_construct(
        key=definition.key,
        name=definition.name,
        paragraph=definition.paragraph,
        definition=definition.source,
        year=table.year,
        basis=book.basis,
        ledger=_ledger(book),
        rows=[_row(cell, translate) for cell in table.cells],
    )


def _row(cell: Cell, translate: Translate) -> StatementRowOut:
    lacking = cell.value if isinstance(cell.value, CannotSay) else None
    return StatementRowOut.model_construct(
        post=cell.row.post,
        label=cell.row.label,
        rule=cell.row.written,
        unit="percent" if cell.row.percent else "kroner",
        value=None if isinstance(cell.value, CannotSay) else _short(cell.value.value),
        cannot_say=lacking.words.said(translate) if lacking is not None else None,
    )


def _verdict(key: int, verdict: Verdict, translate: Translate) -> VerdictOut:
    value = verdict.value
    return VerdictOut.model_construct(
        rule=key,
        name=verdict.rule.name,
        example=verdict.rule.example,
        source=verdict.rule.source,
        year=verdict.year,
        basis=verdict.basis,
        state=verdict.state.value,
        percent=None if isinstance(value, CannotSay) else _short(value.value),
        cannot_say=value.words.said(translate) if isinstance(value, CannotSay) else None,
        at_least=verdict.least,
        at_most=verdict.most,
        distance=_short(verdict.distance.value) if verdict.distance is not None else None,
        needed=rounded(verdict.needed.value, 2) if verdict.needed is not None else None,
    )


def _short(value: Decimal) -> Decimal:
    """A number with at most four decimals: øre as they are, percentages short enough."""
    exponent = value.as_tuple().exponent
    long = isinstance(exponent, int) and -exponent > _DECIMALS
    return rounded(value, _DECIMALS) if long else value

"""The economy, to be read: ledgers in use, statutory tables, rules, and what an element costs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from django.http import Http404
from ninja import Query, Router
from pydantic import BaseModel, Field

from ledetraad.economy.areas import Areas, Section, distribute, distributed_rows
from ledetraad.economy.ledger import Basis
from ledetraad.economy.quantities import CannotSay
from ledetraad.economy.tables import Cell, Table
from ledetraad.economy.verdict import Verdict, judge
from ledetraad.followup.written import rounded
from ledetraad.i18n import catalogue
from ledetraad.plan.finding import Translate
from ledetraad.plan.index import PlanIndex
from ledetraad.publish.followup.fetched import Numbers
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.paging import Page, PageQuery, next_address
from ledetraad.web.api.shapes.economy import (
    AreaOut,
    CostOut,
    DistributedRowOut,
    DistributionOut,
    FigurePlaceOut,
    FigureTableOut,
    FigureYearOut,
    KeyFigureOut,
    LedgerOut,
    StatementOut,
    StatementRowOut,
    SureOut,
    VerdictOut,
)
from ledetraad.web.api.shapes.problems import READ_ERRORS
from ledetraad.web.economy.amounts import amounts_of
from ledetraad.web.economy.areas.gather import PARAGRAPHS, areas_of, grouped
from ledetraad.web.economy.books import Book, Books
from ledetraad.web.economy.figures.values import Known, by_year, known_figures
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


@router.get(
    "/ledgers/{int:year}/{basis}/areas", response={200: list[DistributionOut], **READ_ERRORS}
)
def areas(request: Asking, year: int, basis: str) -> list[DistributionOut]:
    """The money by area of the budget: the second parts of the appropriation tables, exact."""
    municipality = request.auth.municipality
    books = Books(municipality)
    held = areas_of(municipality)
    known = basis in {each.value for each in Basis}
    book = books.of(year, Basis(basis)) if known else None
    if book is None or held is None:
        raise Http404
    said, lines = held.said(), grouped(book)
    return [
        _distribution(table, distribute(table, lines, said), said, book)
        for table in books.tables([book])[book.key]
        if distributed_rows(table.definition)
    ]


@router.get("/key-figures", response={200: Page[KeyFigureOut], **READ_ERRORS})
def key_figures(request: Asking, asked: Query[PageQuery]) -> Page[KeyFigureOut]:
    """The key figures that are fetched, here and where the municipality is compared with."""
    municipality = request.auth.municipality
    found = list(known_figures(municipality).values())
    return Page[KeyFigureOut].model_construct(
        items=[
            _figure(one, municipality.name)
            for one in found[asked.offset : asked.offset + asked.limit]
        ],
        total=len(found),
        next=next_address(request, asked, len(found)),
    )


@router.get("/financial-rules", response={200: Page[VerdictOut], **READ_ERRORS})
def financial_rules(request: Asking, asked: Query[VerdictQuery]) -> Page[VerdictOut]:
    """How each year stands by each of the financial rules."""
    municipality = request.auth.municipality
    known = amounts_of(municipality)
    rules = Rule.objects.filter(municipality=municipality, deleted_at=None)
    translate = catalogue(language_of(request)).gettext
    found = [
        (rule.pk, said, year)
        for rule, said in ((rule, rule.said()) for rule in rules)
        for year in known.years_of(said)
        if asked.year in {None, year}
    ]
    return Page[VerdictOut].model_construct(
        items=[
            _verdict(key, judge(said, known.amounts, year), translate)
            for key, said, year in found[asked.offset : asked.offset + asked.limit]
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


def _distribution(
    table: Table, sections: Sequence[Section], areas: Areas, book: Book
) -> DistributionOut:
    return DistributionOut.model_construct(
        key=table.definition.key,
        paragraph=PARAGRAPHS[table.definition.key],
        year=table.year,
        basis=book.basis,
        ledger=_ledger(book),
        rows=[
            DistributedRowOut.model_construct(
                post=section.row.post,
                label=section.row.label,
                value=section.whole.value,
                areas=[
                    AreaOut.model_construct(area=area.name, value=part.value)
                    for area, part in zip(areas.areas, section.parts, strict=True)
                ],
                rest=section.rest.value,
            )
            for section in sections
        ],
    )


def _figure(one: Known, own: str) -> KeyFigureOut:
    places: list[tuple[str, str, Numbers]] = [(one.said.place, own, one.told)]
    places += [(peer.region, peer.name, peer) for peer in one.told.peers]
    return KeyFigureOut.model_construct(
        key=one.figure.pk,
        name=one.figure.name,
        unit=one.unit,
        formula=one.said.definition.formula,
        tables=[
            FigureTableOut.model_construct(
                source=table.source,
                table=table.table,
                title=table.title,
                address=table.address,
                updated=table.updated,
            )
            for table in one.told.tables.values()
        ],
        notes=list(one.told.notes),
        asked_at=one.figure.asked_at,
        places=[
            FigurePlaceOut.model_construct(region=region, name=name, values=_years(numbers))
            for region, name, numbers in places
        ],
    )


def _years(numbers: Numbers) -> list[FigureYearOut]:
    return [
        FigureYearOut.model_construct(
            year=year,
            value=value,
            unrevised=year in numbers.unrevised,
            broken=year in numbers.breaks,
        )
        for year, value in sorted(by_year(numbers).items())
    ]


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

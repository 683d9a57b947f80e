"""Reading climate accounts, targets and climate budgets."""

from __future__ import annotations

from dataclasses import replace

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query, Router

from ledetraad.climate.emissions import revisions
from ledetraad.climate.targets import in_force
from ledetraad.i18n import DEFAULT, LANGUAGES, Language, catalogue
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.shapes.climate import (
    BudgetOut,
    BudgetQuery,
    BudgetStatedOut,
    ChangesOut,
    EditionFiguresOut,
    EditionOut,
    OwnYearOut,
    PublishedOut,
    PublishedWholeOut,
    TargetOut,
    budget_out,
    edition_out,
    figures_out,
    own_year_out,
    published_out,
    published_whole_out,
    target_out,
)
from ledetraad.web.api.shapes.problems import READ_ERRORS
from ledetraad.web.climate.budget_reading import read_budget, stated
from ledetraad.web.climate.finding import decisions_of, editions_of, older_than
from ledetraad.web.climate.models import Budget, Decision, PublishedBudget
from ledetraad.web.climate.own_reading import own_years
from ledetraad.web.climate.services.budget_publish import frozen

router = Router(tags=["climate"])


@router.get("/climate/editions", response={200: Page[EditionOut], **READ_ERRORS})
def editions(request: Asking, asked: Query[PageQuery]) -> Page[EditionOut]:
    """The editions of the climate accounts, the newest first."""
    request.auth.allowed.require(Action.READ)
    found, total = part(editions_of(request.auth.municipality).defer("figures"), asked)
    return Page[EditionOut].model_construct(
        items=[edition_out(one) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/climate/editions/{int:key}", response={200: EditionFiguresOut, **READ_ERRORS})
def edition(request: Asking, key: int) -> EditionFiguresOut:
    """An edition with every figure; one that was not published is null, and no zero."""
    request.auth.allowed.require(Action.READ)
    return figures_out(get_object_or_404(editions_of(request.auth.municipality), pk=key))


@router.get("/climate/editions/{int:key}/changes", response={200: ChangesOut, **READ_ERRORS})
def edition_changes(request: Asking, key: int) -> ChangesOut:
    """What an edition revised, apart from what the years changed."""
    request.auth.allowed.require(Action.READ)
    newer = get_object_or_404(editions_of(request.auth.municipality), pk=key)
    older = older_than(newer)
    if older is None:
        return ChangesOut(older=None, changes=[], revisions={})
    revised = revisions(older.edition(), newer.edition())
    return ChangesOut(
        older=edition_out(older),
        changes=list(frozen(newer).changes),
        revisions={of: tonnes.value for of, tonnes in revised.items()},
    )


@router.get("/climate/own", response={200: Page[OwnYearOut], **READ_ERRORS})
def own(request: Asking, asked: Query[PageQuery]) -> Page[OwnYearOut]:
    """The municipality's own emissions, year by year: each amount times its factor."""
    request.auth.allowed.require(Action.READ)
    every = own_years(request.auth.municipality)
    return Page[OwnYearOut].model_construct(
        items=[own_year_out(one) for one in every[asked.offset : asked.offset + asked.limit]],
        total=len(every),
        next=next_address(request, asked, len(every)),
    )


@router.get("/climate/targets", response={200: Page[TargetOut], **READ_ERRORS})
def targets(request: Asking, asked: Query[PageQuery]) -> Page[TargetOut]:
    """Every target ever decided, also those that no longer are in force."""
    request.auth.allowed.require(Action.READ)
    municipality = request.auth.municipality
    held = in_force(decisions_of(municipality), timezone.localdate())
    every = Decision.objects.filter(municipality=municipality, deleted_at=None)
    found, total = part(every, asked)
    return Page[TargetOut].model_construct(
        items=[target_out(one, held) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/climate/budgets", response={200: Page[BudgetOut], **READ_ERRORS})
def budgets(request: Asking, asked: Query[PageQuery]) -> Page[BudgetOut]:
    """The climate budgets, the newest first."""
    request.auth.allowed.require(Action.READ)
    every = Budget.objects.filter(municipality=request.auth.municipality, deleted_at=None)
    found, total = part(every, asked)
    return Page[BudgetOut].model_construct(
        items=[budget_out(one) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/climate/budgets/{int:key}", response={200: BudgetStatedOut, **READ_ERRORS})
def budget(request: Asking, key: int, asked: Query[BudgetQuery]) -> BudgetStatedOut:
    """A climate budget as it stands now: paths, measures, gap, costs, and what it rests on."""
    request.auth.allowed.require(Action.READ)
    kept = get_object_or_404(
        Budget, municipality=request.auth.municipality, pk=key, deleted_at=None
    )
    language = _language()
    read = read_budget(kept)
    if asked.edition is not None:
        others = editions_of(request.auth.municipality).filter(boundary=kept.said().boundary.value)
        read = replace(read, edition=get_object_or_404(others, pk=asked.edition))
    statement, faults = stated(read, language, timezone.localdate())
    translate = catalogue(language).gettext
    return BudgetStatedOut(
        **budget_out(kept).model_dump(),
        statement=statement,
        not_counted={str(one.measure.number): one.error.what(translate) for one in faults},
    )


@router.get("/climate/published", response={200: Page[PublishedOut], **READ_ERRORS})
def published(request: Asking, asked: Query[PageQuery]) -> Page[PublishedOut]:
    """The climate budgets that are published, the newest first."""
    request.auth.allowed.require(Action.READ)
    every = PublishedBudget.objects.filter(municipality=request.auth.municipality)
    found, total = part(every.defer("statements", "accounts"), asked)
    return Page[PublishedOut].model_construct(
        items=[published_out(one) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/climate/published/{int:number}", response={200: PublishedWholeOut, **READ_ERRORS})
def one_published(request: Asking, number: int) -> PublishedWholeOut:
    """A climate budget as everybody was shown it, with the accounts that it kept."""
    request.auth.allowed.require(Action.READ)
    found = PublishedBudget.objects.filter(municipality=request.auth.municipality)
    return published_whole_out(get_object_or_404(found, number=number), _language())


def _language() -> Language:
    """The language that was asked for."""
    short = (get_language() or DEFAULT).split("-", maxsplit=1)[0]
    return short if short in LANGUAGES else DEFAULT

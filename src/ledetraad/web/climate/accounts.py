"""The climate accounts: by sector, source, gas and year, and what a new edition revised."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.climate.accounts_table import (
    AccountsTable,
    accounts_table,
    explained,
    land_table,
)
from ledetraad.climate.emissions import Change, Edition, change, revisions
from ledetraad.climate.sectors import (
    BOUNDARY_NAMES,
    INTERNATIONAL,
    SECTOR_NAMES,
    STANDARD_SCOPES,
    Sector,
    sectors_of,
)
from ledetraad.climate.targets import in_force
from ledetraad.economy.quantities import CannotSay, Percent
from ledetraad.i18n import catalogue
from ledetraad.publish.climate.stack_chart import StackChart, stack_chart
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.climate.finding import decisions_of, editions_of, newest_of, one_of
from ledetraad.web.climate.models import AccountsEdition
from ledetraad.web.climate.own_reading import own_year, years_of
from ledetraad.web.forms import whole
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at

REFERENCE = 2009
"""The reference year where no target says another: the first of the published accounts."""


@dataclass(frozen=True, slots=True)
class SectorChange:
    """What changed of a sector; None for all of them."""

    sector: Sector | None
    found: Change | CannotSay


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The newest edition, or how to take one in."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    every = editions_of(allowed.municipality)
    newest = newest_of(allowed.municipality) or every.first()
    if newest is None:
        return render_at(
            request,
            allowed,
            "climate/accounts_none.html",
            may_edit=allowed.may(Action.EDIT_CLIMATE),
        )
    return _page(request, allowed, newest)


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """One edition."""
    allowed, kept = one_of(request, place, AccountsEdition, pk, deleted=True)
    return _page(request, allowed, kept)


def _page(request: HttpRequest, allowed: Access, kept: AccountsEdition) -> HttpResponse:
    sector, gas = _sector(request.GET.get("sektor", "")), request.GET.get("gass", "")
    edition = kept.edition()
    table = accounts_table(edition, sector=sector, gas=gas if gas in _gases(edition) else "")
    others = list(editions_of(allowed.municipality).defer("figures"))
    older = _older(others, kept)
    before = older.edition() if older is not None else None
    reference = _reference(allowed, edition)
    last = edition.years[-1]
    own = years_of(allowed.municipality)
    return render_at(
        request,
        allowed,
        "climate/accounts.html",
        kept=kept,
        edition=edition,
        table=table,
        chart=_chart(table, request, sector),
        sector=sector,
        gas=gas if gas in table.gases else "",
        land=land_table(edition),
        apart=own_year(allowed.municipality, own[0]) if own else None,
        editions=others,
        older=older,
        changes=_changes(before, edition) if before is not None else [],
        revised=revisions(before, edition) if before is not None else {},
        reference=reference,
        cuts={
            each: cut.value
            if isinstance(cut := edition.since(reference, last, each), Percent)
            else None
            for each in (None, *sectors_of(edition.boundary))
        },
        last=last,
        uneven=_uneven(edition, reference, last),
        international=INTERNATIONAL,
        boundary=BOUNDARY_NAMES[edition.boundary],
        standard=STANDARD_SCOPES[edition.boundary],
        boundary_names=BOUNDARY_NAMES,
        sector_names=SECTOR_NAMES,
        sectors=sectors_of(edition.boundary),
        past=past_at(request, allowed, kept),
        may_edit=allowed.may(Action.EDIT_CLIMATE),
    )


@login_required
@require_safe
def figure(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """What one figure of the accounts is made of: its parts, its edition and its source."""
    allowed, kept = one_of(request, place, AccountsEdition, pk)
    edition = kept.edition()
    of = whole(request.GET.get("ar", str(edition.years[-1])))
    if of is None or of not in edition.years:
        raise Http404
    sector = _sector(request.GET.get("sektor", ""))
    source, gas = request.GET.get("kilde"), request.GET.get("gass", "")
    found = explained(edition, of, sector=sector, source=source, gas=gas)
    if not found.parts:
        raise Http404
    others = [
        (other, explained(other.edition(), of, sector=sector, source=source, gas=gas))
        for other in editions_of(allowed.municipality).filter(boundary=kept.boundary)
    ]
    return render_at(
        request,
        allowed,
        "climate/figure.html",
        kept=kept,
        of=of,
        sector=sector,
        source=source,
        gas=gas,
        found=found,
        others=[(other, said) for other, said in others if other.pk != kept.pk and said.parts],
        boundary=BOUNDARY_NAMES[edition.boundary],
        standard=STANDARD_SCOPES[edition.boundary],
        sector_names=SECTOR_NAMES,
        international=INTERNATIONAL,
    )


def _sector(text: str) -> Sector | None:
    return Sector(text) if text in set(Sector) else None


def _gases(edition: Edition) -> set[str]:
    return {row.gas for row in edition.rows}


def _older(editions: list[AccountsEdition], than: AccountsEdition) -> AccountsEdition | None:
    """The edition that was published before another."""
    before = [
        one
        for one in editions
        if one.boundary == than.boundary and (one.published, one.pk) < (than.published, than.pk)
    ]
    return before[0] if before else None


def _reference(allowed: Access, edition: Edition) -> int:
    """The reference year of the target in force, or the first year of the accounts."""
    held = in_force(decisions_of(allowed.municipality), timezone.localdate())
    whole = [each for each in held if each.sector is None and each.boundary is edition.boundary]
    return whole[-1].reference if whole else max(REFERENCE, edition.years[0])


def _changes(older: Edition, newer: Edition) -> list[SectorChange]:
    found = [
        SectorChange(each, change(older, newer, each))
        for each in (*sectors_of(newer.boundary), None)
    ]
    return [one for one in found if one.sector is None or isinstance(one.found, Change)]


def _uneven(edition: Edition, first: int, last: int) -> set[Sector | None]:
    """The sectors of which one year lacks a figure that the other has; None for all together."""
    lacks = [{each[:3] for each in edition.lacks(of)} for of in (first, last)]
    found: set[Sector | None] = {sector for sector, _, _ in lacks[0] ^ lacks[1]}
    return found | ({None} if found else set())


def _chart(table: AccountsTable, request: HttpRequest, sector: Sector | None) -> StackChart | None:
    translate = catalogue(language_of(request)).gettext
    layers = []
    for row in table.rows:
        name = SECTOR_NAMES[row.sector] if row.sector is not None else ""
        label = (row.source or translate(name)) if sector is not None else translate(name)
        tonnes = [None if cell.tonnes is None else Decimal(cell.tonnes) for cell in row.cells]
        layers.append((label, tonnes))
    return stack_chart(table.years, layers)

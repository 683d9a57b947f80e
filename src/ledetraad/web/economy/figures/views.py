"""Key figures: choosing where one is from, and what it says here and elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.statistics.catalogue.load import Entry, catalogue
from ledetraad.statistics.peers.regions import PLACE_NAMES, kind_of
from ledetraad.statistics.sources.base import Role, TableDescription
from ledetraad.statistics.sources.kostra import REGION, is_estimate
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.economy.figures.jobs import fetch_soon
from ledetraad.web.economy.figures.use import uses_of
from ledetraad.web.economy.figures.values import Known, by_year, known_figures
from ledetraad.web.economy.models import KeyFigure
from ledetraad.web.followup.figures.asking import source_titles
from ledetraad.web.followup.figures.choosing import Chosen, chosen_in, entries_for
from ledetraad.web.followup.figures.models import FeedValues
from ledetraad.web.followup.figures.places import number_of, place_code
from ledetraad.web.followup.figures.seeing import described, query_of, seen
from ledetraad.web.history.recording import change, delete, make, restore
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_DECIMALS = 1
_LONGEST_NAME, _LONGEST_UNIT = 200, 60
_MOST_YEARS = 10
_PERCENT = "%"
_WORDS = {"prosent": _PERCENT, "percent": _PERCENT}


@dataclass(frozen=True, slots=True)
class Row:
    """A place's numbers on the page.

    Args:
        name: what it is called.
        sort: what it is, in English.
        values: by year.
        breaks: the years that are not quite comparable with those before.
    """

    name: str
    sort: str
    values: Mapping[int, Decimal]
    breaks: tuple[int, ...]


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The key figures, each with its newest number and edition."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    may_edit = allowed.may(Action.EDIT_ECONOMY)
    deleted = KeyFigure.objects.filter(municipality=allowed.municipality, deleted_at__isnull=False)
    return render_at(
        request,
        allowed,
        "economy/key_figures.html",
        figures=list(known_figures(allowed.municipality).values()),
        deleted=list(deleted[:50]) if may_edit else [],
        may_edit=may_edit,
        said_number=said_number,
    )


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A key figure: its numbers here and elsewhere, where they are from, and what uses them."""
    allowed, figure = _figure_of(request, place, pk, Action.READ)
    return _show(request, allowed, figure)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Choose a table, see its numbers, and fetch them from now on."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_ECONOMY)
    return _choose(request, allowed, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Choose another table, name or unit."""
    allowed, figure = _figure_of(request, place, pk, Action.EDIT_ECONOMY)
    return _choose(request, allowed, figure)


@login_required
@require_POST
def again(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Have the sources asked now."""
    _, figure = _figure_of(request, place, pk, Action.EDIT_ECONOMY)
    if figure.deleted_at is None:
        fetch_soon(figure)
    return redirect("key-figure", place=place, pk=pk)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Fetch it no more; it can be restored for a year."""
    _, figure = _figure_of(request, place, pk, Action.EDIT_ECONOMY)
    delete(figure, user=person(request), now=timezone.now())
    return redirect("key-figure", place=place, pk=pk)


@login_required
@require_POST
def bring_back(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Restore a key figure."""
    _, figure = _figure_of(request, place, pk, Action.EDIT_ECONOMY)
    restore(figure, user=person(request))
    fetch_soon(figure)
    return redirect("key-figure", place=place, pk=pk)


def said_number(value: Decimal, one: Known) -> str:
    """A number as it is read."""
    return number_text(value, one.said.definition.decimals)


def _figure_of(
    request: HttpRequest, place: str, pk: int, action: Action
) -> tuple[Access, KeyFigure]:
    allowed = place_of(request, place)
    allowed.require(action)
    found = KeyFigure.objects.filter(municipality=allowed.municipality)
    if not allowed.may(Action.EDIT_ECONOMY):
        found = found.filter(deleted_at=None)
    return allowed, get_object_or_404(found, pk=pk)


def _show(
    request: HttpRequest, allowed: Access, figure: KeyFigure, error: LedetraadError | None = None
) -> HttpResponse:
    one = Known(figure, figure.said(), figure.last())
    own = Row(allowed.municipality.name, N_("own"), one.values(), one.told.breaks)
    others = [
        Row(peer.name, PLACE_NAMES[kind_of(peer.region)], by_year(peer), peer.breaks)
        for peer in one.told.peers
    ]
    rows = [row for row in (own, *others) if row.values]
    years = sorted({year for row in rows for year in row.values})[-_MOST_YEARS:]
    return render_at(
        request,
        allowed,
        "economy/key_figure.html",
        status=422 if error is not None else 200,
        error=error,
        figure=figure,
        one=one,
        fault=figure.fault(),
        places=rows,
        years=years,
        has_breaks=any(year in row.breaks for row in rows for year in years),
        estimates=any(is_estimate(peer.region) for peer in one.told.peers),
        sources=source_titles(),
        users=uses_of(allowed.municipality, figure),
        past=past_at(request, allowed, figure),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        said_number=said_number,
    )


def _choose(request: HttpRequest, allowed: Access, figure: KeyFigure | None) -> HttpResponse:
    query = query_of(request.POST if request.method == "POST" else request.GET)
    chosen = chosen_in(query)
    if request.method != "POST" or chosen is None:
        return _page(request, allowed, figure, query)
    try:
        about = described(chosen)
        measured = _measured(query, chosen, about)
        said = FeedValues(
            place=place_code(query.get("sted", "")),
            definition=chosen.definition(measured, about).model_copy(
                update={"unit": measured.measure_unit}
            ),
        )
    except LedetraadError as error:
        return _page(request, allowed, figure, query, error)
    values = said.model_dump(mode="json")
    if figure is None:
        kept = make(KeyFigure(municipality=allowed.municipality), values, user=person(request))
    else:
        change(figure, values, user=person(request))
        kept = figure
    fetch_soon(kept)
    return redirect("key-figure", place=allowed.municipality.slug, pk=kept.pk)


def _page(
    request: HttpRequest,
    allowed: Access,
    figure: KeyFigure | None,
    query: Mapping[str, str],
    error: LedetraadError | None = None,
) -> HttpResponse:
    where = query.get("sted") or (figure.said().place if figure is not None else "")
    chosen = chosen_in(query)
    measured = _measured(query, chosen, None)
    found = seen(query, measured, where or number_of(allowed.municipality.name))
    found["error"] = error or found["error"]
    if chosen is not None and found["about"] is not None:
        measured = _measured(query, chosen, found["about"])
    return render_at(
        request,
        allowed,
        "economy/key_figure_choose.html",
        status=422 if found["error"] is not None else 200,
        figure=figure,
        measured=measured,
        entries=entries_for(query["q"], []) if query.get("q", "").strip() else _of_kostra(),
        **found,
    )


def _measured(
    query: Mapping[str, str], chosen: Chosen | None, about: TableDescription | None
) -> IndicatorValues:
    """What is measured, by what was written, or else by what the catalogue or the table says."""
    name, unit, decimals = query.get("navn", "").strip(), query.get("enhet", "").strip(), _DECIMALS
    entry = chosen.entry if chosen is not None else None
    if entry is not None:
        told = entry.definition()
        name, unit, decimals = name or told.name, unit or told.unit, told.decimals
    elif chosen is not None and about is not None:
        content = about.variable(Role.CONTENT)
        code = (chosen.values or {}).get(content.code, "") if content is not None else ""
        one = next((each for each in about.contents if each.code == code), None)
        name = name or (content.values.get(code, "") if content is not None else "")
        if one is not None:
            unit = unit or _WORDS.get(one.unit.casefold(), one.unit)
            decimals = one.decimals if one.decimals is not None else decimals
    return IndicatorValues(
        name=(name or "–")[:_LONGEST_NAME], measure_unit=unit[:_LONGEST_UNIT], decimals=decimals
    )


def _of_kostra() -> list[Entry]:
    """What the catalogue has of KOSTRA."""
    return [one for one in catalogue() if all(part.region == REGION for part in one.parts.values())]

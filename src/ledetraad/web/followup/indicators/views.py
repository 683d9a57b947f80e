"""Reading: the list of indicators, the same as a workbook, and each indicator."""

from __future__ import annotations

import orjson
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.errors import LedetraadError
from ledetraad.followup.bands import JUDGEMENT_MARKS, JUDGEMENT_NAMES
from ledetraad.followup.direction import DIRECTION_MARKS, DIRECTION_NAMES
from ledetraad.followup.freshness import FREQUENCY_NAMES
from ledetraad.i18n import catalogue
from ledetraad.publish.followup.chart import chart
from ledetraad.publish.followup.explored import explored_spec
from ledetraad.publish.followup.peers import beside
from ledetraad.publish.followup.sentence import observed_text, value_text
from ledetraad.publish.followup.spans import span
from ledetraad.publish.followup.told import told
from ledetraad.publish.list_sheet import CONTENT_TYPE
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.export import workbook_of
from ledetraad.web.followup.indicators.finding import indicator_of, people_of, units_of
from ledetraad.web.followup.indicators.reckoned import reckoned
from ledetraad.web.followup.indicators.rows import SORTS, Filter, Row, row_of, select
from ledetraad.web.followup.indicators.shown import shown_bands, shown_targets
from ledetraad.web.followup.listing import WHOLE, Selection
from ledetraad.web.followup.missing.beside import beside_indicator
from ledetraad.web.followup.models import Indicator
from ledetraad.web.followup.newest import judged
from ledetraad.web.followup.saved.shown import begun_with, views_of
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at

_MOST_CHANGES = 50


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The indicators of a municipality, those that are asked for."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    begun = begun_with(request, allowed, "indikatorer")
    if begun is not None:
        return begun
    wanted = _wanted(request, allowed)
    elements, units = Elements(allowed.municipality), units_of(allowed.municipality)
    selection = select(wanted, allowed.municipality, elements, units, timezone.localdate())
    return render_at(
        request,
        allowed,
        "followup/indicators.html",
        wanted=wanted,
        views=views_of(request, allowed, "indikatorer", wanted.query()),
        selection=selection,
        elements=elements,
        units=units,
        people=people_of(allowed.municipality),
        sorts=SORTS,
        judgement_names=JUDGEMENT_NAMES,
        judgement_marks=JUDGEMENT_MARKS,
        observed_text=observed_text,
        value_text=value_text,
        span=span,
    )


@login_required
@require_safe
def workbook(request: HttpRequest, place: str) -> HttpResponse:
    """The same indicators as a workbook."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    today = timezone.localdate()
    translate = catalogue(language_of(request)).gettext
    made = workbook_of(_all(request, allowed).rows, translate, today)
    response = HttpResponse(made, content_type=CONTENT_TYPE)
    name = f"indikatorer-{today.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """One indicator: how it goes, its bands, targets, values and history."""
    allowed, indicator = indicator_of(request, place, pk, deleted=True)
    return show_page(request, allowed, indicator)


def show_page(
    request: HttpRequest, allowed: Access, indicator: Indicator, error: LedetraadError | None = None
) -> HttpResponse:
    """The page of an indicator, with what is wrong with what was asked of it, if anything is."""
    numbers, municipality = reckoned(indicator), allowed.municipality
    said, expected = numbers.said, numbers.expected
    translate = catalogue(language_of(request)).gettext
    now = judged(indicator, numbers.stored[0] if numbers.stored else None)
    elements = Elements(municipality)
    people = people_of(municipality)
    return render_at(
        request,
        allowed,
        "followup/indicator.html",
        status=422 if error is not None else 200,
        error=error,
        indicator=indicator,
        said=said,
        row=row_of(now, elements, timezone.localdate()),
        missing=beside_indicator(
            indicator,
            now.newest.measured if now.newest is not None else None,
            allowed,
            elements,
            translate,
        ),
        plan=elements.plans.get(said.plan or 0),
        person=next((one for one in people if one.pk == said.person), None),
        sentence=told(
            said,
            now.newest,
            numbers.latest,
            unrevised=numbers.unrevised,
            expected=expected,
        ),
        bands=shown_bands(said, now.judgement),
        targets=shown_targets(said, numbers.values),
        values=numbers.values,
        chart=chart(
            said,
            numbers.in_order,
            expected.forecast if expected is not None else None,
            numbers.breaks,
        ),
        outlook=expected,
        explored=numbers.explored(municipality.name),
        feed=numbers.feed,
        peers=beside(municipality.name, said, numbers.in_order, numbers.fetched),
        past=past_at(request, allowed, indicator),
        may_edit=allowed.may(Action.EDIT_INDICATOR, indicator.unit_id),
        may_enter=allowed.may(Action.ENTER_VALUE, indicator.unit_id),
        judgement_names=JUDGEMENT_NAMES,
        judgement_marks=JUDGEMENT_MARKS,
        direction_names=DIRECTION_NAMES,
        direction_marks=DIRECTION_MARKS,
        frequency_names=FREQUENCY_NAMES,
        value_text=value_text,
    )


@login_required
@require_safe
def explore(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The chart of one indicator that a browser draws, in Vega-Lite."""
    allowed, indicator = indicator_of(request, place, pk, deleted=True)
    drawn = reckoned(indicator).explored(allowed.municipality.name)
    if drawn is None:
        raise Http404
    made = explored_spec(drawn, catalogue(language_of(request)).gettext)
    return HttpResponse(orjson.dumps(made), content_type="application/json")


def _wanted(request: HttpRequest, allowed: Access) -> Filter:
    """Which indicators an address asks for; those deleted only where the person may restore."""
    query = {name: str(value) for name, value in request.GET.items()}
    if not allowed.may(Action.EDIT_INDICATOR):
        query.pop("slettet", None)
    return Filter.read(query)


def _all(request: HttpRequest, allowed: Access) -> Selection[Row]:
    place = allowed.municipality
    wanted, units = _wanted(request, allowed), units_of(place)
    return select(wanted, place, Elements(place), units, timezone.localdate(), window=WHOLE)

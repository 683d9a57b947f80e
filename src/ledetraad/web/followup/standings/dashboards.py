"""How a unit's or a person's work stands: by status over time, what is late, what is counted."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.followup.bands import JUDGEMENT_MARKS, JUDGEMENT_NAMES, Judgement
from ledetraad.followup.status import MEASURE_STATUS_MARKS, MEASURE_STATUS_NAMES
from ledetraad.i18n import catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import units_of
from ledetraad.web.followup.indicators.judged import judged_in
from ledetraad.web.followup.listing import Asked, page_of, units_below
from ledetraad.web.followup.measures.rows import past, rows_of
from ledetraad.web.followup.missing.beside import open_by_rule
from ledetraad.web.followup.models import Indicator, Measure, StatusReport
from ledetraad.web.followup.reporting.known_periods import open_periods
from ledetraad.web.followup.standings.charts import charts_of
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at

MOST_INDICATORS = 50
"""How many indicators are listed; how many more there are is told."""


@login_required
@require_safe
def unit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A unit with those under it."""
    allowed = place_of(request, place)
    shown = get_object_or_404(Unit, pk=pk, municipality=allowed.municipality)
    keys = units_below(shown.pk, units_of(allowed.municipality))
    measures = _measures(allowed.municipality).filter(unit__in=keys)
    indicators = Indicator.objects.filter(
        municipality=allowed.municipality, deleted_at=None, unit__in=keys
    )
    missing = open_by_rule(allowed.municipality, units=keys)
    return _page(
        request,
        allowed,
        shown.name,
        measures,
        indicators,
        what=("units", *sorted(keys)),
        missing=missing,
        query=f"enhet={shown.pk}",
    )


@login_required
@require_safe
def someone(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A person who has a role in the municipality."""
    allowed = place_of(request, place)
    people = User.objects.filter(membership__municipality=allowed.municipality).distinct()
    shown = get_object_or_404(people, pk=pk)
    name = shown.get_full_name() or shown.get_username()
    measures = _measures(allowed.municipality).filter(person=shown)
    indicators = Indicator.objects.filter(
        municipality=allowed.municipality, deleted_at=None, document__person=shown.pk
    )
    return _page(
        request,
        allowed,
        name,
        measures,
        indicators,
        what=("person", shown.pk),
        missing=open_by_rule(allowed.municipality, person=shown.pk),
        query=f"person={shown.pk}",
    )


def _measures(municipality: Municipality) -> QuerySet[Measure]:
    return Measure.objects.filter(municipality=municipality, deleted_at=None)


def _page(
    request: HttpRequest,
    allowed: Access,
    name: str,
    measures: QuerySet[Measure],
    indicators: QuerySet[Indicator],
    *,
    what: Hashable,
    **beside: Any,
) -> HttpResponse:
    today = timezone.localdate()
    translate = catalogue(language_of(request)).gettext
    total = measures.count()
    asked = Asked({name: str(value) for name, value in request.GET.items()})
    window, page, pages = page_of(total, asked.page)
    part = measures.order_by("number")[window.rows]
    listed = list(indicators.order_by("name", "pk").values_list("pk", "name"))
    elements, units = Elements(allowed.municipality), units_of(allowed.municipality)
    return render_at(
        request,
        allowed,
        "followup/dashboard.html",
        name=name,
        rows=rows_of(part, elements, units, today),
        total=total,
        page=page,
        pages=pages,
        late=measures.filter(past(today)).count(),
        charts=charts_of(allowed.municipality, what, measures, indicators, translate),
        indicators=_judged(allowed.municipality, listed[:MOST_INDICATORS]),
        more_indicators=max(0, len(listed) - MOST_INDICATORS),
        asked=_asked(allowed.municipality, measures, total),
        status_names=MEASURE_STATUS_NAMES,
        status_marks=MEASURE_STATUS_MARKS,
        judgement_names=JUDGEMENT_NAMES,
        judgement_marks=JUDGEMENT_MARKS,
        **beside,
    )


def _judged(
    municipality: Municipality, listed: list[tuple[int, str]]
) -> list[tuple[int, str, Judgement]]:
    """Each indicator's key and name, with how its newest value is judged."""
    known = judged_in(municipality.pk)
    return [(key, name, known[key].judgement) for key, name in listed if key in known]


def _asked(
    municipality: Municipality, measures: QuerySet[Measure], total: int
) -> list[dict[str, Any]]:
    """The open periods, each with how many of the measures have been reported."""
    periods = open_periods(municipality)
    handed_in = dict(
        StatusReport.objects.filter(
            period__in=periods, measure__in=measures, state=StatusReport.State.SUBMITTED
        )
        .order_by()
        .values_list("period")
        .annotate(Count("pk"))
    )
    return [
        {"period": period, "done": handed_in.get(period.pk, 0), "of": total} for period in periods
    ]

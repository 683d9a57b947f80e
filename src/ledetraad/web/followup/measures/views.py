"""Reading: the list of measures, the same as a workbook, and each measure."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.climate.measures import KIND_NAMES as CLIMATE_KIND_NAMES
from ledetraad.climate.sectors import SECTOR_NAMES
from ledetraad.errors import LedetraadError
from ledetraad.followup.measure import (
    FINANCING_NAMES,
    KIND_NAMES,
    MONEY_KIND_NAMES,
    RISK_STATUS_NAMES,
    MeasureValues,
    MoneyKind,
)
from ledetraad.followup.risk import RISK_LEVEL_MARKS, RISK_LEVEL_NAMES, Risk, RiskMatrix
from ledetraad.followup.status import MEASURE_STATUS_MARKS, MEASURE_STATUS_NAMES
from ledetraad.i18n import catalogue
from ledetraad.publish.list_sheet import CONTENT_TYPE
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.followup.indicators.aged import LINE, aged_at
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import people_of, units_of
from ledetraad.web.followup.listing import WHOLE
from ledetraad.web.followup.measures.export import workbook_of
from ledetraad.web.followup.measures.finding import measure_of
from ledetraad.web.followup.measures.form import kroner
from ledetraad.web.followup.measures.rows import SORTS, Filter, row_of, select
from ledetraad.web.followup.missing.beside import beside_measure
from ledetraad.web.followup.models import Measure, StatusReport
from ledetraad.web.followup.newest import with_newest
from ledetraad.web.followup.reporting.readable import read_by
from ledetraad.web.followup.saved.shown import begun_with, views_of
from ledetraad.web.followup.standing import whole
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_MATRIX = RiskMatrix()


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The measures of a municipality, those that are asked for."""
    allowed = place_of(request, place)
    begun = begun_with(request, allowed, "tiltak")
    if begun is not None:
        return begun
    wanted = _wanted(request, allowed)
    elements, units = Elements(allowed.municipality), units_of(allowed.municipality)
    return render_at(
        request,
        allowed,
        "followup/measures.html",
        wanted=wanted,
        views=views_of(request, allowed, "tiltak", wanted.query()),
        selection=select(wanted, allowed.municipality, elements, units, timezone.localdate()),
        elements=elements,
        units=units,
        people=people_of(allowed.municipality),
        sorts=SORTS,
        kind_names=KIND_NAMES,
        status_names=MEASURE_STATUS_NAMES,
        status_marks=MEASURE_STATUS_MARKS,
        may_add=allowed.anywhere(Action.EDIT_MEASURE),
    )


@login_required
@require_safe
def workbook(request: HttpRequest, place: str) -> HttpResponse:
    """The same measures as a workbook."""
    allowed = place_of(request, place)
    wanted, today = _wanted(request, allowed), timezone.localdate()
    elements, units = Elements(allowed.municipality), units_of(allowed.municipality)
    rows = select(wanted, allowed.municipality, elements, units, today, window=WHOLE).rows
    keys = [row.measure.pk for row in rows]
    by_key = {one.pk: one for one in whole(Measure.objects.filter(pk__in=keys))}
    translate = catalogue(language_of(request)).gettext
    made = workbook_of([row_of(by_key[key], elements, today) for key in keys], translate, today)
    response = HttpResponse(made, content_type=CONTENT_TYPE)
    name = f"tiltak-{today.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_safe
def show(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """One measure: what it is for, how it goes, and all that belongs to it."""
    allowed, measure = measure_of(request, place, number, deleted=True)
    return show_page(request, allowed, measure)


def show_page(
    request: HttpRequest, allowed: Access, measure: Measure, error: LedetraadError | None = None
) -> HttpResponse:
    """The page of a measure, with what is wrong with what was asked of it, if anything is."""
    municipality = allowed.municipality
    translate = catalogue(language_of(request)).gettext
    elements = Elements(municipality)
    said, today = measure.said(), timezone.localdate()
    comments = list(measure.comments.select_related("by"))
    attachments = list(measure.attachments.defer("data"))
    reports = StatusReport.objects.filter(read_by(allowed), measure=measure, deleted_at=None)
    return render_at(
        request,
        allowed,
        "followup/measure.html",
        status=422 if error is not None else 200,
        error=error,
        measure=measure,
        said=said,
        row=row_of(measure, elements, today),
        missing=beside_measure(measure, allowed, elements, translate),
        plans=elements.plans,
        serves=[(one, elements.find(one.plan, one.element)) for one in said.serves],
        years=_money_by_year(said),
        totals={kind: kroner(int(said.total(kind))) for kind in MoneyKind},
        risks=[(one, _MATRIX.level(Risk(one.likelihood, one.consequence))) for one in said.risks],
        indicators=[
            aged_at(one, today)
            for one in with_newest(measure.indicators.filter(deleted_at=None).order_by("pk"))
        ],
        **LINE,
        reports=reports.select_related("period").order_by("-period__last"),
        comments=[one for one in comments if one.deleted_at is None],
        gone_comments=[one for one in comments if one.deleted_at and one.by == person(request)],
        attachments=[one for one in attachments if one.deleted_at is None],
        gone_attachments=[one for one in attachments if one.deleted_at is not None],
        past=past_at(request, allowed, measure),
        may_edit=allowed.may(Action.EDIT_MEASURE, measure.unit_id),
        sector_names=SECTOR_NAMES,
        whose_names=CLIMATE_KIND_NAMES,
        may_comment=allowed.may(Action.COMMENT),
        kroner=kroner,
        kind_names=KIND_NAMES,
        financing_names=FINANCING_NAMES,
        money_kind_names=MONEY_KIND_NAMES,
        risk_status_names=RISK_STATUS_NAMES,
        risk_level_names=RISK_LEVEL_NAMES,
        risk_level_marks=RISK_LEVEL_MARKS,
        status_names=MEASURE_STATUS_NAMES,
        status_marks=MEASURE_STATUS_MARKS,
    )


def _money_by_year(said: MeasureValues) -> list[tuple[int, dict[MoneyKind, str]]]:
    years = sorted({one.year for one in said.money})
    return [
        (year, {one.kind: kroner(one.amount) for one in said.money if one.year == year})
        for year in years
    ]


def _wanted(request: HttpRequest, allowed: Access) -> Filter:
    """Which measures an address asks for; those deleted only where the person may restore."""
    query = {name: str(value) for name, value in request.GET.items()}
    if not allowed.anywhere(Action.EDIT_MEASURE):
        query.pop("slettet", None)
    return Filter.read(query)

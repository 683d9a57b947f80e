"""Status reports: read, written, handed in, taken back, sent back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Body, Query, Router
from pydantic import ValidationError

from ledetraad.followup.report import ReportValues
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.paging import Page, next_address, part_of_several
from ledetraad.web.api.problems import Problem, invalid
from ledetraad.web.api.routes.plans import plan_of
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.api.shapes.reports import (
    About,
    ReportOut,
    ReportQuery,
    ReturnIn,
    SubmitIn,
    report_out,
    unwritten,
)
from ledetraad.web.followup.indicators.finding import units_of
from ledetraad.web.followup.listing import units_below
from ledetraad.web.followup.models import ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.prefill import base, previous_report
from ledetraad.web.followup.reporting.questions import questions
from ledetraad.web.followup.reporting.readable import read_by
from ledetraad.web.followup.reporting.services.report_return import send_back
from ledetraad.web.followup.reporting.services.report_submit import submit, take_back
from ledetraad.web.followup.reporting.services.report_write import held_open, write
from ledetraad.web.followup.reporting.subject import (
    Subject,
    element_subject,
    measure_subject,
    period_at,
)
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.pages import language_of

router = Router(tags=["reports"])
State = StatusReport.State
_ALL = "/periods/{int:key}/reports"
_MEASURE = _ALL + "/measures/{int:number}"
_ELEMENT = _ALL + "/plans/{int:plan}/elements/{element}"
_MERGES = {"x-merges": "ReportValues"}


@router.get(_ALL, response={200: Page[ReportOut], **READ_ERRORS})
def reports(request: Asking, key: int, asked: Query[ReportQuery]) -> Page[ReportOut]:
    """What has been written for a period; drafts are only for those who may write them."""
    allowed = request.auth.allowed
    period = period_at(allowed, key)
    found, total = part_of_several(_asked(allowed, period, asked), asked)
    return Page[ReportOut].model_construct(
        items=[report_out(one) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get(_MEASURE, response={200: ReportOut, **READ_ERRORS})
def of_measure(request: Asking, response: HttpResponse, key: int, number: int) -> ReportOut:
    """The report on a measure."""
    return _read(request, response, measure_subject(request.auth.allowed, key, number))


@router.patch(_MEASURE, response={200: ReportOut, **ERRORS}, openapi_extra=_MERGES)
def write_measure(
    request: Asking, response: HttpResponse, key: int, number: int, body: Body[dict[str, Any]]
) -> ReportOut:
    """Write some of a draft; the first one begins with what was said for the period before."""
    return _write(request, response, measure_subject(request.auth.allowed, key, number), body)


@router.post(_MEASURE + "/submit", response={200: ReportOut, **ERRORS})
def submit_measure(
    request: Asking, response: HttpResponse, key: int, number: int, body: SubmitIn
) -> ReportOut:
    """Hand a report in; the measure goes as it says from then on."""
    return _submit(request, response, measure_subject(request.auth.allowed, key, number), body)


@router.post(_MEASURE + "/reopen", response={200: ReportOut, **ERRORS})
def reopen_measure(request: Asking, response: HttpResponse, key: int, number: int) -> ReportOut:
    """Take back a report that was handed in."""
    return _reopen(request, response, measure_subject(request.auth.allowed, key, number))


@router.post(_MEASURE + "/return", response={200: ReportOut, **ERRORS})
def return_measure(
    request: Asking, response: HttpResponse, key: int, number: int, body: ReturnIn
) -> ReportOut:
    """Send a report back for a better answer."""
    return _return(request, response, measure_subject(request.auth.allowed, key, number), body)


@router.get(_ELEMENT, response={200: ReportOut, **READ_ERRORS})
def of_element(
    request: Asking, response: HttpResponse, key: int, plan: int, element: str
) -> ReportOut:
    """The report on an element of a plan."""
    return _read(request, response, _element(request, key, plan, element))


@router.patch(_ELEMENT, response={200: ReportOut, **ERRORS}, openapi_extra=_MERGES)
def write_element(  # noqa: PLR0917
    request: Asking,
    response: HttpResponse,
    key: int,
    plan: int,
    element: str,
    body: Body[dict[str, Any]],
) -> ReportOut:
    """Write some of a draft; the first one begins with what was said for the period before."""
    return _write(request, response, _element(request, key, plan, element), body)


@router.post(_ELEMENT + "/submit", response={200: ReportOut, **ERRORS})
def submit_element(  # noqa: PLR0917
    request: Asking, response: HttpResponse, key: int, plan: int, element: str, body: SubmitIn
) -> ReportOut:
    """Hand a report in."""
    return _submit(request, response, _element(request, key, plan, element), body)


@router.post(_ELEMENT + "/reopen", response={200: ReportOut, **ERRORS})
def reopen_element(
    request: Asking, response: HttpResponse, key: int, plan: int, element: str
) -> ReportOut:
    """Take back a report that was handed in."""
    return _reopen(request, response, _element(request, key, plan, element))


@router.post(_ELEMENT + "/return", response={200: ReportOut, **ERRORS})
def return_element(  # noqa: PLR0917
    request: Asking, response: HttpResponse, key: int, plan: int, element: str, body: ReturnIn
) -> ReportOut:
    """Send a report back for a better answer."""
    return _return(request, response, _element(request, key, plan, element), body)


def _element(request: Asking, key: int, plan: int, element: str) -> Subject:
    slug = plan_of(request.auth, plan).slug
    return element_subject(request.auth.allowed, key, slug, element)


def _asked(
    allowed: Access, period: ReportingPeriod, asked: ReportQuery
) -> list[QuerySet[StatusReport]]:
    """The reports on measures by their numbers, then those on elements."""
    of_measures = StatusReport.objects.filter(
        period=period, measure__municipality=period.municipality_id, deleted_at=None
    ).select_related("measure")
    of_elements = StatusReport.objects.filter(period=period, measure=None, deleted_at=None)
    seen = read_by(allowed)
    of_measures, of_elements = of_measures.filter(seen), of_elements.filter(seen)
    if period.state != ReportingPeriod.State.LOCKED:
        of_measures = of_measures.filter(measure__deleted_at=None)
    if asked.unit is not None:
        below = units_below(asked.unit, units_of(allowed.municipality))
        of_measures, of_elements = of_measures.filter(measure__unit__in=below), of_elements.none()
    found = {
        "measures": of_measures.order_by("measure__number"),
        "elements": of_elements.order_by("plan_id", "element", "pk"),
    }
    said = Q()
    if asked.state is not None:
        said &= Q(state=asked.state)
    if asked.status is not None:
        said &= Q(status=asked.status.value)
    return [one.filter(said) for name, one in found.items() if asked.about in {None, name}]


def _read(request: Asking, response: HttpResponse, subject: Subject) -> ReportOut:
    allowed, report = request.auth.allowed, subject.report()
    handed_in = report is not None and report.state == State.SUBMITTED
    if not (handed_in or subject.may_write(allowed)):
        raise Http404
    return _told(response, subject)


def _told(response: HttpResponse, subject: Subject) -> ReportOut:
    """A report as it stands, or what it will begin with."""
    report = subject.report()
    if report is not None:
        tell(response, report.version)
        return report_out(report)
    before = previous_report(subject)
    tell(response, 0, *(before.pk, before.version) if before is not None else ())
    return unwritten(_about(subject), subject.period.pk, base(before))


def _write(
    request: Asking, response: HttpResponse, subject: Subject, body: dict[str, Any]
) -> ReportOut:
    if not subject.may_write(request.auth.allowed):
        raise Http404
    try:
        said = ReportValues.model_validate(_cleared(body))
    except ValidationError as error:
        raise invalid(error) from None
    values = said.model_dump(mode="json", include=set(body))
    require_version(request)
    with transaction.atomic():
        held_open(subject)
        version = _same(request, subject)
        write(subject, values, user=request.auth.user, version=version)
    return _told(response, subject)


def _submit(request: Asking, response: HttpResponse, subject: Subject, body: SubmitIn) -> ReportOut:
    if not subject.may_submit(request.auth.allowed):
        raise Http404
    values = body.model_dump(mode="json", exclude_unset=True, exclude={"sure"})
    require_version(request)
    with transaction.atomic():
        held_open(subject)
        version = _same(request, subject)
        previous = previous_report(subject)
        report = subject.report()
        now = report.said() if report is not None else base(previous)
        said = ReportValues.model_validate({**now.model_dump(mode="json"), **values})
        if said.status is None:
            why = FieldRefused(
                N_("The report does not say how it goes."), remedy=N_("Choose a status.")
            )
            raise FormRefused({"status": why})
        if not body.sure:
            _ask(request, subject, said, previous)
        submit(subject, values, user=request.auth.user, version=version, now=timezone.now())
    return _told(response, subject)


def _ask(
    request: Asking, subject: Subject, said: ReportValues, previous: StatusReport | None
) -> None:
    """Ask about what contradicts itself.

    Raises:
        Problem: something does.
    """
    doubts = questions(said, timezone.localdate(), measure=subject.measure, previous=previous)
    if doubts:
        translate = catalogue(language_of(request)).gettext
        raise Problem(
            "doubtful",
            409,
            N_("The report may well be right, but it is asked about first."),
            remedy=N_("Nothing has been stored yet. Send again with “sure” if it is right."),
            more={"doubts": [one.said(translate) for one in doubts], "sure": True},
        )


def _reopen(request: Asking, response: HttpResponse, subject: Subject) -> ReportOut:
    if not subject.may_submit(request.auth.allowed):
        raise Http404
    take_back(subject, user=request.auth.user)
    return _told(response, subject)


def _return(request: Asking, response: HttpResponse, subject: Subject, body: ReturnIn) -> ReportOut:
    if not subject.may_return(request.auth.allowed):
        raise Http404
    send_back(subject, body.reason, user=request.auth.user)
    return _told(response, subject)


def _same(request: Asking, subject: Subject) -> int:
    """The version that the report is at, if it is the one that the request names."""
    report = subject.report()
    version = report.version if report is not None else 0
    require_same(request, version)
    return version


def _about(subject: Subject) -> About:
    if subject.measure is not None:
        return About(measure=subject.measure.number)
    keys = subject.keys
    return About(plan=keys["plan"].pk, element=keys["element"])


def _cleared(body: dict[str, Any]) -> dict[str, Any]:
    """A merge patch: null puts a field back to what it is when nothing is said."""
    return {name: value for name, value in body.items() if value is not None}

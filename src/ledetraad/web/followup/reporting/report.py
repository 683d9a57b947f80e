"""One report: written, kept as a draft as one writes, handed in, taken back, sent back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.followup.models import ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.prefill import previous_report
from ledetraad.web.followup.reporting.questions import questions
from ledetraad.web.followup.reporting.report_form import (
    FIELD_NAMES,
    chosen,
    clashes,
    merged,
    read,
    readable,
)
from ledetraad.web.followup.reporting.report_page import form_page, read_page, typed_at_first
from ledetraad.web.followup.reporting.services.report_return import send_back
from ledetraad.web.followup.reporting.services.report_submit import submit, take_back
from ledetraad.web.followup.reporting.services.report_undo import undo_draft
from ledetraad.web.followup.reporting.services.report_write import write
from ledetraad.web.followup.reporting.subject import Subject, element_subject, measure_subject
from ledetraad.web.followup.reporting.worklist import asked_of, next_after
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of
from ledetraad.web.plans.views import person

State = StatusReport.State


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, place: str, pk: int, number: int) -> HttpResponse:
    """A measure's report for a period."""
    allowed = place_of(request, place)
    return _report(request, allowed, measure_subject(allowed, pk, number))


@login_required
@require_POST
def measure_draft(request: HttpRequest, place: str, pk: int, number: int) -> HttpResponse:
    """Keep what is written of a measure so far."""
    allowed = place_of(request, place)
    return _draft(request, allowed, measure_subject(allowed, pk, number))


@login_required
@require_POST
def measure_back(request: HttpRequest, place: str, pk: int, number: int) -> HttpResponse:
    """Send a measure's report back."""
    allowed = place_of(request, place)
    return _back(request, allowed, measure_subject(allowed, pk, number))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def element(request: HttpRequest, place: str, pk: int, slug: str, element: str) -> HttpResponse:
    """An element's report for a period."""
    allowed = place_of(request, place)
    return _report(request, allowed, element_subject(allowed, pk, slug, element))


@login_required
@require_POST
def element_draft(
    request: HttpRequest, place: str, pk: int, slug: str, element: str
) -> HttpResponse:
    """Keep what is written of an element so far."""
    allowed = place_of(request, place)
    return _draft(request, allowed, element_subject(allowed, pk, slug, element))


@login_required
@require_POST
def element_back(
    request: HttpRequest, place: str, pk: int, slug: str, element: str
) -> HttpResponse:
    """Send an element's report back."""
    allowed = place_of(request, place)
    return _back(request, allowed, element_subject(allowed, pk, slug, element))


def _report(request: HttpRequest, allowed: Access, subject: Subject) -> HttpResponse:
    report = subject.report()
    if request.method == "POST":
        return _post(request, allowed, subject)
    handed_in = report is not None and report.state == State.SUBMITTED
    open_ = subject.period.state == ReportingPeriod.State.OPEN
    if subject.may_write(allowed) and open_ and not handed_in:
        return form_page(request, allowed, subject, typed_at_first(subject, report))
    locked = subject.period.state == ReportingPeriod.State.LOCKED
    if not (handed_in or locked or subject.may_write(allowed)):
        raise Http404
    if not (handed_in or subject.may_write(allowed)):
        report = None
    return read_page(request, allowed, subject, report)


def _post(request: HttpRequest, allowed: Access, subject: Subject) -> HttpResponse:
    form = chosen(Form(sent(request.POST)), subject.report())
    op = form.text("op")
    hands_in = op in {"submit", "sure", "reopen"}
    may = subject.may_submit(allowed) if hands_in else subject.may_write(allowed)
    if not may:
        raise Http404
    try:
        if op in {"submit", "sure"}:
            return _submit(request, allowed, subject, form)
        if op == "undo":
            undo_draft(subject, user=person(request), version=form.key("version"))
        if op == "reopen":
            take_back(subject, user=person(request))
        if "text" in form.said:
            values = read(form).model_dump(mode="json")
            write(subject, values, user=person(request), version=form.key("version") or 0)
    except ChangedMeanwhile as error:
        return _clashing(request, allowed, subject, form, error)
    except LedetraadError as error:
        return form_page(request, allowed, subject, form, error=error)
    address = f"/oppfolging/{allowed.municipality.slug}/{subject.address}"
    return redirect(address if op in {"reopen", "undo"} else f"{address}?lagret=1")


def _submit(request: HttpRequest, allowed: Access, subject: Subject, form: Form) -> HttpResponse:
    said = read(form)
    if said.status is None:
        form.problems["status"] = FieldRefused(
            N_("The report does not say how it goes."), remedy=N_("Choose a status.")
        )
        raise FormRefused(form.problems)
    user = person(request)
    if form.text("op") != "sure":
        asked = questions(
            said,
            timezone.localdate(),
            measure=subject.measure,
            previous=previous_report(subject),
        )
        if asked:
            return form_page(request, allowed, subject, form, asked=asked)
    submit(
        subject,
        said.model_dump(mode="json"),
        user=user,
        version=form.key("version") or 0,
        now=timezone.now(),
    )
    here = f"/oppfolging/{allowed.municipality.slug}/"
    if subject.measure is None:
        return redirect(f"{here}{subject.list_address}")
    number = subject.measure.number
    onward = next_after(asked_of(allowed, user), subject.period, number)
    return redirect(f"{here}{onward.address if onward else ''}?levert={number}")


def _draft(request: HttpRequest, allowed: Access, subject: Subject) -> HttpResponse:
    """What the page's script asks: keep what can be read, and tell what can't."""
    if not subject.may_write(allowed):
        raise Http404
    translate = catalogue(language_of(request)).gettext
    form = Form(sent(request.POST))
    values = readable(form)
    try:
        version = form.key("version") or 0
        report = write(subject, values, user=person(request), version=version)
    except ChangedMeanwhile as error:
        told = translate(N_("%(what)s Save the draft to see both texts."))
        return _told(told % {"what": error.what(translate)}, status=409)
    except LedetraadError as error:
        return _told(error.told(translate), status=409)
    time = timezone.localtime().strftime("%H.%M")
    said = translate(N_("Draft saved at %(time)s")) % {"time": time}
    if form.problems:
        left = ", ".join(translate(FIELD_NAMES[name]).lower() for name in form.problems)
        told = translate(N_("%(said)s, but not this, which can't be read: %(fields)s"))
        said = told % {"said": said, "fields": left}
    return _told(said, version=report.version)


def _told(said: str, *, status: int = 200, version: int | None = None) -> JsonResponse:
    response = JsonResponse({"said": said, "version": version}, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _back(request: HttpRequest, allowed: Access, subject: Subject) -> HttpResponse:
    if not subject.may_return(allowed):
        raise Http404
    try:
        send_back(subject, Form(sent(request.POST)).text("reason"), user=person(request))
    except LedetraadError as error:
        return read_page(request, allowed, subject, subject.report(), error=error)
    return redirect("board", place=allowed.municipality.slug, pk=subject.period.pk)


def _clashing(
    request: HttpRequest,
    allowed: Access,
    subject: Subject,
    form: Form,
    error: ChangedMeanwhile,
) -> HttpResponse:
    report = subject.report()
    if report is None:
        raise Http404
    return form_page(
        request,
        allowed,
        subject,
        merged(form, report, error),
        error=error,
        clashes=clashes(form, error),
    )

"""The pages of one report: the form with what stands beside it, and the report to be read."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ledetraad.errors import LedetraadError, Phrase
from ledetraad.followup.bands import JUDGEMENT_MARKS, JUDGEMENT_NAMES
from ledetraad.followup.saying import said_weekday
from ledetraad.followup.status import MEASURE_STATUS_MARKS, MEASURE_STATUS_NAMES
from ledetraad.followup.written import number_text
from ledetraad.i18n import catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.followup.models import ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.board_rows import STATE_MARKS, STATE_NAMES
from ledetraad.web.followup.reporting.past import can_be_undone
from ledetraad.web.followup.reporting.prefill import as_typed, base, previous_report
from ledetraad.web.followup.reporting.report_form import FIELD_NAMES, Clash
from ledetraad.web.followup.reporting.since import since
from ledetraad.web.followup.reporting.subject import Subject
from ledetraad.web.followup.reporting.work import handed_in
from ledetraad.web.forms import Form, FormRefused
from ledetraad.web.pages import language_of
from ledetraad.web.place import render_at

_REFUSED = 422


def typed_at_first(subject: Subject, report: StatusReport | None) -> Form:
    """The form as it opens: the draft, or what was said for the period before."""
    said = report.said() if report is not None else base(previous_report(subject))
    version = report.version if report is not None else 0
    return Form({**as_typed(said), "version": str(version)})


def form_page(
    request: HttpRequest,
    allowed: Access,
    subject: Subject,
    form: Form,
    *,
    error: LedetraadError | None = None,
    clashes: Sequence[Clash] = (),
    asked: Sequence[Phrase] = (),
) -> HttpResponse:
    """The form, beside what was said last and what has happened since.

    Args:
        request: the request.
        allowed: what the person may do here.
        subject: what the report is about.
        form: what is typed, with what is wrong at each field.
        error: what stands in the way of the whole.
        clashes: the fields that two have written differently.
        asked: what is asked before the report is handed in.
    """
    translate = catalogue(language_of(request)).gettext
    report = subject.report()
    previous = previous_report(subject)
    return render_at(
        request,
        allowed,
        "followup/report.html",
        status=_REFUSED if error is not None or asked or form.problems else 200,
        subject=subject,
        period=subject.period,
        report=report,
        report_said=report.said() if report is not None else None,
        previous=previous,
        previous_said=previous.said() if previous is not None else None,
        carried=report is None and previous is not None,
        since=since(subject, previous, translate),
        form=form,
        error=None if isinstance(error, FormRefused) else error,
        clashes=clashes,
        asked=[one.said(translate) for one in asked],
        fields=FIELD_NAMES,
        due=said_weekday(subject.period.due),
        late=subject.period.due < timezone.localdate(),
        may_submit=subject.may_submit(allowed),
        closed=report is not None and report.state == StatusReport.State.SUBMITTED,
        saved=request.GET.get("lagret") == "1",
        handed_in=handed_in(request, allowed.municipality.pk),
        **_past(request, subject, allowed, report),
        **_names(),
    )


def read_page(
    request: HttpRequest,
    allowed: Access,
    subject: Subject,
    report: StatusReport | None,
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    """A report as it stands, to be read; and sent back by those who may."""
    open_ = subject.period.state == ReportingPeriod.State.OPEN
    submitted = report is not None and report.state == StatusReport.State.SUBMITTED
    previous = previous_report(subject)
    translate = catalogue(language_of(request)).gettext
    return render_at(
        request,
        allowed,
        "followup/report_read.html",
        status=_REFUSED if error is not None else 200,
        subject=subject,
        period=subject.period,
        report=report,
        said=report.said() if report is not None else None,
        previous=previous,
        previous_said=previous.said() if previous is not None else None,
        since=since(subject, previous, translate),
        error=error,
        fields=FIELD_NAMES,
        typed=request.POST.get("reason", ""),
        may_reopen=open_ and submitted and subject.may_submit(allowed),
        may_return=open_ and submitted and subject.may_return(allowed),
        handed_in=handed_in(request, allowed.municipality.pk),
        **_past(request, subject, allowed, report),
        **_names(),
    )


def _past(
    request: HttpRequest, subject: Subject, allowed: Access, report: StatusReport | None
) -> dict[str, object]:
    """What has been done with the report, for those who may write it: drafts are theirs alone."""
    shown = report is not None and subject.may_write(allowed)
    past = past_at(request, allowed, report) if shown else None
    last = past.rows[0].change if past is not None and past.rows else None
    writable = (
        report is not None
        and report.state != StatusReport.State.SUBMITTED
        and subject.period.state == ReportingPeriod.State.OPEN
    )
    return {
        "past": past,
        "may_undo": writable and last is not None and can_be_undone(last),
    }


def _names() -> dict[str, object]:
    """The words and marks of the pages."""
    return {
        "statuses": MEASURE_STATUS_NAMES,
        "marks": MEASURE_STATUS_MARKS,
        "judgements": JUDGEMENT_NAMES,
        "judgement_marks": JUDGEMENT_MARKS,
        "state_names": STATE_NAMES,
        "state_marks": STATE_MARKS,
        "number_text": number_text,
    }

"""The reporting periods: which there are, new ones for a year, their names and days."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.followup.periods import KIND_NAMES, PeriodKind, periods_of
from ledetraad.followup.report import PeriodValues
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.followup.reporting.counting import counted
from ledetraad.web.followup.reporting.prefill import short_day
from ledetraad.web.followup.reporting.services.period_change import open_period, remove, rewrite
from ledetraad.web.followup.reporting.services.period_make import make_periods, there
from ledetraad.web.followup.reporting.subject import period_at
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

PERIOD_STATES = {
    ReportingPeriod.State.PLANNED: N_("not opened"),
    ReportingPeriod.State.OPEN: N_("open"),
    ReportingPeriod.State.LOCKED: N_("locked"),
}
_MOST_PARTS = 12
YEARS = range(1900, 2201)
PERIOD_MARKS = {
    ReportingPeriod.State.PLANNED: "○",
    ReportingPeriod.State.OPEN: "▶",
    ReportingPeriod.State.LOCKED: "■",
}


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """Every period with how much of it is reported."""
    return _index(request, place_of(request, place))


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """The periods of a year, proposed by how the year is parted; made as they are written."""
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PERIODS)
    if request.method == "POST":
        form = Form(sent(request.POST))
        try:
            made = make_periods(allowed.municipality, _said(form), user=person(request))
        except LedetraadError as error:
            return _new(request, allowed, form, error)
        if len(made) == 1:
            return redirect("board", place=place, pk=made[0].pk)
        return redirect("periods", place=place)
    asked = Form(sent(request.GET))
    if "kind" not in asked.said:
        return _new(request, allowed, asked, None)
    kind, year = _kind(asked), _year(asked)
    if kind is None or year is None:
        asked.problems.setdefault("year", _no_year())
        return _new(request, allowed, asked, None)
    return _new(request, allowed, Form(_proposed(request, allowed, kind, year)), None)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Change what a period is called, and when it is due."""
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PERIODS)
    period = period_at(allowed, pk)
    if request.method != "POST":
        said = {"name": period.name, "due": short_day(period.due), "version": str(period.version)}
        return _edit(request, allowed, period, Form(said), None)
    form = Form(sent(request.POST))
    try:
        values = form.make(PeriodValues, _values(form, period), {"": "due"})
        rewrite(period, values, user=person(request), version=form.key("version") or 1)
    except ChangedMeanwhile as error:
        period.refresh_from_db()
        form.said = {**form.said, "version": str(period.version)}
        return _edit(request, allowed, period, form, error)
    except LedetraadError as error:
        return _edit(request, allowed, period, form, error)
    return redirect("periods", place=place)


@login_required
@require_POST
def open_now(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Let the units report for a period."""
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PERIODS)
    try:
        open_period(period_at(allowed, pk), user=person(request))
    except LedetraadError as error:
        return _index(request, allowed, error)
    return redirect("board", place=place, pk=pk)


@login_required
@require_POST
def remove_now(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Delete a period that nothing has been reported for."""
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PERIODS)
    try:
        remove(period_at(allowed, pk), user=person(request), now=timezone.now())
    except LedetraadError as error:
        return _index(request, allowed, error)
    return redirect("periods", place=place)


def _index(
    request: HttpRequest, allowed: Access, error: LedetraadError | None = None
) -> HttpResponse:
    periods = list(
        ReportingPeriod.objects.filter(municipality=allowed.municipality, deleted_at=None)
    )
    counts = counted(periods)
    return render_at(
        request,
        allowed,
        "followup/periods.html",
        status=422 if error is not None else 200,
        periods=[(one, counts[one.pk]) for one in periods],
        states=PERIOD_STATES,
        marks=PERIOD_MARKS,
        today=timezone.localdate(),
        error=error,
    )


def _new(
    request: HttpRequest, allowed: Access, form: Form, error: LedetraadError | None
) -> HttpResponse:
    rows = [n for n in range(1, _MOST_PARTS + 1) if f"part-{n}-name" in form.said]
    return render_at(
        request,
        allowed,
        "followup/period_new.html",
        status=422 if error is not None or form.problems else 200,
        form=form,
        rows=rows if _kind(form) is not None else [],
        kinds=KIND_NAMES,
        year=timezone.localdate().year + 1,
        error=error if not isinstance(error, FormRefused) else None,
    )


def _edit(
    request: HttpRequest,
    allowed: Access,
    period: ReportingPeriod,
    form: Form,
    error: LedetraadError | None,
) -> HttpResponse:
    return render_at(
        request,
        allowed,
        "followup/period_edit.html",
        status=422 if error is not None else 200,
        period=period,
        form=form,
        clashing=isinstance(error, ChangedMeanwhile),
        error=error if not isinstance(error, FormRefused) else None,
    )


def _proposed(request: HttpRequest, allowed: Access, kind: PeriodKind, year: int) -> dict[str, str]:
    """The form as it begins: a row for each part of the year, ticked where it is not there."""
    translate = catalogue(language_of(request)).gettext
    said = {"kind": kind.value, "year": str(year)}
    for one in periods_of(kind, year):
        name = one.name.said(translate)
        due = one.due()
        values = PeriodValues(name=name, kind=kind, year=year, part=one.number, due=due)
        row = f"part-{one.number}-"
        said[f"{row}name"], said[f"{row}due"] = name[:1].upper() + name[1:], short_day(due)
        if there(allowed.municipality, values) is None:
            said[f"{row}wanted"] = "1"
    return said


def _said(form: Form) -> list[PeriodValues]:
    """The periods that are ticked in the form.

    Raises:
        FormRefused: one of them can't be so, or none is ticked.
    """
    kind, year = _kind(form), _year(form)
    if kind is None or year is None:
        form.problems.setdefault("year", _no_year())
        raise FormRefused(form.problems)
    found: list[PeriodValues] = []
    for number, row in form.rows("part"):
        if row.text("wanted") != "1":
            continue
        values = {
            "name": row.text("name"),
            "kind": kind,
            "year": year,
            "part": number,
            "due": row.day("due"),
        }
        try:
            found.append(row.make(PeriodValues, values, {"": "due"}))
        except FormRefused:
            form.gather("part", number, row)
    if not found and not form.problems:
        form.problems["year"] = FieldRefused(
            N_("No period is ticked."), remedy=N_("Tick those that you want.")
        )
    if form.problems:
        raise FormRefused(form.problems)
    return found


def _values(form: Form, period: ReportingPeriod) -> dict[str, object]:
    return {
        "name": form.text("name"),
        "kind": period.kind_of,
        "year": period.year,
        "part": period.part,
        "due": form.day("due"),
    }


def _kind(form: Form) -> PeriodKind | None:
    said = form.text("kind")
    return PeriodKind(said) if said in set(PeriodKind) else None


def _year(form: Form) -> int | None:
    year = form.whole("year")
    return year if year in YEARS else None


def _no_year() -> FieldRefused:
    return FieldRefused(N_("This is not a year."), remedy=N_("Write it as 2027."))

"""The page of the year, and its meetings."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.followup.saying import said_weekday
from ledetraad.followup.year_wheel import WHEEL_KIND_NAMES, national_dates
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import delete, make, restore
from ledetraad.web.notices.known import meetings_of
from ledetraad.web.notices.models import Meeting
from ledetraad.web.notices.models.meeting import MeetingValues
from ledetraad.web.notices.services.own_date_set import set_own_date, unset_own_date
from ledetraad.web.notices.year.dates import every_measure, own_measures, year_of
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

YEARS = range(1900, 2201)
_LONGEST_NOTE = 200
_SOME_BODIES = ("kommunestyret", "formannskapet", "planutvalget")


@login_required
@require_safe
def this_year(request: HttpRequest, place: str) -> HttpResponse:
    """The present year."""
    return _page(request, place_of(request, place), timezone.localdate().year)


@login_required
@require_safe
def show(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """A year."""
    allowed = place_of(request, place)
    return _page(request, allowed, _known(year))


@login_required
@require_POST
def add_meeting(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """Add a meeting."""
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PERIODS)
    form = Form(sent(request.POST))
    values = {name: form.text(name) for name in ("body", "about")} | {"day": form.day("day")}
    try:
        said = form.make(MeetingValues, values, {})
    except FormRefused as error:
        return _page(request, allowed, _known(year), form=form, error=error)
    new = Meeting(municipality=allowed.municipality)
    make(new, said.model_dump(mode="json"), user=person(request))
    return redirect("year", place=place, year=said.day.year)


@login_required
@require_POST
def remove_meeting(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Take a meeting out, or put it in again."""
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PERIODS)
    meeting = get_object_or_404(Meeting, pk=pk, municipality=allowed.municipality)
    if request.POST.get("op") == "restore":
        restore(meeting, user=person(request))
        return redirect("year", place=place, year=meeting.day.year)
    delete(meeting, user=person(request), now=timezone.now())
    onward = redirect("year", place=place, year=meeting.day.year)
    onward["Location"] += f"?fjernet={meeting.pk}"
    return onward


@login_required
@require_POST
def own_date(request: HttpRequest, place: str, year: int, code: str) -> HttpResponse:
    """Set the municipality's own day for one of Norway's dates, or let that hold again."""
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PERIODS)
    if code not in {one.key for one in national_dates(_known(year))}:
        raise Http404
    user, place_ = person(request), allowed.municipality
    form = Form(sent(request.POST))
    if form.text("op") == "reset":
        unset_own_date(place_, year, code, user=user, now=timezone.now())
        return redirect("year", place=place, year=year)
    day, note = form.day("own-day"), form.text("note")
    if "own-day" not in form.problems and (day is None or day.year != year):
        form.problems["own-day"] = FieldRefused(
            N_("The day has to be in %(year)s."), remedy=N_("Write a day of that year."), year=year
        )
    if len(note) > _LONGEST_NOTE:
        form.problems["note"] = FieldRefused(
            N_("The note is longer than %(most)s characters."),
            remedy=N_("Write it shorter."),
            most=_LONGEST_NOTE,
        )
    if form.problems or day is None:
        return _page(request, allowed, year, form=form, error=FormRefused(form.problems), key=code)
    set_own_date(place_, year, code, day=day, note=note, user=user)
    return redirect("year", place=place, year=year)


def _page(
    request: HttpRequest,
    allowed: Access,
    year: int,
    *,
    form: Form | None = None,
    error: LedetraadError | None = None,
    key: str = "",
) -> HttpResponse:
    translate = catalogue(language_of(request)).gettext
    every = request.GET.get("tiltak") == "alle"
    measures = every_measure(allowed) if every else own_measures(allowed, person(request))
    return render_at(
        request,
        allowed,
        "notices/year.html",
        status=422 if error is not None else 200,
        year=year_of(allowed, year, measures, translate),
        every=every,
        today=timezone.localdate(),
        kinds={kind: translate(name) for kind, name in WHEEL_KIND_NAMES.items()},
        weekday=cache(lambda day: said_weekday(day).said(translate)),
        may_plan=allowed.may(Action.MANAGE_PERIODS),
        bodies=_bodies(allowed),
        removed=_removed(request, allowed),
        form=form if form is not None and not key else Form({}),
        key=key,
        own_form=form if form is not None and key else Form({}),
        years=YEARS,
    )


def _bodies(allowed: Access) -> list[str]:
    """Who meets, as it has been written before, and as many municipalities call them."""
    before = sorted({one.body for one in meetings_of(allowed.municipality)})
    return list(dict.fromkeys([*before[:20], *_SOME_BODIES]))


def _removed(request: HttpRequest, allowed: Access) -> Meeting | None:
    """The meeting that somebody has just taken out, as the address tells."""
    key = Form(sent(request.GET)).key("fjernet")
    found = Meeting.objects.filter(municipality=allowed.municipality, deleted_at__isnull=False)
    return found.filter(pk=key).first() if key is not None else None


def _known(year: int) -> int:
    if year not in YEARS:
        raise Http404
    return year

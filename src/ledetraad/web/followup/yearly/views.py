"""Setting up a year: each measure decided about, and the plan's elements drawn into it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from ledetraad.checks.followup.elements import NEVER_IN_A_YEAR
from ledetraad.errors import LedetraadError
from ledetraad.followup.status import MEASURE_STATUS_MARKS, MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.i18n import N_, catalogue
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import rows_at
from ledetraad.web.followup.boxes import Field, boxes_of
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.listing import Asked, page_of
from ledetraad.web.followup.measures.form import day_text
from ledetraad.web.followup.missing.gather import looked_at
from ledetraad.web.followup.missing.rows import settled_of, still_open
from ledetraad.web.followup.models import Measure, YearElement
from ledetraad.web.followup.yearly.past import KIND
from ledetraad.web.followup.yearly.services.elements_choose import choose_elements
from ledetraad.web.followup.yearly.services.measures_carry import Decision, carry_measures
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.views import person

_ENDED = (MeasureStatus.DONE.value, MeasureStatus.STOPPED.value)
_FIRST, _LAST = 2000, 2100
_MOST_CHANGES = 20


@login_required
@require_safe
def this_year(request: HttpRequest, place: str) -> HttpResponse:
    """On to the year that is set up next: the coming one from September on."""
    place_of(request, place)
    today = timezone.localdate()
    return redirect("yearly", place=place, year=today.year + (today.month >= 9))  # noqa: PLR2004


@login_required
@require_safe
def show(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """The year: measures that await a decision, and what its plan takes in."""
    return _page(request, _allowed(request, place, year), year)


@login_required
@require_POST
def carry(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """Carry out what was decided about the measures."""
    allowed = _allowed(request, place, year)
    form = Form(sent(request.POST))
    named = {name.removeprefix("what-") for name in form.said if name.startswith("what-")}
    numbers = [int(one) for one in named if one.isascii() and one.isdigit() and len(one) < 10]  # noqa: PLR2004
    measures = {one.number: one for one in _waiting(allowed, year).filter(number__in=numbers)}
    decisions = _decisions(form, measures)
    try:
        if form.problems:
            raise FormRefused(form.problems)
        carry_measures(decisions, measures, year=year, user=person(request))
    except FormRefused as error:
        form.problems = error.problems
        return _page(request, allowed, year, form, error)
    return redirect("yearly", place=place, year=year)


@login_required
@require_POST
def choose(request: HttpRequest, place: str, year: int, slug: str) -> HttpResponse:
    """Take elements of a plan into the year's plan."""
    allowed = _allowed(request, place, year)
    allowed.require(Action.EDIT_INDICATOR)
    plan = WorkingCopy.objects.filter(municipality=allowed.municipality, slug=slug).first()
    if plan is None:
        raise Http404
    choose_elements(plan, year, request.POST.getlist("element"), user=person(request))
    return redirect("yearly", place=place, year=year)


def _allowed(request: HttpRequest, place: str, year: int) -> Access:
    allowed = place_of(request, place)
    if not _FIRST <= year <= _LAST:
        raise Http404
    return allowed


def _waiting(allowed: Access, year: int) -> QuerySet[Measure]:
    """Measures that a decision is due on: not ended, with a deadline before the year or none."""
    found = Measure.objects.filter(municipality=allowed.municipality, deleted_at=None)
    before = Q(deadline__lt=date(year, 1, 1)) | Q(deadline=None)
    found = found.exclude(status__in=_ENDED).filter(before)
    reached = allowed.reach(Action.EDIT_MEASURE)
    if reached is not None:
        found = found.filter(unit__in=reached)
    return found.select_related("unit").order_by("unit__name", "number")


def _decisions(form: Form, measures: Mapping[int, Measure]) -> dict[int, Decision]:
    """What the form says of each measure that it decides about."""
    found: dict[int, Decision] = {}
    for number in measures:
        what = form.text(f"what-{number}")
        if what in _ENDED:
            found[number] = Decision(status=MeasureStatus(what))
        elif what == "carry":
            name = f"deadline-{number}"
            day = form.day(name)
            if day is not None:
                found[number] = Decision(deadline=day)
            elif name not in form.problems:
                form.problems[name] = FieldRefused(
                    N_("A measure that is carried over needs a new deadline."),
                    remedy=N_("Write the day, such as 31.12.2027."),
                )
    return found


def _no_measure(translate: Translate) -> Markup:
    return Markup('<span class="late"><span aria-hidden="true">⚠</span> {}:</span> ').format(
        translate(N_("no measure"))
    )


def _page(
    request: HttpRequest,
    allowed: Access,
    year: int,
    form: Form | None = None,
    error: LedetraadError | None = None,
) -> HttpResponse:
    municipality = allowed.municipality
    translate = catalogue(language_of(request)).gettext
    elements = Elements(municipality)
    taken: dict[int, set[str]] = {key: set() for key in elements.plans}
    for plan, element in YearElement.objects.filter(
        plan__municipality=municipality, year=year
    ).values_list("plan", "element"):
        taken[plan].add(element)
    looked = looked_at(municipality, timezone.localdate())
    missing = still_open(looked.lacks, settled_of(municipality))
    served = {key: plan.served for key, plan in looked.seen.plans.items()}
    found = _waiting(allowed, year)
    total = found.count()
    window, page, pages = page_of(total, Asked({"side": request.GET.get("side", "")}).page)
    waiting = list(found[window.rows])
    unserved = {key: taken[key] - served.get(key, frozenset()) for key in taken}
    may_choose = allowed.may(Action.EDIT_INDICATOR)
    return render_at(
        request,
        allowed,
        "followup/yearly.html",
        status=422 if error is not None else 200,
        year=year,
        form=form or Form({}),
        error=error,
        waiting=waiting,
        total=total,
        page=page,
        pages=pages,
        deadlines={one.number: day_text(one.deadline) for one in waiting},
        plans=elements.plans,
        taken=taken,
        never=sum(lack.code == NEVER_IN_A_YEAR.code for lack in missing),
        unserved=unserved,
        boxes={
            key: boxes_of(
                plan,
                Field.YEAR,
                taken[key],
                marks=dict.fromkeys(unserved[key], _no_measure(translate)),
                disabled=not may_choose,
            )
            for key, plan in elements.plans.items()
        },
        may_choose=may_choose,
        changes=rows_at(request, allowed, KIND, most=_MOST_CHANGES, name=str(year)),
        status_names=MEASURE_STATUS_NAMES,
        status_marks=MEASURE_STATUS_MARKS,
    )

"""How it stands: every plan, each element, and the page for a meeting."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.followup.one_sheet import room
from ledetraad.followup.status import (
    ELEMENT_STATE_MARKS,
    ELEMENT_STATE_NAMES,
    MEASURE_STATUS_MARKS,
    MEASURE_STATUS_NAMES,
    ElementState,
)
from ledetraad.i18n import catalogue
from ledetraad.plan.model import Element
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.economy.ties.beside import told_cost
from ledetraad.web.followup.indicators.aged import LINE, aged_at
from ledetraad.web.followup.indicators.finding import units_of
from ledetraad.web.followup.missing.beside import beside_element, open_by_rule
from ledetraad.web.followup.models import ElementJudgement, Indicator, Measure, Serves, StatusReport
from ledetraad.web.followup.newest import with_newest
from ledetraad.web.followup.reporting.readable import read_by
from ledetraad.web.followup.standing import Standing, indicators_of, measures_of, standing
from ledetraad.web.followup.standings.charts import Charts, charts_of
from ledetraad.web.followup.standings.overview import (
    WHOLE,
    counts,
    moved,
    parts_of,
    red,
    worst_first,
)
from ledetraad.web.followup.standings.services.judge import judge, withdraw
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.views import person

_NAMES: dict[str, Any] = {
    "state_names": ELEMENT_STATE_NAMES,
    "state_marks": ELEMENT_STATE_MARKS,
    "status_names": MEASURE_STATUS_NAMES,
    "status_marks": MEASURE_STATUS_MARKS,
    **LINE,
}


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The municipality's plans with how many of their themes stand how."""
    allowed = place_of(request, place)
    plans = WorkingCopy.objects.filter(municipality=allowed.municipality).order_by("title", "slug")
    shown = []
    for plan in plans:
        found = standing(plan).branches
        shown.append((plan, [one for one in found if one.depth == 0], counts(found, depth=0)))
    return render_at(
        request,
        allowed,
        "followup/standings.html",
        shown=shown,
        units=units_of(allowed.municipality),
        **_NAMES,
    )


@login_required
@require_safe
def plan(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    """A plan, whole, with how each element of it stands."""
    allowed, working_copy, found = _standing(request, place, slug)
    every = found.branches
    theme = request.GET.get("tema", "")
    shown = every if len(every) <= WHOLE else parts_of(every, theme)
    return render_at(
        request,
        allowed,
        "followup/standing.html",
        plan=working_copy,
        branches=shown,
        parted=len(every) > WHOLE,
        theme=theme,
        counts=counts(every),
        charts=_charts(request, allowed, working_copy),
        missing=open_by_rule(allowed.municipality, plan=working_copy.pk),
        plan_language=found.plan.language,
        **_NAMES,
    )


@login_required
@require_safe
def meeting(request: HttpRequest, place: str, slug: str) -> HttpResponse:
    """What a meeting wants to know, on one sheet to print: what is red, and what has changed."""
    allowed, working_copy, found = _standing(request, place, slug)
    every = found.branches
    themes, off_track = [one for one in every if one.depth == 0], red(every)
    movement = moved(working_copy)
    sheet = room(len(themes), len(off_track), len(movement.measures))
    return render_at(
        request,
        allowed,
        "followup/meeting.html",
        plan=working_copy,
        sheet=sheet,
        themes=worst_first(themes, sheet.themes),
        more_themes=len(themes) - sheet.themes,
        counts=counts(every),
        red=off_track,
        periods=movement.periods,
        moved=movement.first(sheet.changes),
        more_moved=len(movement.measures) - sheet.changes,
        today=timezone.localdate(),
        **_NAMES,
    )


@login_required
@require_safe
def element(request: HttpRequest, place: str, slug: str, element: str) -> HttpResponse:
    """One element: how it stands and why, and all that it rests on."""
    allowed, working_copy, found = _standing(request, place, slug)
    return _element_page(request, allowed, working_copy, found, element)


@login_required
@require_POST
def judge_it(request: HttpRequest, place: str, slug: str, element: str) -> HttpResponse:
    """Say how an element stands, or let the rule judge it again."""
    allowed, working_copy, found = _standing(request, place, slug)
    allowed.require(Action.JUDGE)
    if element not in found.rollups:
        raise Http404
    try:
        if request.POST.get("op") == "withdraw":
            withdraw(working_copy, element, user=person(request), now=timezone.now())
        else:
            judge(
                working_copy,
                element,
                request.POST.get("state", ""),
                request.POST.get("reason", "").replace("\0", ""),
                user=person(request),
                today=timezone.localdate(),
            )
    except LedetraadError as error:
        return _element_page(request, allowed, working_copy, found, element, error=error)
    return redirect("standing-element", place=place, slug=slug, element=element)


def _standing(request: HttpRequest, place: str, slug: str) -> tuple[Access, WorkingCopy, Standing]:
    allowed = place_of(request, place)
    working_copy = WorkingCopy.objects.filter(municipality=allowed.municipality, slug=slug).first()
    if working_copy is None:
        raise Http404
    return allowed, working_copy, standing(working_copy)


def _charts(
    request: HttpRequest, allowed: Access, working_copy: WorkingCopy, top: Element | None = None
) -> Charts:
    """What is drawn of a plan, or of an element with all that stands under it."""
    serves = Serves.objects.filter(plan=working_copy)
    indicators = Indicator.objects.filter(plan=working_copy, deleted_at=None)
    under = () if top is None else tuple(one.id for one in top.walk())
    if under:
        serves = serves.filter(element__in=under)
        indicators = indicators.filter(element__in=under)
    return charts_of(
        allowed.municipality,
        ("plan", working_copy.pk, under),
        Measure.objects.filter(pk__in=serves.values("measure"), deleted_at=None),
        indicators,
        catalogue(language_of(request)).gettext,
    )


def _element_page(
    request: HttpRequest,
    allowed: Access,
    working_copy: WorkingCopy,
    found: Standing,
    wanted: str,
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    names = found.names
    shown = names.by_id.get(wanted)
    if shown is None:
        raise Http404
    judgements = ElementJudgement.objects.filter(plan=working_copy, element=wanted)
    today = timezone.localdate()
    reports = StatusReport.objects.filter(
        read_by(allowed), plan=working_copy, element=wanted, deleted_at=None
    )
    return render_at(
        request,
        allowed,
        "followup/standing_element.html",
        status=422 if error is not None else 200,
        error=error,
        said=request.POST if error is not None else {},
        plan=working_copy,
        whole=found.plan,
        element=shown,
        level=found.plan.level(shown.level).singular,
        above=names.ancestors(shown),
        rollups=found.rollups,
        rollup=found.rollups[wanted],
        measures=measures_of(working_copy, wanted),
        indicators=[
            aged_at(one, today) for one in with_newest(indicators_of(working_copy, wanted))
        ],
        charts=_charts(request, allowed, working_copy, shown) if shown.children else None,
        missing=beside_element(
            working_copy.pk, wanted, allowed, catalogue(language_of(request)).gettext
        ),
        money=told_cost(allowed, working_copy, shown),
        judgements=judgements.order_by("-pk"),
        reports=reports.select_related("period").order_by("-period__last"),
        states=[state for state in ElementState if state is not ElementState.NO_DATA],
        may_judge=allowed.may(Action.JUDGE),
        may_measure=allowed.anywhere(Action.EDIT_MEASURE),
        may_indicate=allowed.may(Action.EDIT_INDICATOR),
        **_NAMES,
    )

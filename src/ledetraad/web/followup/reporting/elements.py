"""The elements of a plan, each with what is said of it for a period."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ledetraad.followup.status import MEASURE_STATUS_MARKS, MEASURE_STATUS_NAMES
from ledetraad.plan.model import Element
from ledetraad.web.followup.models import StatusReport
from ledetraad.web.followup.reporting.board_rows import STATE_MARKS, STATE_NAMES
from ledetraad.web.followup.reporting.readable import may_write_of_elements
from ledetraad.web.followup.reporting.subject import period_at, plan_at
from ledetraad.web.followup.standings.overview import WHOLE
from ledetraad.web.place import place_of, render_at


@login_required
@require_safe
def index(request: HttpRequest, place: str, pk: int, slug: str) -> HttpResponse:
    """Every element of a plan with its report for a period."""
    allowed = place_of(request, place)
    if not may_write_of_elements(allowed):
        raise Http404
    period = period_at(allowed, pk)
    working_copy, plan = plan_at(allowed, slug)
    reports = {
        one.element: one for one in StatusReport.objects.filter(period=period, plan=working_copy)
    }
    names = {level.key: level.singular for level in plan.levels}
    every = list(_walk(plan.elements))
    theme, parted = request.GET.get("tema", ""), len(every) > WHOLE
    return render_at(
        request,
        allowed,
        "followup/report_elements.html",
        period=period,
        working_copy=working_copy,
        rows=[
            (depth, one, names.get(one.level, ""), reports.get(one.id))
            for depth, one in (_parts(plan.elements, theme) if parted else every)
        ],
        parted=parted,
        theme=theme,
        statuses=MEASURE_STATUS_NAMES,
        marks=MEASURE_STATUS_MARKS,
        state_names=STATE_NAMES,
        state_marks=STATE_MARKS,
    )


def _parts(themes: tuple[Element, ...], opened: str) -> Iterator[tuple[int, Element]]:
    """The themes, and all that stands under the one that is open."""
    for one in themes:
        yield 0, one
        if one.id == opened:
            yield from _walk(one.children, 1)


def _walk(elements: tuple[Element, ...], depth: int = 0) -> Iterator[tuple[int, Element]]:
    for one in elements:
        yield depth, one
        yield from _walk(one.children, depth + 1)

"""Where somebody's work begins: what is asked of them, by when."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.missing.beside import open_by_rule
from ledetraad.web.followup.models import Measure
from ledetraad.web.followup.reporting.counting import counted
from ledetraad.web.followup.reporting.known_periods import open_periods
from ledetraad.web.followup.reporting.worklist import (
    MOST,
    asked_of,
    by_period,
    sent_back,
    wanting,
)
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.newest import newest_revisions
from ledetraad.web.plans.views import person


@login_required
@require_safe
def work(request: HttpRequest, place: str) -> HttpResponse:
    """What is asked of me; for those who follow up, how far the units have come; for all, how each
    plan stands.
    """
    allowed = place_of(request, place)
    user = person(request)
    today = timezone.localdate()
    asked = asked_of(allowed, user)
    stale = wanting(allowed, user, today)
    followed = open_periods(allowed.municipality) if allowed.may(Action.RETURN_REPORT) else []
    counts = counted(followed)
    return render_at(
        request,
        allowed,
        "followup/work.html",
        returned=sent_back(asked),
        periods=by_period(asked, today),
        wanting=stale[:MOST],
        wanting_count=len(stale),
        followed=[(one, counts[one.pk]) for one in followed],
        missing=sum(count for _, count in open_by_rule(allowed.municipality, person=user.pk)),
        plans=[one.working_copy for one in newest_revisions(allowed.municipality)],
        handed_in=handed_in(request, allowed.municipality.pk),
    )


def handed_in(request: HttpRequest, municipality: int) -> Measure | None:
    """The measure that somebody has just handed a report in for, as the address tells."""
    number = request.GET.get("levert", "")
    if not (number.isascii() and number.isdigit() and len(number) < 9):  # noqa: PLR2004
        return None
    return Measure.objects.filter(municipality=municipality, number=int(number)).first()

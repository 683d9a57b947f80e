"""Reminding those who have not reported for a period, and who was reminded when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.followup.reporting.locked_document import called
from ledetraad.web.followup.reporting.subject import period_at
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.notices.jobs import REMIND, remind_occasion
from ledetraad.web.notices.models import Notice
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

State = Notice.State
STATE_NAMES = {
    State.WAITING: N_("on its way"),
    State.SENT: N_("sent"),
    State.SKIPPED: N_("not sent: there was nothing to remind of any more"),
    State.GATHERED: N_("comes in the person's daily or weekly mail"),
    State.DECLINED: N_("not sent: the person wants no mail"),
    State.NO_ADDRESS: N_("not sent: the person has no mail address"),
    State.REFUSED: N_("not sent: the mail server refuses the address"),
    State.GIVEN_UP: N_("not sent: the mail server could not be reached"),
}
STATE_MARKS = {State.WAITING: "…", State.SENT: "✓", State.GATHERED: "◷"}
_UNDER_WAY = frozenset({Job.State.WAITING, Job.State.RUNNING})
_MOST = 500


@dataclass(frozen=True, slots=True)
class Reminded:
    """A person who was to be reminded."""

    day: date
    name: str
    state: str
    mark: str


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Remind them, once a day at most; and see what became of it."""
    allowed = place_of(request, place)
    allowed.require(Action.RETURN_REPORT)
    period = period_at(allowed, pk)
    open_ = period.state == ReportingPeriod.State.OPEN
    today = timezone.localdate().isoformat()
    key = remind_occasion(pk, today)
    if request.method == "POST" and settings.MAIL and open_:
        enqueue(
            REMIND,
            key=key,
            owner=allowed.municipality.pk,
            period=pk,
            by=person(request).pk,
            day=today,
        )
        return redirect("remind", place=place, pk=pk)
    notices = (
        Notice.objects.filter(
            municipality=allowed.municipality, occasion__startswith=remind_occasion(pk, "")
        )
        .select_related("user")
        .order_by("-pk")
    )
    asked = set(Job.objects.filter(key=key).values_list("state", flat=True))
    return render_at(
        request,
        allowed,
        "notices/reminded.html",
        status=422 if request.method == "POST" else 200,
        period=period,
        open=open_,
        mail=settings.MAIL,
        under_way=bool(asked & _UNDER_WAY),
        done=Job.State.DONE in asked,
        reminded=[
            Reminded(
                timezone.localdate(one.made_at),
                called(one.user),
                STATE_NAMES[State(one.state)],
                STATE_MARKS.get(State(one.state), "–"),
            )
            for one in notices[:_MOST]
        ],
    )

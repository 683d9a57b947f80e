"""The jobs that tell people things: planned every morning, sent one by one, tried for two days.

A mail is handed over just before its notice is marked sent in the transaction that ends the job.
Where the machine stops in between it is sent once more, with the same Message-ID.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.models import ReportingPeriod, StatusReport
from ledetraad.web.history.models import Change
from ledetraad.web.jobs.kinds import Effect, Run, job, repeating
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.jobs.upkeep import went
from ledetraad.web.notices.models import Notice
from ledetraad.web.notices.people import who_has_not_reported
from ledetraad.web.notices.planning import digests, reminders
from ledetraad.web.notices.services.notice_send import send_notice
from ledetraad.web.notices.services.notices_make import SEND, Wanted, make_notices, send_later

PLAN, REMIND, RETURNED = "plan-notices-of", "remind", "tell-returned"
GIVEN_UP_AFTER = timedelta(days=2)
KEPT_FOR = timedelta(days=400)
_ENDED = (Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED)
State = Notice.State


@repeating("plan-notices", at=time(6, 30))
def plan_notices(_: Run) -> Effect | None:
    """Have the notices of the day planned, a job for each municipality."""
    if not settings.MAIL:
        return None
    today = timezone.localdate().isoformat()
    places = list(Municipality.objects.values_list("pk", flat=True))

    def store() -> None:
        for place in places:
            enqueue(PLAN, owner=place, municipality=place, day=today)

    return store


@job(PLAN)
def plan_notices_of(_: Run, *, municipality: int, day: str) -> Effect | None:
    """Plan the notices of a day in a municipality."""
    place = Municipality.objects.filter(pk=municipality).first()
    today = date.fromisoformat(day)
    if place is None or today != timezone.localdate():
        return None
    wanted = [*reminders(place, today), *digests(place, today)]
    return lambda: make_notices(place, wanted)


@job(SEND)
def send(run: Run, *, notice: int) -> Effect | None:
    """Send a notice, and mark it so."""
    waiting = Notice.objects.filter(pk=notice, state=State.WAITING)
    found = waiting.select_related("user", "municipality").first()
    if found is None:
        return None
    run.progress(0, 1)
    state = send_notice(found, timezone.localdate())

    def store() -> None:
        sent_at = timezone.now() if state == State.SENT else None
        waiting.update(state=state, sent_at=sent_at)

    return store


@job(REMIND)
def remind(_: Run, *, period: int, by: int, day: str) -> Effect | None:
    """Remind those who have not reported for a period, because somebody wants it."""
    found = (
        ReportingPeriod.objects.filter(pk=period, state=ReportingPeriod.State.OPEN, deleted_at=None)
        .select_related("municipality")
        .first()
    )
    if found is None:
        return None
    about = {"period": period, "by": _called(User.objects.filter(pk=by).first())}
    wanted = [
        Wanted(user, Notice.Kind.REMINDER, remind_occasion(period, day), about)
        for user in who_has_not_reported(found)
    ]
    return lambda: make_notices(found.municipality, wanted)


@job(RETURNED)
def tell_returned(_: Run, *, report: int, version: int, by: int | None) -> Effect | None:
    """Tell those whom it concerns that a report was sent back."""
    found = (
        StatusReport.objects.filter(pk=report, state=StatusReport.State.RETURNED)
        .select_related("municipality", "measure__person")
        .first()
    )
    if found is None:
        return None
    people = {one.pk: one for one in (_who_handed_in(found), _responsible(found)) if one}
    sender = User.objects.filter(pk=by).first() if by is not None else None
    about = {"report": report, "by": _called(sender)}
    occasion = f"returned {report} {version}"
    wanted = [
        Wanted(user, Notice.Kind.RETURNED, occasion, about)
        for user in people.values()
        if user.is_active and user != sender
    ]
    return lambda: make_notices(found.municipality, wanted)


@repeating("resend-notices", every=timedelta(minutes=15))
def resend_notices(_: Run) -> Effect | None:
    """Try again what could not be sent; after two days it is of no use any more."""
    now = timezone.now()
    stuck = Notice.objects.filter(state=State.WAITING).filter(
        Q(job=None) | Q(job__state__in=_ENDED)
    )

    def store() -> None:
        old = Notice.objects.filter(made_at__lt=now - GIVEN_UP_AFTER, state=State.WAITING)
        old.update(state=State.GIVEN_UP)
        for notice in list(stuck):
            send_later(notice)

    return store


@repeating("delete-old-notices", at=time(3, 40))
def delete_old_notices(_: Run) -> Effect:
    """Delete what people were told more than 400 days ago."""
    before = timezone.now() - KEPT_FOR

    def delete() -> None:
        went("old notices", Notice.objects.filter(made_at__lt=before).delete()[0])

    return delete


def remind_occasion(period: int, day: str) -> str:
    """What somebody is reminded for once a day at most."""
    return f"remind {period} {day}"


def _who_handed_in(report: StatusReport) -> User | None:
    changes = Change.objects.filter(kind=StatusReport.kind(), object_id=report.pk, by__isnull=False)
    for change in changes.select_related("by"):
        if change.fields.get("state", ["", ""])[1] == StatusReport.State.SUBMITTED:
            return change.by
    return None


def _responsible(report: StatusReport) -> User | None:
    return report.measure.person if report.measure is not None else None


def _called(user: User | None) -> str:
    return (user.get_full_name() or user.get_username()) if user is not None else ""

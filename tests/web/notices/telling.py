"""Short ways to have people told things."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.notices.models import Notice, NoticeChoice
from ledetraad.web.notices.planning import digests
from ledetraad.web.notices.services.notices_make import make_notices
from tests.web.followup.reporting.place import Place

MONDAY, TUESDAY, SATURDAY = date(2026, 6, 8), date(2026, 6, 9), date(2026, 6, 13)
Often = NoticeChoice.Often
State = Notice.State


def due_in(place: Place, days: int) -> ReportingPeriod:
    return place.period(due=(timezone.localdate() + timedelta(days=days)).isoformat())


def morning(place: Place) -> None:
    """What is planned in the morning is planned, and sent."""
    today = timezone.localdate().isoformat()
    enqueue("plan-notices-of", municipality=place.municipality.pk, day=today)
    run_waiting()


def digest_on(place: Place, day: date) -> None:
    """The digests of a day are planned, and sent."""
    make_notices(place.municipality, digests(place.municipality, day))
    run_waiting()


def choose(user: User, often: str, **more: object) -> NoticeChoice:
    return NoticeChoice.objects.update_or_create(user=user, defaults={"often": often, **more})[0]


def reminders() -> list[str]:
    return list(Notice.objects.filter(kind=Notice.Kind.REMINDER).values_list("state", flat=True))

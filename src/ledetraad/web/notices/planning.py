"""Who is to be told what on a day: reports that are due soon, and digests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from ledetraad.followup.working_days import is_working_day
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.notices.models import Notice, NoticeChoice
from ledetraad.web.notices.people import people, who_has_not_reported
from ledetraad.web.notices.services.notices_make import Wanted

BEFORE = timedelta(days=3)
"""How long before a report is due it is reminded of."""
Often = NoticeChoice.Often
_SPANS = {Often.DAILY: timedelta(days=1), Often.WEEKLY: timedelta(days=7)}


def reminders(municipality: Municipality, today: date) -> Iterator[Wanted]:
    """Reminders of the reports that are due within three days, and of those that are due today.

    Where nothing ran three days before, the first day after that on which something does.
    """
    periods = ReportingPeriod.objects.filter(
        municipality=municipality,
        state=ReportingPeriod.State.OPEN,
        deleted_at=None,
        due__range=(today, today + BEFORE),
    )
    for period in periods.select_related("municipality"):
        when = "today" if period.due == today else "soon"
        occasion = f"due {period.pk} {period.due.isoformat()} {when}"
        for user in who_has_not_reported(period):
            yield Wanted(user, Notice.Kind.REMINDER, occasion, {"period": period.pk})


def digests(municipality: Municipality, today: date) -> Iterator[Wanted]:
    """The digests of a working day: daily ones, and the week's where none is made yet.

    So the week's is made on its first working day, or the first day after on which something runs.
    Who is told at once gets the week's, too.
    """
    if not is_working_day(today):
        return
    everybody = [user for user, _ in people(municipality)]
    chosen = dict(NoticeChoice.objects.filter(user__in=everybody).values_list("user", "often"))
    last = dict(
        Notice.objects.filter(
            municipality=municipality, kind=Notice.Kind.DIGEST, state=Notice.State.SENT
        )
        .order_by()
        .values_list("user")
        .annotate(Max("sent_at"))
    )
    for user in everybody:
        often = chosen.get(user.pk, Often.AT_ONCE)
        if often == Often.NEVER:
            continue
        rhythm = Often.DAILY if often == Often.DAILY else Often.WEEKLY
        since = last.get(user.pk) or timezone.now() - _SPANS[rhythm]
        yield Wanted(
            user,
            Notice.Kind.DIGEST,
            _occasion(municipality, rhythm, today),
            {"often": rhythm, "since": since.isoformat()},
        )


def _occasion(municipality: Municipality, rhythm: NoticeChoice.Often, today: date) -> str:
    if rhythm == Often.DAILY:
        return f"digest {municipality.pk} {today.isoformat()}"
    year, week, _ = today.isocalendar()
    return f"digest {municipality.pk} {year}-W{week:02}"

"""The last second: what was begun in time counts, by the server's clock in Norway."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ledetraad.web.hearing.links import new_stamp
from ledetraad.web.hearing.models import Statement
from tests.web.hearing.conftest import PUBLIC, Speaking

PEOPLE = 50
MIDNIGHTS = {
    "winter": (date(2026, 1, 31), datetime(2026, 1, 31, 23, tzinfo=UTC)),
    "summer": (date(2026, 6, 30), datetime(2026, 6, 30, 22, tzinfo=UTC)),
    "the day that summer time begins": (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
    "the day before it begins": (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),
    "the day that summer time ends": (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),
    "the day before it ends": (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),
}


@pytest.mark.parametrize("when", MIDNIGHTS)
def test_fifty_who_begin_in_the_last_second_are_all_in_time_and_the_next_is_late(
    speaking: Speaking, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    day, midnight = MIDNIGHTS[when]
    speaking.move(day - timedelta(days=50), day)
    stamps = [new_stamp(midnight - timedelta(seconds=1)) for _ in range(PEOPLE)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: midnight + timedelta(minutes=5))
    monkeypatch.setattr(
        "ledetraad.web.hearing.limits.visitor", lambda _: str(Statement.objects.count())
    )

    answers = {speaking.send(stamp=stamp).status_code for stamp in stamps}
    late = speaking.send(stamp=new_stamp(midnight))

    assert answers == {302}
    assert sorted(Statement.objects.values_list("number", flat=True)) == list(range(1, PEOPLE + 1))
    assert late.status_code == 422
    assert speaking.client.get(f"{PUBLIC}si/").headers["Location"] == PUBLIC


def test_an_hour_after_the_deadline_is_too_late_for_what_was_begun_in_time(
    speaking: Speaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, midnight = MIDNIGHTS["the day that summer time ends"]
    speaking.move(day - timedelta(days=50), day)
    stamp = new_stamp(midnight - timedelta(seconds=1))

    for after, status in ((timedelta(minutes=60), 422), (timedelta(minutes=59), 302)):
        now = midnight + after
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        assert speaking.send(stamp=stamp).status_code == status

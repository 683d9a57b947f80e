"""A hearing that is flooded: those whose browser has worked come in, others wait their turn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ledetraad.hearing import proof
from ledetraad.web.hearing.jobs import forget_visitors
from ledetraad.web.hearing.limits import WITHOUT_WORK, Within
from ledetraad.web.hearing.links import read_stamp
from ledetraad.web.hearing.models import Hearing, Statement, Visit
from ledetraad.web.hearing.pace import PACE, Pace
from ledetraad.web.jobs.kinds import Run
from tests.web.hearing.conftest import PUBLIC, Speaking


@pytest.fixture
def flooded(speaking: Speaking) -> Speaking:
    """Four hundred have come in within the last minute."""
    PACE.see(speaking.hearing.pk, 0)
    PACE.see(speaking.hearing.pk, 400)
    Hearing.objects.update(last_number=400)
    return speaking


def worked(stamp: str, bits: int = 12) -> dict[str, str]:
    known = read_stamp(stamp)
    assert known is not None
    return {"stamp": stamp, "work": proof.find(known.nonce, bits)}


def test_the_form_tells_the_browser_what_to_work_on_and_works_without(speaking: Speaking) -> None:
    page = speaking.page("si/")

    assert 'data-bits="12"' in page
    assert speaking.send().status_code == 302


def test_work_lets_a_statement_in_and_is_used_up_with_its_form(flooded: Speaking) -> None:
    fields = worked(flooded.stamp(timedelta(seconds=5)))

    first, again = flooded.send(**fields), flooded.send(**fields)

    assert first.status_code == 302
    assert again.headers["Location"] == first.headers["Location"]
    assert Statement.objects.count() == 1


def test_without_work_one_is_asked_to_wait_and_nothing_is_lost(flooded: Speaking) -> None:
    response = flooded.send("Skrevet i hast.", stamp=flooded.stamp(timedelta(seconds=5)))

    assert response.status_code == 422
    assert "Skrevet i hast." in response.content.decode()
    assert not Statement.objects.exists()


def test_whoever_has_waited_comes_in_without_work_as_long_as_there_is_room(
    flooded: Speaking,
) -> None:
    Visit.objects.all().delete()
    assert flooded.send().status_code == 302

    key, ends_at = WITHOUT_WORK.span(str(flooded.hearing.pk), timezone.now())
    Visit.objects.update_or_create(
        key=key, defaults={"count": WITHOUT_WORK.most, "ends_at": ends_at}
    )
    after, later = WITHOUT_WORK.span(str(flooded.hearing.pk), ends_at)
    Visit.objects.update_or_create(
        key=after, defaults={"count": WITHOUT_WORK.most, "ends_at": later}
    )
    assert flooded.send().status_code == 422
    assert flooded.send(**worked(flooded.stamp())).status_code == 302


def test_too_little_work_is_none(flooded: Speaking) -> None:
    PACE.see(flooded.hearing.pk, 20_000)
    fields = worked(flooded.stamp(timedelta(seconds=5)), bits=4)

    assert flooded.send(**fields).status_code == 422


def test_the_pace_is_that_of_the_last_minute() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])

    pace.see(1, 10)
    assert pace.per_minute(1) == 0
    now[0] = 30
    pace.see(1, 500)
    assert pace.per_minute(1) == 490
    now[0] = 61
    pace.see(1, 510)
    assert pace.per_minute(1) == 10
    assert pace.per_minute(2) == 0


def test_what_is_counted_of_visitors_is_forgotten_when_its_hour_is_over(
    speaking: Speaking,
) -> None:
    Within("speak", most=1, seconds=60).spend("x", timezone.now() - timedelta(hours=2))
    speaking.said()

    effect = forget_visitors(Run(None))  # type: ignore[arg-type]
    assert effect is not None
    effect()

    assert Visit.objects.count() == 1
    assert not Visit.objects.filter(key__contains="127.0.0.1").exists()


def test_the_form_stays_the_same_when_it_comes_back_so_that_its_work_still_counts(
    flooded: Speaking,
) -> None:
    fields = worked(flooded.stamp(timedelta(seconds=5)))
    back = flooded.send("", **fields)
    assert back.status_code == 422

    assert flooded.client.post(f"{PUBLIC}si/", flooded.fields(**fields)).status_code == 302

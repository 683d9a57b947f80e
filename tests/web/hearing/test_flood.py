"""A hearing that is flooded: those whose browser has worked come in, others wait their turn."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ledetraad.hearing import proof
from ledetraad.web.hearing.limits import SPEAK, WITHOUT_WORK
from ledetraad.web.hearing.links import read_stamp
from ledetraad.web.hearing.models import Hearing, Statement
from ledetraad.web.hearing.opened import OPENED
from ledetraad.web.hearing.pace import per_minute
from ledetraad.web.jobs.kinds import Run
from ledetraad.web.tallies.models import Tally
from ledetraad.web.tallies.tidying import forget_tallies
from tests.web.hearing.conftest import PUBLIC, Speaking


@pytest.fixture
def flooded(speaking: Speaking) -> Speaking:
    """Three hundred have come in within the last minute."""
    come_in(speaking.hearing, proof.CALM, timezone.now())
    return speaking


def come_in(
    hearing: Hearing, count: int, at: datetime, channel: str = Statement.Channel.WEB
) -> None:
    """Let so many have come in at a time, by the form or otherwise."""
    first = Statement.objects.count() + 1
    Statement.objects.bulk_create(
        Statement(
            municipality_id=hearing.municipality_id,
            hearing=hearing,
            number=number,
            version=1,
            channel=channel,
            speaker="resident",
            begun_at=at,
            received_at=at,
            confirmed_at=at,
            nonce=f"{number:064x}",
            link_hash=f"{number:064x}",
        )
        for number in range(first, first + count)
    )
    Hearing.objects.filter(pk=hearing.pk).update(last_number=first + count - 1)
    OPENED.forget()


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
    assert Statement.objects.count() == proof.CALM + 1


def test_without_work_one_is_asked_to_wait_and_nothing_is_lost(flooded: Speaking) -> None:
    response = flooded.send("Skrevet i hast.", stamp=flooded.stamp(timedelta(seconds=5)))

    assert response.status_code == 422
    assert "Skrevet i hast." in response.content.decode()
    assert Statement.objects.count() == proof.CALM


def test_whoever_has_waited_comes_in_without_work_as_long_as_there_is_room(
    flooded: Speaking,
) -> None:
    assert flooded.send().status_code == 302

    now = timezone.now().timestamp()
    for at in (now, now + WITHOUT_WORK.seconds):
        WITHOUT_WORK.take(str(flooded.hearing.pk), WITHOUT_WORK.most, now=at)
    assert flooded.send().status_code == 422
    assert flooded.send(**worked(flooded.stamp())).status_code == 302


def test_too_little_work_is_none(flooded: Speaking) -> None:
    fields = worked(flooded.stamp(timedelta(seconds=5)), bits=4)

    assert flooded.send(**fields).status_code == 422


def test_the_pace_is_that_of_the_last_minute_and_the_same_to_every_process(
    speaking: Speaking,
) -> None:
    now, key = timezone.now(), speaking.hearing.pk

    come_in(speaking.hearing, proof.CALM - 1, now)
    assert per_minute(key, now) == 0
    come_in(speaking.hearing, 1, now)
    assert per_minute(key, now) == proof.CALM
    assert per_minute(key, now + timedelta(seconds=61)) == 0
    come_in(speaking.hearing, 3_000 - proof.CALM, now)
    assert per_minute(key, now) == 3_000


def test_letters_that_are_taken_in_are_no_flood(speaking: Speaking) -> None:
    now = timezone.now()
    come_in(speaking.hearing, proof.CALM, now, Statement.Channel.LETTER)

    assert per_minute(speaking.hearing.pk, now) == 0
    assert speaking.send(stamp=speaking.stamp(timedelta(seconds=5))).status_code == 302


def test_what_is_counted_of_visitors_is_forgotten_when_its_hour_is_over(
    speaking: Speaking,
) -> None:
    SPEAK.spend("x", now=(timezone.now() - timedelta(hours=2)).timestamp())
    speaking.said()

    effect = forget_tallies(Run(None))  # type: ignore[arg-type]
    assert effect is not None
    effect()

    assert Tally.objects.count() == 1
    assert not Tally.objects.filter(key__contains="127.0.0.1").exists()


def test_the_form_stays_the_same_when_it_comes_back_so_that_its_work_still_counts(
    flooded: Speaking,
) -> None:
    fields = worked(flooded.stamp(timedelta(seconds=5)))
    back = flooded.send("", **fields)
    assert back.status_code == 422

    assert flooded.client.post(f"{PUBLIC}si/", flooded.fields(**fields)).status_code == 302

"""Background work: done once, whatever happens to those who do it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from ledetraad.errors import kept_error
from ledetraad.web.jobs.kinds import KINDS, Cancelled, Repetition, Run, job, last_due, repeating
from ledetraad.web.jobs.lease import take
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.queue import Waiting, cancel, enqueue
from ledetraad.web.jobs.schedule import enqueue_due
from ledetraad.web.jobs.timing import Timing
from ledetraad.web.jobs.worker import run_waiting
from tests.web.job_kinds import write_down

AT_ONCE = Timing(back_off=(timedelta(0), timedelta(0)))
CUT_OFF = Timing(lease=timedelta(seconds=-1))
"""A worker that is given up as soon as it has begun."""


def written() -> list[str]:
    return sorted(name.split()[0] for name in Group.objects.values_list("name", flat=True))


class TestQueue:
    def test_a_job_is_done_and_its_effect_stored(self) -> None:
        made = enqueue("test-write", name="x")

        assert run_waiting() == 1

        made.refresh_from_db()
        assert (made.state, made.done, made.total) == ("done", 1, 1)
        assert written() == ["x"]
        assert run_waiting() == 0

    def test_a_caller_that_is_rolled_back_puts_nothing_in_the_queue(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            enqueue("test-write", name="x")
            raise ZeroDivisionError

        assert run_waiting() == 0

    def test_what_no_function_takes_is_refused_at_once(self) -> None:
        with pytest.raises(KeyError):
            enqueue("test-nothing")
        with pytest.raises(TypeError):
            enqueue("test-write", nam="x")

    def test_one_of_a_key_waits_and_another_may_when_it_is_begun(self) -> None:
        first = enqueue("test-write", name="x", key="k")
        assert enqueue("test-write", name="x", key="k") == first
        assert enqueue("test-write", name="x", key="other") != first

        lease = take(KINDS, Timing())

        assert lease is not None
        assert lease.job == first
        assert enqueue("test-write", name="x", key="k") != first
        lease.give_back()
        assert run_waiting() == 3

    def test_a_job_for_later_waits_until_then(self) -> None:
        due = timezone.now() + timedelta(hours=1)
        enqueue("test-write", name="x", run_after=due)

        assert run_waiting() == 0
        assert Waiting.now() == Waiting(1, due)

    def test_at_most_so_many_are_done(self) -> None:
        for _ in range(3):
            enqueue("test-write", name="x")

        assert run_waiting(2) == 2
        assert Waiting.now().count == 1


@pytest.mark.django_db(transaction=True)  # after a fault the worker closes its connection
class TestFailures:
    def test_what_is_somebodys_to_mend_fails_at_once_and_is_kept_to_be_shown(self) -> None:
        made = enqueue("test-refuse", name="x")

        assert run_waiting(timing=AT_ONCE) == 1

        made.refresh_from_db()
        assert made.state == "failed"
        assert kept_error(made.error).told() == "The plan “x” is missing. Make it."
        in_norwegian = {
            "The plan “%(name)s” is missing.": "Planen «%(name)s» mangler.",
            "Make it.": "Lag den.",
        }
        assert (
            kept_error(made.error).told(in_norwegian.__getitem__) == "Planen «x» mangler. Lag den."
        )

    def test_a_fault_is_tried_three_times_and_only_its_class_is_shown(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        made = enqueue("test-break")

        assert run_waiting(timing=AT_ONCE) == 3

        made.refresh_from_db()
        assert (made.state, made.attempts) == ("failed", 3)
        assert "ZeroDivisionError" in kept_error(made.error).told()
        assert "secret" not in json.dumps(made.error)
        assert "a secret" in caplog.text

    def test_a_fault_is_tried_again_after_a_while_only(self) -> None:
        made = enqueue("test-break")

        assert run_waiting() == 1

        made.refresh_from_db()
        assert made.state == "waiting"
        assert made.begun_at is not None
        assert made.run_after >= made.begun_at + Timing().back_off[0]

    def test_an_effect_that_breaks_down_stores_nothing(self) -> None:
        made = enqueue("test-break", in_effect=True)

        run_waiting(timing=AT_ONCE)

        made.refresh_from_db()
        assert made.state == "failed"
        assert written() == []

    def test_a_job_whose_workers_were_cut_off_three_times_fails_and_says_so(self) -> None:
        made = enqueue("test-write", name="x")

        for _ in range(3):
            assert take(KINDS, CUT_OFF) is not None
        assert run_waiting() == 0

        made.refresh_from_db()
        assert made.state == "failed"
        assert "3 times" in kept_error(made.error).what()

    def test_a_worker_that_has_lost_its_lease_changes_nothing(self) -> None:
        made = enqueue("test-write", name="x")
        slow = take(KINDS, CUT_OFF)
        assert slow is not None

        assert run_waiting() == 1

        assert not slow.renew()
        assert not slow.tell(1, 2)
        assert not slow.store(lambda: write_down("twice"))
        slow.fail_for_now(ZeroDivisionError())
        slow.give_back()
        made.refresh_from_db()
        assert (made.state, made.attempts, written()) == ("done", 2, ["x"])


class TestCancelling:
    def test_a_job_that_waits_is_not_begun(self) -> None:
        made = enqueue("test-write", name="x")

        assert cancel(made)

        assert made.state == "cancelled"
        assert run_waiting() == 0

    def test_what_a_job_would_have_stored_is_not_stored(self) -> None:
        made = enqueue("test-write", name="x")
        lease = take(KINDS, Timing())
        assert lease is not None

        cancel(made)

        with pytest.raises(Cancelled):
            Run(lease).progress(1, 2)
        assert not lease.store(lambda: write_down("x"))
        assert written() == []

    def test_a_job_that_has_ended_stays_as_it_is(self) -> None:
        made = enqueue("test-write", name="x")
        run_waiting()

        assert not cancel(made)

        made.refresh_from_db()
        assert made.state == "done"


def test_progress_is_stored_twice_a_second_and_at_the_end_however_often_it_is_told() -> None:
    class Told:
        def __init__(self) -> None:
            self.all: list[tuple[int, int]] = []

        def tell(self, done: int, total: int) -> bool:
            self.all.append((done, total))
            return True

    told, now = Told(), 0.0
    run = Run(told, clock=lambda: now)
    for part in range(1, 101):
        run.progress(part, 100)
        now += 0.0625

    every_half_second = [(part, 100) for part in range(1, 101, 8)]
    assert told.all == [*every_half_second, (100, 100)]


class TestRepeating:
    @pytest.fixture
    def _nightly(self) -> Iterator[None]:
        repeating("test-nightly", at=time_of_day(3))(lambda _run: None)
        yield
        del KINDS["test-nightly"]

    @pytest.mark.usefixtures("_nightly")
    def test_it_is_put_in_the_queue_once_for_each_time_it_is_due(self) -> None:
        def enqueued(*now: int) -> int:
            enqueue_due(datetime(*now, tzinfo=UTC))  # type: ignore[misc,arg-type]
            return Job.objects.filter(kind="test-nightly").count()

        assert enqueued(2026, 3, 2, 12) == 1
        assert enqueued(2026, 3, 2, 12, 1) == 1
        run_waiting()
        assert enqueued(2026, 3, 2, 23) == 1
        assert enqueued(2026, 3, 3, 1, 59) == 1
        assert enqueued(2026, 3, 3, 2) == 2

    def test_times_of_day_are_norways_and_spans_are_counted_alike_everywhere(self) -> None:
        oslo = ZoneInfo("Europe/Oslo")
        now = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)

        nightly = last_due(Repetition(at=time_of_day(2, 15)), now.astimezone(oslo))
        hourly = last_due(Repetition(every=timedelta(hours=1)), now.astimezone(oslo))

        assert nightly == datetime(2026, 7, 1, 0, 15, tzinfo=UTC)
        assert hourly == datetime(2026, 7, 1, 0, 0, tzinfo=UTC)

    def test_names_are_taken_once_and_spans_are_not_longer_than_is_remembered(self) -> None:
        with pytest.raises(ValueError, match="test-write"):
            job("test-write")(lambda _run: None)
        with pytest.raises(ValueError, match="every must be"):
            repeating("test-seldom", every=timedelta(days=29))
        with pytest.raises(ValueError, match="either"):
            repeating("test-never")

    def test_jobs_that_ended_long_ago_are_deleted(self) -> None:
        old, new, waiting = (enqueue("test-write", name="x") for _ in range(3))
        now = timezone.now()
        for each, days in ((old, 31), (new, 29)):
            ended = now - timedelta(days=days)
            Job.objects.filter(pk=each.pk).update(state="done", ended_at=ended)
        Job.objects.filter(pk=waiting.pk).update(made_at=now - timedelta(days=99))

        enqueue_due()
        run_waiting()

        assert set(Job.objects.filter(kind="test-write")) == {new, waiting}

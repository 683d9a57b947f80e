"""What has had its time is taken away by night, and the log says what went."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import SignedIn
from ledetraad.web.accounts.tidying import forget_ended
from ledetraad.web.jobs.kinds import KINDS
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.jobs.worker import run_waiting

pytestmark = pytest.mark.django_db


def test_sessions_that_have_ended_are_forgotten_and_the_others_stay(
    reader: User, publisher: User
) -> None:
    ended, going_on = Client(), Client()
    ended.force_login(reader)
    going_on.force_login(publisher)
    Session.objects.filter(session_key=ended.session.session_key).update(
        expire_date=timezone.now() - timedelta(minutes=1)
    )

    assert forget_ended(timezone.now()) == 1

    assert [one.user for one in SignedIn.objects.all()] == [publisher]
    assert Session.objects.count() == 1


def test_the_log_says_what_went(reader: User, caplog: pytest.LogCaptureFixture) -> None:
    Client().force_login(reader)
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    enqueue("forget-sessions")

    with caplog.at_level("INFO"):
        run_waiting()

    assert "deleted for good: 1 ended sessions" in caplog.text


def test_every_kind_of_upkeep_is_done_once_a_day_at_its_own_time() -> None:
    nightly = {
        kind.name: kind.repetition.at
        for kind in KINDS.values()
        if kind.repetition is not None and kind.repetition.at is not None
    }

    assert {
        "forget-sessions",
        "discard-imports",
        "discard-sheets",
        "delete-for-good",
        "forget-steps",
        "delete-old-jobs",
        "delete-old-notices",
    } <= set(nightly)
    assert len(set(nightly.values())) == len(nightly)

"""The administrator sees what waits, what has failed and why, and tries it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.jobs.kinds import KINDS
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.names import KIND_NAMES
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.jobs.worker import run_waiting
from tests.web import job_kinds  # noqa: F401  (its kinds)
from tests.web.followup.conftest import HERE, signed_in, units  # noqa: F401  (fixtures)

SignIn = Callable[..., Client]
JOBS = f"{HERE}jobber/"


@pytest.fixture
def failed(municipality: Municipality) -> Job:
    job = enqueue("test-refuse", owner=municipality.pk, name="Skole")
    run_waiting()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    return job


def page(client: Client) -> str:
    answer = client.get(JOBS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_failed_stands_there_with_the_reason_and_waits_again(
    signed_in: SignIn,  # noqa: F811
    failed: Job,
) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    assert "The plan “Skole” is missing." in page(client)

    assert client.post(f"{JOBS}{failed.pk}/igjen/").status_code == 302

    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.error) == (Job.State.WAITING, 0, None)
    assert "Skole” is missing" not in page(client)
    assert run_waiting() == 1


def test_what_is_done_is_not_done_again(
    signed_in: SignIn,  # noqa: F811
    municipality: Municipality,
) -> None:
    job = enqueue("test-write", owner=municipality.pk, name="x")
    run_waiting()

    signed_in(Role.ADMINISTRATOR).post(f"{JOBS}{job.pk}/igjen/")

    job.refresh_from_db()
    assert job.state == Job.State.DONE


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMINISTRATOR])
def test_nobody_else_sees_it(
    signed_in: SignIn,  # noqa: F811
    failed: Job,
    role: Role,
) -> None:
    client = signed_in(role)

    assert client.get(JOBS).status_code == 404
    assert client.post(f"{JOBS}{failed.pk}/igjen/").status_code == 404


def test_another_municipalitys_jobs_are_not_there(
    signed_in: SignIn,  # noqa: F811
) -> None:
    other = Municipality.objects.create(name="Eksempel kommune")
    theirs = enqueue("test-refuse", owner=other.pk, name="Hemmelig")
    run_waiting()
    client = signed_in(Role.ADMINISTRATOR)

    assert "Hemmelig" not in page(client)
    assert client.post(f"{JOBS}{theirs.pk}/igjen/").status_code == 404


def test_every_kind_has_a_name_that_people_understand() -> None:
    assert {name for name in KINDS if not name.startswith("test-")} <= set(KIND_NAMES)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_no_more_for_many_jobs(
    signed_in: SignIn,  # noqa: F811
    municipality: Municipality,
    count: int,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(count):
        enqueue("test-write", owner=municipality.pk, name="x")
    client = signed_in(Role.ADMINISTRATOR)

    with django_assert_max_num_queries(11):
        client.get(JOBS)

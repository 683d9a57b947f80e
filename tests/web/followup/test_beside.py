"""Comments and files of a measure can be taken away and put back, and history says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Attachment, Comment, Measure
from ledetraad.web.history.models import Change
from ledetraad.web.history.tidying import purge
from tests.web.followup.conftest import HERE

SignIn = Callable[..., Client]
Make = Callable[..., Measure]


@pytest.fixture
def here(a_measure: Make) -> str:
    return f"{HERE}tiltak/{a_measure().number}/"


def with_a_file(client: Client, here: str) -> Attachment:
    client.post(f"{here}fil/", {"file": SimpleUploadedFile("kart.pdf", b"%PDF")})
    return Attachment.objects.get()


def test_a_file_is_put_back_and_both_stand_in_history(signed_in: SignIn, here: str) -> None:
    client = signed_in(Role.PLANNER)
    file = with_a_file(client, here)

    client.post(f"{here}fil/{file.pk}/slett/")
    gone = client.get(here).content.decode()
    client.post(f"{here}fil/{file.pk}/gjenopprett/")

    assert f"{here}fil/{file.pk}/gjenopprett/" in gone and "slettet</strong>" not in gone[:2000]
    assert client.get(f"{here}fil/{file.pk}/").status_code == 200
    kept = Change.objects.filter(kind="followup.attachment", object_id=file.pk)
    assert [one.what for one in kept] == ["restored", "deleted"]
    assert "kart.pdf" in client.get(here).content.decode().split('id="history"')[1]


def test_a_comment_is_put_back_by_its_author_alone(signed_in: SignIn, here: str) -> None:
    client = signed_in(Role.PLANNER)
    client.post(f"{here}kommentar/", {"text": "Vi må snakke med skolen."})
    comment = Comment.objects.get()
    client.post(f"{here}kommentar/{comment.pk}/slett/")

    other = signed_in(Role.CONTROLLER)
    assert "snakke med skolen" not in other.get(here).content.decode()
    assert other.post(f"{here}kommentar/{comment.pk}/gjenopprett/").status_code == 404

    author = signed_in(Role.PLANNER)
    assert "snakke med skolen" in author.get(here).content.decode()
    author.post(f"{here}kommentar/{comment.pk}/gjenopprett/")
    comment.refresh_from_db()
    assert comment.deleted_at is None
    assert Change.objects.filter(kind="followup.comment").count() == 2


def test_a_reader_puts_no_file_back(signed_in: SignIn, here: str) -> None:
    client = signed_in(Role.PLANNER)
    file = with_a_file(client, here)
    client.post(f"{here}fil/{file.pk}/slett/")

    assert signed_in(Role.READER).post(f"{here}fil/{file.pk}/gjenopprett/").status_code == 404


def test_after_a_year_it_is_gone_for_good(signed_in: SignIn, here: str) -> None:
    client = signed_in(Role.PLANNER)
    file = with_a_file(client, here)
    client.post(f"{here}fil/{file.pk}/slett/")
    now = timezone.now()

    assert purge(now + timedelta(days=364)) == 0
    assert purge(now + timedelta(days=366)) == 1
    assert not Attachment.objects.exists()

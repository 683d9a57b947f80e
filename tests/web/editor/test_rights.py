"""Only those who may edit a plan meet its editor."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.editor.models import EditDraft
from ledetraad.web.plans.models import WorkingCopy
from tests.web.editor.pages import EDIT, POSTS

pytestmark = pytest.mark.django_db


def test_one_who_has_not_signed_in_is_asked_to(client: Client, plan: WorkingCopy) -> None:
    assert client.get(EDIT).headers["Location"] == f"/logg-inn/?next={EDIT}"


def test_the_editor_is_not_there_for_those_who_may_not_edit_the_plan(
    client: Client, plan: WorkingCopy, reader: User, stranger: User
) -> None:
    for person in (reader, stranger):
        client.force_login(person)
        for address in ("", "?rett=line-4", "finn/?find=vann"):
            assert client.get(EDIT + address).status_code == 404
        for address in POSTS:
            assert client.post(EDIT + address, {"do": "remove:line-4"}).status_code == 404
    assert not EditDraft.objects.exists()


def test_a_form_without_its_token_is_refused(publisher: User, plan: WorkingCopy) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(publisher)

    for address in POSTS:
        assert strict.post(EDIT + address).status_code == 403

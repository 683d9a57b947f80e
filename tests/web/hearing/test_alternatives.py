"""Alternatives: a plan and a hearing for each, which lead to each other and keep apart."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.hearing.models import Hearing
from ledetraad.web.hearing.services.hearing_save import make_hearing
from ledetraad.web.plans.models import WorkingCopy
from tests.web.hearing.conftest import Speaking
from tests.web.hearing.test_moderating import WORK


def other(hearing: Hearing, user: User, state: str) -> Hearing:
    """A hearing of another plan of the municipality."""
    copy = WorkingCopy.objects.get(pk=hearing.plan_id)
    copy.pk, copy.slug, copy.title = None, "alternativ-b", "Alternativ B"
    copy.save()
    made = make_hearing(hearing.said(), user=user)
    document = made.document | {"plan": copy.pk, "alternative": "Alternativ B", "state": state}
    Hearing.objects.filter(pk=made.pk).update(plan=copy, state=state, document=document)
    return made


def edit(client: Client, hearing: Hearing, **fields: str) -> int:
    said = {"name": hearing.name, "moderation": "before", "version": hearing.version, **fields}
    return client.post(f"{WORK}{hearing.pk}/rediger/", said).status_code


def test_each_alternative_is_named_and_leads_to_the_others(
    speaking: Speaking, running: Client, publisher: User
) -> None:
    beside = other(speaking.hearing, publisher, "announced")
    box = {f"beside-{beside.pk}": "1", "beside-999999": "1"}
    assert edit(running, speaking.hearing, alternative="Alternativ A", **box) == 302

    speaking.hearing.refresh_from_db()
    assert speaking.hearing.said().beside == (beside.pk,)
    page = speaking.page()
    assert "Alternativ A" in page
    assert '<a href="/plan/alternativ-b/horing/">Alternativ B</a>' in page


def test_an_alternative_that_is_not_announced_is_not_told_of(
    speaking: Speaking, running: Client, publisher: User
) -> None:
    beside = other(speaking.hearing, publisher, "draft")
    edit(running, speaking.hearing, **{f"beside-{beside.pk}": "1"})

    assert "Alternativ B" not in speaking.page()

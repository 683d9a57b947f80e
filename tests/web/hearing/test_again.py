"""A second hearing, limited to what has changed since the first."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.plan.model import Element, Plan
from ledetraad.web.hearing.models import Hearing
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_import import add_revision
from ledetraad.web.plans.services.plan_publish import publish
from ledetraad.web.public.library import LIBRARY
from tests.web.hearing.conftest import PUBLIC, Speaking
from tests.web.hearing.test_answering import do
from tests.web.hearing.test_moderating import WORK


def reworded(plan: Plan, key: str) -> Plan:
    """The plan with one element's words changed."""

    def walk(one: Element) -> Element:
        changed = {"children": tuple(walk(child) for child in one.children)}
        if one.id == key:
            return one.model_copy(update={**changed, "text": f"{one.text} Innen 2030."})
        return one.model_copy(update=changed)

    return plan.model_copy(update={"elements": tuple(walk(one) for one in plan.elements)})


def open_again(running: Client, publication: int, **more: str) -> Hearing | None:
    opens = timezone.localdate()
    fields = {
        "name": "Begrenset høring",
        "publication": str(publication),
        "opens": f"{opens:%d.%m.%Y}",
        "closes": f"{opens + timedelta(days=28):%d.%m.%Y}",
        "why_short": "Bare det som er endret",
        "moderation": "before",
        "limited": "1",
        **more,
    }
    response = running.post(f"{WORK}ny/", fields)
    return Hearing.objects.first() if response.status_code == 302 else None


def test_a_second_hearing_is_of_what_has_changed_alone(
    speaking: Speaking, running: Client, working_copy: WorkingCopy, publisher: User
) -> None:
    first, changed = speaking.hearing, speaking.strategy
    speaking.end()
    do(running, first, op="answer")
    add_revision(working_copy, reworded(speaking.plan, changed.id), user=publisher)
    newer = publish(working_copy, user=publisher, now=timezone.now())
    LIBRARY.forget_all()

    made = open_again(running, newer.pk)
    assert made is not None
    do(running, made, op="announce")

    assert made.said().only == (changed.id,)
    other = next(one for one in speaking.plan.walk() if one.id != changed.id)
    pages = {key: f"/plan/asker/e/{key}.html" for key in (changed.id, other.id)}
    invites = {
        key: "horing/si/?e=" in speaking.client.get(page).content.decode()
        for key, page in pages.items()
    }
    assert invites == {changed.id: True, other.id: False}
    form = speaking.client.get(f"{PUBLIC}si/?e={changed.id}").content.decode()
    assert f'<option value="{changed.id}">' in form
    assert f'<option value="{other.id}">' not in form
    assert "Innen 2030." in form


def test_there_is_no_limited_hearing_without_one_before(
    running: Client, publication: object
) -> None:
    assert open_again(running, publication.pk) is None  # type: ignore[attr-defined]
    assert not Hearing.objects.exists()


def test_what_may_be_personal_is_not_in_a_table_that_nobody_has_looked_through(
    speaking: Speaking, running: Client
) -> None:
    speaking.said("Ring meg på 412 34 567, så forklarer jeg.")

    data = running.get(f"{WORK}{speaking.hearing.pk}/merknadstabell.xlsx").content

    import io

    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert sheet["H2"].value == "Ring meg på […], så forklarer jeg."

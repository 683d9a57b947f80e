"""Bodies that are invited: put on the list, mailed, reminded, and tied to what they answer."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
import xlsxwriter
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ledetraad.hearing.hearing import State
from ledetraad.hearing.inviting import read_bodies
from ledetraad.web.hearing.jobs import remind_invited
from ledetraad.web.hearing.models import Hearing, Invited, Statement
from ledetraad.web.hearing.services.hearing_save import announce, make_hearing
from ledetraad.web.hearing.services.invitation_save import invite
from ledetraad.web.history.recording import history
from ledetraad.web.jobs.worker import run_waiting
from tests.web.hearing.conftest import Speaking
from tests.web.hearing.test_mail import box  # noqa: F401
from tests.web.notices.server import MailBox

LIST = "Statsforvalteren <post@sf.example.org>\nHeggedal vel <vel@example.org>\nHistorielaget"


def own(hearing: Hearing, address: str = "") -> str:
    return f"/oppfolging/{hearing.plan.municipality.slug}/horing/{hearing.pk}/invitert/{address}"


def act(client: Client, hearing: Hearing, op: str, **fields: Any) -> Any:
    return client.post(own(hearing, "gjor/"), {"op": op, **fields})


def page(client: Client, hearing: Hearing, address: str = "") -> str:
    response = client.get(own(hearing, address))
    assert response.status_code == 200
    return str(response.content.decode())


def invited(hearing: Hearing) -> list[Invited]:
    invite(hearing, read_bodies(LIST)[0], user=None)
    return list(Invited.objects.filter(hearing=hearing))


def link(box: MailBox, number: int = -1) -> str:  # noqa: F811
    found = re.search(r"https://plan\.example\.org(/plan/\S+/invitert/\S+)", box.text(number))
    assert found is not None, box.text(number)
    return found[1]


def test_a_list_is_pasted_and_pasting_it_again_changes_nothing(
    hearing: Hearing, running: Client
) -> None:
    act(running, hearing, "add", bodies=LIST)
    act(running, hearing, "add", bodies=LIST)

    assert [one.name for one in Invited.objects.all()] == [
        "Heggedal vel",
        "Historielaget",
        "Statsforvalteren",
    ]
    assert "vel@example.org" in page(running, hearing)


def test_lines_that_are_not_understood_are_told_and_what_was_pasted_is_kept(
    hearing: Hearing, running: Client
) -> None:
    response = act(running, hearing, "add", bodies="Velet <post@>\nNabo <nabo@example.org>")

    assert response.status_code == 422
    assert "Velet &lt;post@&gt;" in response.content.decode()
    assert not Invited.objects.exists()


def test_the_list_is_taken_from_a_sheet_and_from_an_earlier_hearing(
    hearing: Hearing, running: Client, publisher: User
) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Instans", "E-post"])
        sheet.write_row(1, 0, ["Nabo kommune", "post@nabo.example.org"])
    out.seek(0)
    out.name = "liste.xlsx"
    act(running, hearing, "sheet", sheet=out)
    later = make_hearing(hearing.said().model_copy(update={"state": State.DRAFT}), user=publisher)
    act(running, later, "copy", **{"from": hearing.pk})

    assert [one.mail for one in Invited.objects.filter(hearing=later)] == ["post@nabo.example.org"]


def test_invitations_go_with_the_announcement_in_text_and_html_with_a_link_for_each(
    hearing: Hearing,
    publisher: User,
    box: MailBox,  # noqa: F811
) -> None:
    Hearing.objects.filter(pk=hearing.pk).update(
        state="draft", document={**hearing.document, "state": "draft"}
    )
    hearing.refresh_from_db()
    invited(hearing)
    announce(hearing, user=publisher)
    run_waiting()

    assert sorted(box.recipients) == [["post@sf.example.org"], ["vel@example.org"]]
    assert link(box, 0) != link(box, 1)
    assert box.mails[0].get_body(("html",)) is not None
    assert "Kunngjør" in box.text(0) or "kunngjøring" in box.text(0).lower()
    assert Invited.objects.filter(sent_at__isnull=False).count() == 2


def test_what_is_sent_by_the_personal_link_is_the_bodys_answer(
    speaking: Speaking,
    running: Client,
    box: MailBox,  # noqa: F811
) -> None:
    invited(speaking.hearing)
    act(running, speaking.hearing, "send")
    run_waiting()
    address = link(box, box.recipients.index(["vel@example.org"]))
    form = speaking.client.get(f"{address}si/").content.decode()
    assert 'value="Heggedal vel"' in form
    assert f'action="{address}si/"' in form
    fields = speaking.fields(name="Heggedal vel", who="organisation")
    response = speaking.client.post(f"{address}si/", fields)

    assert response.status_code == 302
    one = Invited.objects.get(name="Heggedal vel")
    assert one.statement == Statement.objects.get()
    assert "Innspill 1" in page(running, speaking.hearing)
    assert history(one).first().fields["statement"] == [None, one.statement_id]


def test_a_body_can_say_that_it_has_no_remarks(
    speaking: Speaking,
    running: Client,
    box: MailBox,  # noqa: F811
) -> None:
    invited(speaking.hearing)
    act(running, speaking.hearing, "send")
    run_waiting()
    address = link(box, box.recipients.index(["vel@example.org"]))
    speaking.client.get(address)  # looking at it says nothing
    assert not Invited.objects.filter(no_remarks_at__isnull=False).exists()
    speaking.client.post(address, {"op": "no-remarks"})

    assert Invited.objects.get(no_remarks_at__isnull=False).name == "Heggedal vel"


def test_a_reminder_goes_to_those_who_have_not_answered_and_once(
    speaking: Speaking,
    running: Client,
    box: MailBox,  # noqa: F811
) -> None:
    bodies = invited(speaking.hearing)
    act(running, speaking.hearing, "send")
    run_waiting()
    speaking.said(name="Heggedal vel", who="organisation")
    running.post(own(speaking.hearing, f"{bodies[0].pk}/"), {"op": "tie", "number": 1})
    act(running, speaking.hearing, "remind")
    act(running, speaking.hearing, "remind")
    run_waiting()

    assert box.recipients[2:] == [["post@sf.example.org"]]
    assert Invited.objects.get(reminded_at__isnull=False).name == "Statsforvalteren"


def test_the_job_reminds_a_week_before_the_deadline_and_not_earlier(
    speaking: Speaking,
    running: Client,
    box: MailBox,  # noqa: F811
) -> None:
    invited(speaking.hearing)
    act(running, speaking.hearing, "send")
    run_waiting()

    def morning() -> None:
        effect = remind_invited(None)  # type: ignore[arg-type]
        assert effect is not None
        effect()
        run_waiting()

    morning()
    assert len(box.mails) == 2
    today = timezone.localdate()
    speaking.move(today - timedelta(days=40), today + timedelta(days=6))
    morning()
    morning()

    assert len(box.mails) == 4


def test_an_address_that_mail_comes_back_from_gets_no_more(
    hearing: Hearing,
    running: Client,
    box: MailBox,  # noqa: F811
) -> None:
    bodies = invited(hearing)
    fields = {"op": "save", "name": "Heggedal vel", "speaker": "association", "version": 1}
    fields |= {"mail": "vel@example.org", "bounced": "Ukjent mottaker"}
    running.post(own(hearing, f"{bodies[0].pk}/"), fields)
    act(running, hearing, "send")
    run_waiting()

    assert box.recipients == [["post@sf.example.org"]]
    assert "Ukjent mottaker" in page(running, hearing)


def test_a_letter_that_is_likely_theirs_is_suggested_and_tied_by_one_press(
    speaking: Speaking, running: Client
) -> None:
    bodies = invited(speaking.hearing)
    speaking.said(name="Heggedal Vel", who="organisation")
    shown = page(running, speaking.hearing)
    assert "Innspill 1?" in shown
    running.post(own(speaking.hearing, f"{bodies[0].pk}/"), {"op": "tie", "number": 1})

    bodies[0].refresh_from_db()
    assert bodies[0].statement == Statement.objects.get()


def test_a_guessed_link_leads_nowhere(speaking: Speaking) -> None:
    invited(speaking.hearing)

    assert speaking.client.get(f"/plan/asker/horing/invitert/{'x' * 43}/").status_code == 404


@pytest.mark.parametrize("count", [3, 60])
def test_the_list_takes_as_many_queries_however_long(
    count: int,
    hearing: Hearing,
    running: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    lines = "\n".join(f"Lag {n} <lag{n}@example.org>" for n in range(count))
    invite(hearing, read_bodies(lines)[0], user=None)

    with django_assert_max_num_queries(20):
        page(running, hearing)

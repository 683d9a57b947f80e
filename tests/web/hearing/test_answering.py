"""Answering: every comment by an outcome and a reason, by several people, and none left out."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ledetraad.web.hearing.models import Comment, Hearing, Statement
from tests.web.hearing.conftest import Speaking
from tests.web.hearing.test_moderating import WORK, decide


def answer(client: Client, comment: Comment, **said: str) -> int:
    comment.refresh_from_db()
    fields = {
        "version": comment.version,
        "assessment": "Kommunedirektøren er enig.",
        "outcome": "taken-in",
        **said,
    }
    hearing = comment.statement.hearing_id
    return client.post(f"{WORK}{hearing}/merknader/{comment.pk}/", fields).status_code


def do(client: Client, hearing: Hearing, **said: str) -> int:
    return client.post(f"{WORK}{hearing.pk}/gjor/", said).status_code


def mail() -> bytes:
    message = EmailMessage()
    message["From"] = "Kari Nordmann <kari@example.org>"
    message["Subject"] = "Sak 20/709: merknad"
    message["Date"] = "Mon, 03 Feb 2020 10:15:00 +0100"
    message.set_content("Jeg synes strategien om sykkel er for svak.\n")
    message.add_attachment(b"vedlegg", maintype="text", subtype="plain", filename="notat.txt")
    message.add_attachment(
        b"MZ\x90\x00", maintype="application", subtype="x-msdownload", filename="virus.exe"
    )
    return message.as_bytes()


def test_an_outcome_needs_a_reason(speaking: Speaking, running: Client) -> None:
    statement, _ = speaking.said()
    comment = statement.comments.get()

    assert answer(running, comment, assessment=" ") == 422
    assert answer(running, comment, outcome="carried-on") == 422
    assert answer(running, comment, outcome="carried-on", carried_to="Sykkelplanen") == 302

    comment.refresh_from_db()
    assert comment.done


def test_the_speaker_sees_the_answer_when_it_is_published_and_not_before(
    speaking: Speaking, running: Client
) -> None:
    statement, link = speaking.said()
    decide(running, statement, shown="text")
    answer(running, statement.comments.get(), new_text="Ny ordlyd")
    assert "er enig" not in speaking.client.get(link).content.decode()

    speaking.end()
    assert do(running, speaking.hearing, op="answer") == 302

    own, all_ = speaking.client.get(link).content.decode(), speaking.page("innspill/")
    for page in (own, all_):
        assert "er enig" in page
        assert "Ny ordlyd" in page


def test_it_can_not_be_ended_with_one_comment_unanswered(
    speaking: Speaking, running: Client
) -> None:
    first, _ = speaking.said("Én")
    second, _ = speaking.said("To")
    speaking.end()
    answer(running, first.comments.get())

    assert do(running, speaking.hearing, op="answer") == 422
    answer(running, second.comments.get())
    assert do(running, speaking.hearing, op="answer") == 302


def test_it_can_not_be_ended_while_it_is_open(speaking: Speaking, running: Client) -> None:
    statement, _ = speaking.said()
    answer(running, statement.comments.get())

    assert do(running, speaking.hearing, op="answer") == 422


def test_what_was_withdrawn_needs_no_answer_and_shows_none(
    speaking: Speaking, running: Client
) -> None:
    statement, link = speaking.said()
    answer(running, statement.comments.get())
    _, other = speaking.said("Uten svar")
    speaking.client.post(link, {"op": "withdraw"})
    speaking.client.post(other, {"op": "withdraw"})
    speaking.end()

    assert do(running, speaking.hearing, op="answer") == 302
    assert "er enig" not in speaking.client.get(link).content.decode()


def test_adopted_with_a_date_and_a_case_number(speaking: Speaking, running: Client) -> None:
    speaking.end()
    adopted = {"op": "adopt", "date": "9.6.2020", "case": "45/20", "body": "Kommunestyret"}
    assert do(running, speaking.hearing, **adopted) == 422

    do(running, speaking.hearing, op="answer")
    assert do(running, speaking.hearing, **adopted) == 302

    page = speaking.page()
    assert "45/20" in page
    assert "9. juni 2020" in page


def test_a_statement_is_cut_into_comments_on_elements_each_answered(
    speaking: Speaking, running: Client
) -> None:
    statement, _ = speaking.said("Først sykkel. Så skole.")
    whole = statement.comments.get()
    here = f"{WORK}{speaking.hearing.pk}/innspill/1/gjor/"
    strategy = speaking.strategy.id

    running.post(here, {"op": "cut", "text": "Først sykkel.", "element": strategy})
    running.post(here, {"op": "cut", "text": "Så skole.", "element": "finnes-ikke"})
    answer(running, whole, outcome="", assessment="", divided="1")

    cut = list(statement.comments.filter(place__gt=100))
    assert [(one.text, one.element) for one in cut] == [
        ("Først sykkel.", strategy),
        ("Så skole.", ""),
    ]
    whole.refresh_from_db()
    assert whole.done
    assert not cut[0].done


def test_two_who_answer_the_same_comment_are_both_seen(speaking: Speaking, running: Client) -> None:
    comment = speaking.said()[0].comments.get()
    seen = str(comment.version)
    assert answer(running, comment, version=seen, assessment="Den første") == 302

    fields = {"version": seen, "assessment": "Den andre", "outcome": "not"}
    response = running.post(f"{WORK}{speaking.hearing.pk}/merknader/{comment.pk}/", fields)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Den første" in page
    assert "Den andre" in page
    now = re.search(r'name="version" value="(\d+)"', page)
    assert now is not None
    assert answer(running, comment, version=now[1], assessment="Den andre") == 302
    comment.refresh_from_db()
    assert comment.assessment == "Den andre"


def test_comments_are_shared_out_and_each_finds_their_own(
    speaking: Speaking, running: Client, publisher: User
) -> None:
    first = speaking.said("Én")[0].comments.get()
    speaking.said("To")
    own = f"{WORK}{speaking.hearing.pk}/"

    running.post(f"{own}merknader/fordel/", {"comment": [first.pk], "to": publisher.pk})

    page = running.get(f"{own}merknader/?vis=mine").content.decode()
    assert ">1.1<" in page
    assert ">2.1<" not in page


def test_nobody_from_elsewhere_is_let_answer(
    speaking: Speaking, running: Client, stranger: User
) -> None:
    comment = speaking.said()[0].comments.get()

    running.post(
        f"{WORK}{speaking.hearing.pk}/merknader/fordel/",
        {"comment": [comment.pk], "to": stranger.pk},
    )

    comment.refresh_from_db()
    assert comment.assigned is None


def test_a_letter_is_entered_by_hand_with_its_journal_number(
    speaking: Speaking, running: Client
) -> None:
    fields = {
        "channel": "letter",
        "day": "3.2.2020",
        "journal": "20/709-12",
        "speaker": "neighbour",
        "name": "Bærum kommune",
        "text": "Vi har ingen merknader.",
        "element": speaking.strategy.id,
    }
    response = running.post(f"{WORK}{speaking.hearing.pk}/innspill/ny/", fields)

    statement = Statement.objects.get()
    assert response.headers["Location"].endswith("/innspill/1/")
    assert (statement.channel, statement.journal) == ("letter", "20/709-12")
    assert timezone.localdate(statement.received_at).isoformat() == "2020-02-03"
    assert statement.comments.get().element == speaking.strategy.id


def test_what_is_missing_in_a_letter_is_told_at_its_field(
    speaking: Speaking, running: Client
) -> None:
    fields = {"channel": "letter", "day": "32.2.2020", "speaker": "x", "name": "", "text": ""}

    page = running.post(f"{WORK}{speaking.hearing.pk}/innspill/ny/", fields).content.decode()

    for name in ("day", "speaker", "name", "text"):
        assert f'id="{name}-problem"' in page, name


def test_a_mail_is_taken_in_once_with_what_it_says_and_what_is_safe_of_its_files(
    speaking: Speaking, running: Client
) -> None:
    address = f"{WORK}{speaking.hearing.pk}/innspill/ny/"
    data = mail()
    for _ in range(2):
        running.post(address, {"eml": SimpleUploadedFile("m.eml", data), "eml_journal": "7"})

    statement = Statement.objects.get()
    assert (statement.name, statement.mail) == ("Kari Nordmann", "kari@example.org")
    assert statement.received_at.isoformat() == "2020-02-03T09:15:00+00:00"
    assert "for svak" in statement.comments.get().text
    assert "virus.exe" in statement.comments.get().text
    assert [one.name for one in statement.attachments.all()] == ["notat.txt"]
    assert bytes(statement.versions.get().original) == data


@pytest.mark.parametrize("data", [b"", b"ikke en e-post", b"\x00\xff" * 100])
def test_what_is_no_mail_is_refused(speaking: Speaking, running: Client, data: bytes) -> None:
    address = f"{WORK}{speaking.hearing.pk}/innspill/ny/"

    response = running.post(address, {"eml": SimpleUploadedFile("m.eml", data or b" ")})

    assert response.status_code == 422
    assert 'id="eml-problem"' in response.content.decode()


def test_a_moved_deadline_keeps_the_old_one_and_tells_it(
    speaking: Speaking, running: Client
) -> None:
    old, new = speaking.hearing.closes, speaking.hearing.closes + timedelta(days=28)
    moved = {"op": "move", "closes": f"{new:%d.%m.%Y}"}

    assert do(running, speaking.hearing, **moved) == 422
    assert do(running, speaking.hearing, **moved, why="Flere ba om det") == 302

    speaking.hearing.refresh_from_db()
    assert speaking.hearing.closes == new
    assert speaking.hearing.said().moved[0].closes == old
    assert "Flere ba om det" in speaking.page()


def test_a_hearing_is_not_made_too_short_by_moving_its_end(
    speaking: Speaking, running: Client
) -> None:
    sooner = speaking.hearing.opens + timedelta(days=20)

    assert (
        do(running, speaking.hearing, op="move", closes=f"{sooner:%d.%m.%Y}", why="Hastverk") == 422
    )


def test_a_hearing_is_opened_by_a_form_and_announced(
    running: Client, publication: object, client: Client
) -> None:
    form = running.get(f"{WORK}ny/").content.decode()
    values = dict(re.findall(r'id="(name|opens|closes)" name="\w+" value="([^"]*)"', form))
    chosen = re.search(r'<option value="(\d+)" selected', form)
    assert chosen is not None
    fields = {**values, "publication": chosen[1], "moderation": "before"}

    short = running.post(f"{WORK}ny/", {**fields, "closes": values["opens"]})
    assert short.status_code == 422
    assert 'id="closes-problem"' in short.content.decode()
    assert running.post(f"{WORK}ny/", fields).status_code == 302

    made = Hearing.objects.get()
    assert client.get("/plan/asker/horing/").status_code == 404
    assert do(running, made, op="announce") == 302
    assert client.get("/plan/asker/horing/").status_code == 200
    page = running.get(f"{WORK}{made.pk}/").content.decode()
    assert "§ 11-14" in page


def test_what_is_announced_keeps_its_dates_and_what_it_is_about(
    speaking: Speaking, running: Client
) -> None:
    fields = {
        "name": "Nytt navn",
        "moderation": "after",
        "version": str(speaking.hearing.version),
        "opens": "1.1.2030",
        "closes": "1.6.2030",
    }

    assert running.post(f"{WORK}{speaking.hearing.pk}/rediger/", fields).status_code == 302

    after = Hearing.objects.get()
    assert after.name == "Nytt navn"
    assert after.closes == speaking.hearing.closes


def test_a_form_letter_is_answered_once_for_all_who_sent_it(
    speaking: Speaking, running: Client
) -> None:
    letter = "Vi krever at kommunen sier nei til nedbygging av matjord i hele perioden."
    first = speaking.said(letter)[0].comments.get()
    second = speaking.said(f"{letter} Hilsen oss")[0].comments.get()
    other = speaking.said("Flere benker i parken")[0].comments.get()
    page = running.get(f"{WORK}{speaking.hearing.pk}/merknader/{first.pk}/").content.decode()
    assert ">2.1<" in page

    answer(running, first, also="1")

    for one in (first, second, other):
        one.refresh_from_db()
    assert (first.done, second.done, other.done) == (True, True, False)
    assert second.assessment == first.assessment


def sizes(client: Client, address: str) -> list[str]:
    """How many each group of like comments has, as the page says."""
    page = client.get(address).content.decode()
    return re.findall(r'id="g-\d+" class="small-heading">(\d+) ', page)


def test_what_many_have_sent_is_listed_in_groups_with_what_is_left_of_each(
    speaking: Speaking, running: Client
) -> None:
    letter = "Vi krever at kommunen sier nei til nedbygging av matjord i hele perioden."
    first = speaking.said(letter)[0].comments.get()
    second = speaking.said(f"{letter} Hilsen oss")[0].comments.get()
    _, link = speaking.said(f"{letter} Hilsen Kari")
    speaking.said("Flere benker i parken")
    address = f"{WORK}{speaking.hearing.pk}/merknader/like/"
    assert sizes(running, address) == ["3"]

    speaking.client.post(link, {"op": "withdraw"})
    answer(running, first)

    assert sizes(running, address) == ["2"]
    page = running.get(address).content.decode()
    assert f"merknader/{second.pk}/" in page
    assert "benker" not in page
    speaking.said(f"{letter} Hilsen Ola")
    assert sizes(running, address) == ["3"]


@pytest.mark.parametrize("many", [3, 18])
def test_the_groups_take_as_many_queries_however_many(
    speaking: Speaking, running: Client, django_assert_max_num_queries: Any, many: int
) -> None:
    for number in range(many):
        for _ in range(2):
            speaking.said(f"Innspill {number} av noen som har kopiert akkurat nummer {number}")
    with django_assert_max_num_queries(12):
        assert running.get(f"{WORK}{speaking.hearing.pk}/merknader/like/").status_code == 200

"""Reply letters: mailed to those with an address, on paper for the rest, and noted as sent."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest
from django.test import Client
from docx import Document
from pytest_django import DjangoAssertNumQueries

from ledetraad.web.hearing.models import Hearing, Statement
from ledetraad.web.history.recording import history
from ledetraad.web.jobs.worker import run_waiting
from tests.web.hearing.conftest import Speaking
from tests.web.hearing.test_answering import answer, do
from tests.web.hearing.test_mail import box  # noqa: F401
from tests.web.hearing.test_moderating import WORK
from tests.web.notices.server import MailBox

ASSESSED = "Kommunedirektøren er enig."


def own(hearing: Hearing, address: str) -> str:
    return f"{WORK}{hearing.pk}/{address}"


def answered(speaking: Speaking, running: Client, **more: str) -> Statement:
    statement, _ = speaking.said(**more)
    fields = {"assessment": ASSESSED, "old_text": "Før.", "new_text": "Etter."}
    assert answer(running, statement.comments.get(), **fields) == 302
    return statement


def words(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    found = (pages[n].get_textpage().get_text_range() for n in range(len(pages)))
    return " ".join(" ".join(found).split())


def sign(hearing: Hearing, signature: str) -> None:
    document = hearing.document | {"signature": signature}
    Hearing.objects.filter(pk=hearing.pk).update(document=document)


def test_a_letter_says_who_what_why_and_what_is_changed_the_same_in_word_and_pdf(
    speaking: Speaking, running: Client
) -> None:
    sign(speaking.hearing, "Kari Planlegger\nPlanenheten")
    statement = answered(speaking, running)
    Statement.objects.filter(pk=statement.pk).update(journal="20/709-14")
    address = own(speaking.hearing, f"innspill/{statement.number}/brev")
    pdf = words(running.get(f"{address}.pdf").content)
    word = Document(io.BytesIO(running.get(f"{address}.docx").content))
    text = "\n".join(one.text for one in word.paragraphs)

    for said in (
        "Berit Eksempel",
        "20/709-14",
        "Flere sykkelveier, takk.",
        ASSESSED,
        "Etter.",
        "Kari Planlegger",
        "Planenheten",
    ):
        assert said in pdf
        assert said in text


def test_the_mail_has_the_whole_answer_and_those_without_an_address_are_left_to_send(
    speaking: Speaking,
    running: Client,
    box: MailBox,  # noqa: F811
) -> None:
    answered(speaking, running, mail="berit@example.org")
    paper = answered(speaking, running, name="Ola Nordmann")
    run_waiting()
    speaking.end()
    assert do(running, speaking.hearing, op="answer") == 302
    run_waiting()

    assert box.recipients[-1] == ["berit@example.org"]
    assert ASSESSED in box.text(-1)
    with zipfile.ZipFile(io.BytesIO(running.get(own(speaking.hearing, "brev.zip")).content)) as zf:
        assert zf.namelist() == [
            f"svar-innspill-{paper.number:04d}.docx",
            f"svar-innspill-{paper.number:04d}.pdf",
        ]
    joined = words(running.get(own(speaking.hearing, "brev.pdf")).content)
    assert "Ola Nordmann" in joined
    assert "Berit Eksempel" not in joined
    every = words(running.get(own(speaking.hearing, "brev.pdf?til=alle")).content)
    assert "Berit Eksempel" in every


def test_an_address_that_takes_no_mail_is_left_to_send_on_paper(
    speaking: Speaking,
    running: Client,
    box: MailBox,  # noqa: F811
) -> None:
    statement = answered(speaking, running, mail="berit@example.org")
    run_waiting()
    speaking.end()
    box.to_address = "550 no such box"
    do(running, speaking.hearing, op="answer")
    run_waiting()

    statement.refresh_from_db()
    assert statement.answer_mailed_at is None
    page = running.get(own(speaking.hearing, "brev/")).content.decode()
    assert f'name="statement" value="{statement.pk}"' in page


def test_what_was_sent_is_noted_with_its_day_and_is_not_left_to_send(
    speaking: Speaking, running: Client
) -> None:
    statement = answered(speaking, running)
    fields = {"statement": [statement.pk], "day": "1.6.2026"}
    assert running.post(own(speaking.hearing, "brev/sendt/"), fields).status_code == 302

    statement.refresh_from_db()
    assert str(statement.letter_sent) == "2026-06-01"
    assert history(statement).first().fields["letter_sent"] == [None, "2026-06-01"]
    page = running.get(own(speaking.hearing, "brev/")).content.decode()
    assert f'name="statement" value="{statement.pk}"' not in page


@pytest.mark.parametrize("fields", [{"day": "1.6.2026"}, {"statement": ["1"], "day": "i fjor"}])
def test_no_letter_or_no_day_is_told(
    speaking: Speaking, running: Client, fields: dict[str, object]
) -> None:
    assert running.post(own(speaking.hearing, "brev/sendt/"), fields).status_code == 422


def test_who_has_withdrawn_been_anonymised_or_not_been_answered_gets_no_letter(
    speaking: Speaking, running: Client
) -> None:
    speaking.said()
    gone = answered(speaking, running)
    Statement.objects.filter(pk=gone.pk).update(anonymised_at=gone.received_at)
    withdrawn = answered(speaking, running)
    Statement.objects.filter(pk=withdrawn.pk).update(withdrawn_at=gone.received_at)

    page = running.get(own(speaking.hearing, "brev/")).content.decode()
    assert 'name="statement"' not in page


@pytest.mark.parametrize("count", [2, 12])
def test_many_letters_take_as_many_queries_as_few(
    count: int,
    speaking: Speaking,
    running: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        answered(speaking, running)

    with django_assert_max_num_queries(16):
        running.get(own(speaking.hearing, "brev/"))
    with django_assert_max_num_queries(16):
        running.get(own(speaking.hearing, "brev.pdf"))

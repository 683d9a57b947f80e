"""Mails that were saved as files, by Outlook or by anything else.

The two from Outlook's kind of file (`tests/documents/mail`) are invented, and were written with
Aspose.Email FOSS 26.3, so that what is read was not written by ourselves.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.hearing.incoming import read_incoming
from ledetraad.hearing.letter_in import MailIn, UnreadableMail
from ledetraad.hearing.mail_in import read_mail

MAILS = Path(__file__).parents[1] / "documents" / "mail"
OUTLOOK = (MAILS / "outlook.msg").read_bytes()
HTML = (MAILS / "outlook-html.msg").read_bytes()


def test_a_mail_from_outlook_has_its_sender_day_text_and_attachments() -> None:
    mail = read_mail(OUTLOOK)

    assert (mail.name, mail.address) == ("Heggedal vel", "post@heggedal-vel.example")
    assert mail.at == datetime(2026, 2, 3, 10, 31, tzinfo=UTC)
    assert "ønsker flere sykkelveier." in mail.text
    assert mail.files == (("Vedlegg.txt", b"Kart f\xc3\xb8lger."), ("kjør.exe", b"MZ\x90\x00"))


def test_one_that_has_only_html_gives_the_words_and_takes_the_address_from_its_headers() -> None:
    mail = read_mail(HTML)

    assert (mail.name, mail.address, mail.at) == ("Åse Blåbær", "aase@example.org", None)
    assert "Eg vil ha meir skog.\nHelsing Åse" in mail.text
    assert "alert" not in mail.text


def test_it_becomes_a_statement_as_any_other_mail() -> None:
    (one,) = read_incoming(OUTLOOK, "Uttalelse.MSG")

    assert (one.name, one.journal, one.day) == ("Heggedal vel", "20/709-14", date(2026, 2, 3))


def test_another_compound_file_is_no_mail() -> None:
    spoiled = OUTLOOK.replace(
        "__properties".encode("utf-16-le"), "__propertles".encode("utf-16-le")
    )

    with pytest.raises(UnreadableMail):
        read_mail(spoiled)


@given(st.integers(8, len(OUTLOOK)), st.integers(8, len(HTML) - 1), st.integers(0, 255))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(cut: int, at: int, byte: int) -> None:
    for data in (OUTLOOK[:cut], HTML[:at] + bytes([byte]) + HTML[at + 1 :]):
        with suppress(UnreadableMail):
            assert isinstance(read_mail(data), MailIn)

"""Mails that were saved as files, by Outlook or by anything else.

The two from Outlook's kind of file (`tests/documents/mail`) are invented, and were written with
Aspose.Email FOSS 26.3, so that what is read was not written by ourselves.
"""

from __future__ import annotations

import struct
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.hearing.incoming import read_incoming
from ledetraad.hearing.letter_in import MailIn, UnreadableMail
from ledetraad.hearing.mail_in import read_mail

MAILS = Path(__file__).parents[1] / "documents" / "mail"
OUTLOOK = (MAILS / "outlook.msg").read_bytes()
NOW = datetime(2026, 3, 1, tzinfo=UTC)
HTML = (MAILS / "outlook-html.msg").read_bytes()


def test_a_mail_from_outlook_has_its_sender_day_text_and_attachments() -> None:
    mail = read_mail(OUTLOOK, NOW)

    assert (mail.name, mail.address) == ("Heggedal vel", "post@heggedal-vel.example")
    assert mail.at == datetime(2026, 2, 3, 10, 31, tzinfo=UTC)
    assert "ønsker flere sykkelveier." in mail.text
    assert mail.files == (("Vedlegg.txt", b"Kart f\xc3\xb8lger."), ("kjør.exe", b"MZ\x90\x00"))


def test_one_that_has_only_html_gives_the_words_and_takes_the_address_from_its_headers() -> None:
    mail = read_mail(HTML, NOW)

    assert (mail.name, mail.address, mail.at) == ("Åse Blåbær", "aase@example.org", None)
    assert "Eg vil ha meir skog.\nHelsing Åse" in mail.text
    assert "alert" not in mail.text


def test_it_becomes_a_statement_as_any_other_mail() -> None:
    (one,) = read_incoming(OUTLOOK, "Uttalelse.MSG", NOW)

    assert (one.name, one.journal, one.day) == ("Heggedal vel", "20/709-14", date(2026, 2, 3))


def test_another_compound_file_is_no_mail() -> None:
    spoiled = OUTLOOK.replace(
        "__properties".encode("utf-16-le"), "__propertles".encode("utf-16-le")
    )

    with pytest.raises(UnreadableMail):
        read_mail(spoiled, NOW)


@given(st.integers(8, len(OUTLOOK)), st.integers(8, len(HTML) - 1), st.integers(0, 255))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(cut: int, at: int, byte: int) -> None:
    for data in (OUTLOOK[:cut], HTML[:at] + bytes([byte]) + HTML[at + 1 :]):
        with suppress(UnreadableMail):
            assert isinstance(read_mail(data, NOW), MailIn)


def with_numbers(data: bytes, at: int, *numbers: int) -> bytes:
    return data[:at] + struct.pack(f"<{len(numbers)}I", *numbers) + data[at + 4 * len(numbers) :]


@contextmanager
def traced() -> Iterator[Callable[[], int]]:
    """How many bytes were held at most meanwhile."""
    tracemalloc.start()
    try:
        yield lambda: tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def entry_of(data: bytes, name: str) -> list[int]:
    """Where a compound file's directory tells of its streams of some name."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    return [one for one in range(512, len(data), 128) if data[one:].startswith(wanted)]


def test_a_chain_that_leads_to_itself_is_read_no_more_often_than_the_file_is_long() -> None:
    whole = OUTLOOK[:512] + struct.pack("<128I", *[0] * 127, 3) * 4
    counted = with_numbers(whole, 44, 109 + 127 * 30)
    chained = with_numbers(counted, 68, 3, 30, 0xFFFFFFFF)
    assert len(chained) == 2_560

    with traced() as most:
        with pytest.raises(UnreadableMail):
            read_mail(chained, NOW)
        assert most() < 1_000_000


def looping(data: bytes) -> tuple[bytes, int]:
    """A file with one sector more, which leads to itself, and that sector's number."""
    (fat,) = struct.unpack_from("<I", data, 76)
    more = len(data) // 512 - 1
    return with_numbers(data + bytes(512), 512 * (fat + 1) + 4 * more, more), more


def test_a_stream_that_leads_to_itself_is_not_read_for_as_long_as_it_says_that_it_is() -> None:
    data, more = looping(OUTLOOK)
    root, file = entry_of(data, "Root Entry")[0], entry_of(data, "__substg1.0_37010102")[0]
    for one in (
        with_numbers(data, root + 116, more, 5_000_000),
        with_numbers(data, file + 116, more, 5_000_000),
        with_numbers(data, 60, more, 10_000),
    ):
        with traced() as most:
            with pytest.raises(UnreadableMail):
                read_mail(one, NOW)
            assert most() < 1_000_000


def test_files_that_share_their_bytes_are_not_read_into_more_than_the_whole_file() -> None:
    data, more = looping(OUTLOOK)
    first, second = entry_of(data, "__substg1.0_37010102")
    once = with_numbers(data, first + 116, more, 7_000)
    twice = with_numbers(once, second + 116, more, 7_000)

    assert [len(each) for _, each in read_mail(once, NOW).files] == [7_000, 4]
    with pytest.raises(UnreadableMail):
        read_mail(twice, NOW)


def eml(day: str, sender: str = "Kari <kari@example.org>") -> bytes:
    return f"From: {sender}\nSubject: Merknad\nDate: {day}\n\nHei.\n".encode()


@pytest.mark.parametrize(
    "day",
    [
        "Fri, 31 Dec 9999 23:30:00 -0100",
        "Sat, 01 Jan 0101 00:00:00 +1200",
        "Sun, 31 Dec 1989 12:00:00 +0000",
        "Tue, 03 Mar 2026 00:00:00 +0000",
    ],
)
def test_a_mail_that_says_that_it_is_of_no_time_it_can_be_of_is_of_no_known_time(day: str) -> None:
    assert read_mail(eml(day), NOW).at is None
    (one,) = read_incoming(eml(day), "a.eml", NOW)
    assert (one.day, one.came_at(NOW)) == (None, NOW)


def test_a_senders_clock_may_be_some_hours_before_ours() -> None:
    assert read_mail(eml("Mon, 02 Mar 2026 00:00:00 +0000"), NOW).at == datetime(
        2026, 3, 2, tzinfo=UTC
    )


@pytest.mark.parametrize("year", [1700, 2027, 9999, 30_000])
def test_a_mail_from_outlook_is_no_more_believed(year: int) -> None:
    since = datetime(2026, 2, 3, 10, 31, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    known = struct.pack("<Q", since // timedelta(microseconds=1) * 10)
    assert OUTLOOK.count(known) == 2
    data = OUTLOOK.replace(known, struct.pack("<Q", (year - 1601) * 365 * 864_000_000_000))

    assert read_mail(data, NOW).at is None


@pytest.mark.parametrize("sender", ["boks<", ":;\u00ff)"])
def test_a_sender_that_is_written_as_none_can_be_is_nobody(sender: str) -> None:
    assert read_mail(eml("", sender), NOW).name == ""

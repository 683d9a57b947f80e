"""The calendar feed, read again by the rules of RFC 5545."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from ledetraad.followup.ics import CalendarEvent, write_ics
from ledetraad.followup.year_wheel import as_events, national_dates

STAMP = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ESCAPED = re.compile(r"\\(.)")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)


def feed(*events: CalendarEvent) -> bytes:
    return write_ics(events, name="Årshjul", domain="eksempel.kommune.no", stamp=STAMP)


def unfolded(calendar: bytes) -> list[str]:
    """The content lines: a line break followed by a blank is no line break (section 3.1)."""
    text = calendar.decode("utf-8")
    assert text.endswith("\r\n")
    return text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def properties(calendar: bytes) -> list[dict[str, str]]:
    """Each event's values by name and parameters, unescaped (section 3.3.11)."""
    events: list[dict[str, str]] = []
    for line in unfolded(calendar):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            events[-1][name] = ESCAPED.sub(
                lambda match: "\n" if match[1] in "nN" else match[1], value
            )
    return events


def test_a_calendar_has_what_the_standard_demands() -> None:
    lines = unfolded(feed())

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert any(line.startswith("PRODID:") for line in lines)
    assert "X-WR-CALNAME:Årshjul" in lines


def test_an_event_is_of_whole_days_and_ends_on_the_day_after_its_last() -> None:
    (event,) = properties(feed(CalendarEvent("t1", date(2026, 4, 30), date(2026, 4, 30), "T1")))

    assert event["DTSTART;VALUE=DATE"] == "20260430"
    assert event["DTEND;VALUE=DATE"] == "20260501"
    assert event["DTSTAMP"] == "20260102T030405Z"
    assert event["SUMMARY;LANGUAGE=nb"] == "T1"


def test_the_stamp_is_told_in_utc() -> None:
    oslo = datetime(2026, 1, 2, 1, 30, tzinfo=timezone(timedelta(hours=1)))

    calendar = write_ics(
        [CalendarEvent("a", date(2026, 1, 1), date(2026, 1, 1), "a")],
        name="",
        domain="eksempel.kommune.no",
        stamp=oslo,
    )

    assert b"DTSTAMP:20260102T003000Z\r\n" in calendar


def test_an_event_keeps_its_identity_when_it_is_moved() -> None:
    (before,) = properties(feed(CalendarEvent("t1", date(2026, 4, 30), date(2026, 4, 30), "T1")))
    (after,) = properties(feed(CalendarEvent("t1", date(2026, 5, 4), date(2026, 5, 4), "Ny T1")))

    assert before["UID"] == after["UID"] == "t1@eksempel.kommune.no"


def test_marks_and_line_breaks_are_escaped() -> None:
    event = CalendarEvent(
        "a",
        date(2026, 1, 1),
        date(2026, 1, 2),
        "Møte; budsjett, plan \\ annet",
        description="Første linje\r\nAndre\tlinje\x07",
        url="https://eksempel.kommune.no/m,1",
        categories=("lov, frist", "eget"),
    )

    calendar = feed(event)

    assert "SUMMARY;LANGUAGE=nb:Møte\\; budsjett\\, plan \\\\ annet" in unfolded(calendar)
    assert "CATEGORIES:lov\\, frist,eget" in unfolded(calendar)
    assert "URL:https://eksempel.kommune.no/m,1" in unfolded(calendar)
    (read,) = properties(calendar)
    assert read["SUMMARY;LANGUAGE=nb"] == event.summary
    assert read["DESCRIPTION;LANGUAGE=nb"] == "Første linje\nAndre linje"


def test_no_line_is_longer_than_75_octets_or_broken_inside_a_character() -> None:
    calendar = feed(CalendarEvent("a", date(2026, 1, 1), date(2026, 1, 1), "æøå€😀" * 40))

    lines = calendar.split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert [line.decode("utf-8") for line in lines]
    assert properties(calendar)[0]["SUMMARY;LANGUAGE=nb"] == "æøå€😀" * 40


def test_the_year_wheel_becomes_a_feed() -> None:
    events = as_events(national_dates(2026))

    read = properties(feed(*events))

    assert [event["SUMMARY;LANGUAGE=nb"] for event in read] == [event.summary for event in events]
    assert len({event["UID"] for event in read}) == len(read)


@given(TEXTS, TEXTS)
def test_any_text_comes_through_but_for_control_characters(summary: str, more: str) -> None:
    calendar = feed(CalendarEvent("a", date(2026, 1, 1), date(2026, 1, 1), summary, more))

    def printable(text: str) -> str:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return re.sub(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]", "", lines)

    (read,) = properties(calendar)
    assert read["SUMMARY;LANGUAGE=nb"] == printable(summary)
    assert read.get("DESCRIPTION;LANGUAGE=nb", "") == printable(more)
    assert max(map(len, calendar.split(b"\r\n"))) <= 75
    assert b"\n" not in calendar.replace(b"\r\n", b"")

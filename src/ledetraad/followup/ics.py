"""Dates as an iCalendar feed that calendars on phones and desks can subscribe to (RFC 5545).

Every event is of whole days. Its identity (UID) is made of its key and the municipality's domain,
so that a calendar that fetches the feed again moves an event instead of doubling it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LINE = 75
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]")
_PRODUCT = "-//Ledetråd//Year wheel//NO"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something that happens on a day or some days.

    Args:
        key: what identifies it in the feed, the same each time the feed is made.
        first, last: the days, both included.
        summary: what happens, on one line.
        description: more of it; may have line breaks.
        url: where to read on.
        categories: what kind of date it is.
    """

    key: str
    first: date
    last: date
    summary: str
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()


def write_ics(
    events: Iterable[CalendarEvent],
    *,
    name: str,
    domain: str,
    stamp: datetime,
    language: str = "nb",
) -> bytes:
    """A calendar of events, UTF-8, in the order given.

    Args:
        events: what happens.
        name: what the calendar is called.
        domain: the municipality's domain, such as "asker.kommune.no"; makes the UIDs the world's
            only ones.
        stamp: when the events were last changed, with a time zone (DTSTAMP, in UTC).
        language: what language its texts are in (RFC 5646).
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME;LANGUAGE={language}:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    at = stamp.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for event in events:
        lines += _event(event, domain, at, language)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _event(event: CalendarEvent, domain: str, at: str, language: str) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_escaped(f'{event.key}@{domain}')}",
        f"DTSTAMP:{at}",
        f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY;LANGUAGE={language}:{_escaped(event.summary)}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION;LANGUAGE={language}:{_escaped(event.description)}")
    if event.url:
        lines.append(f"URL:{_CONTROL.sub('', event.url).replace(chr(10), '')}")
    if event.categories:
        lines.append(f"CATEGORIES:{','.join(map(_escaped, event.categories))}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _escaped(text: str) -> str:
    """A text value (RFC 5545 section 3.3.11): control characters out, the rest escaped."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    for mark in "\\;,":
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line of at most 75 octets a line, never broken inside a character (3.1)."""
    lines: list[bytes] = []
    current = b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(current) + len(octets) > _LINE:
            lines.append(current)
            current = b" "
        current += octets
    return b"\r\n".join([*lines, current])

"""What has been said lately as a feed (Atom, RFC 4287), for those who follow the hearing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in the feed.

    Args:
        address: its page, whole.
        title: what it is called.
        author: what its sender is called.
        text: what it says.
        at: when it came in, with time zone.
    """

    address: str
    title: str
    author: str
    text: str
    at: datetime


def write_atom(
    title: str,
    address: str,
    own: str,
    entries: Iterable[Entry],
    *,
    updated: datetime,
    language: str,
) -> bytes:
    """The feed.

    Args:
        title: the hearing's name.
        address: the page that it is of, whole.
        own: its own address, whole.
        entries: newest first.
        updated: when something last changed.
        language: of the screen.
    """
    inside = "".join(
        f"<entry><id>{escape(one.address)}</id><title>{escape(one.title)}</title>"
        f"<link href={quoteattr(one.address)}/><updated>{_when(one.at)}</updated>"
        f"<author><name>{escape(one.author)}</name></author>"
        f'<content type="text">{escape(one.text)}</content></entry>'
        for one in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language)}>'
        f"<id>{escape(own)}</id><title>{escape(title)}</title>"
        f'<link rel="self" href={quoteattr(own)}/><link href={quoteattr(address)}/>'
        f"<updated>{_when(updated)}</updated>{inside}</feed>\n"
    ).encode()


def _when(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

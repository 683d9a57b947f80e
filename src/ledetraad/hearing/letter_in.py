"""A mail that was saved as a file (.eml, RFC 5322): who, when, what, and what was attached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser

from ledetraad.errors import LedetraadError
from ledetraad.hearing.sending import MAIL_ADDRESS
from ledetraad.hearing.text import clean, clean_line
from ledetraad.i18n import N_

MOST_FILES = 50
"""How many attachments of a mail are looked at."""
_FIRST_YEAR = 1990
_CLOCKS_DIFFER = timedelta(days=1)
_BREAKS = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote"})
_UNSEEN = frozenset({"script", "style", "head", "title"})


class UnreadableMail(LedetraadError):
    """A file that is no mail."""


@dataclass(frozen=True, slots=True)
class MailIn:
    """A mail.

    Args:
        name, address: whom it says that it is from; each may be empty.
        at: when it says that it was sent, with time zone; None where it doesn't, or where it can't
            have been then.
        subject: on one line.
        text: what it says, as plain text.
        files: what was attached, each by its name.
    """

    name: str
    address: str
    at: datetime | None
    subject: str
    text: str
    files: tuple[tuple[str, bytes], ...]


def read_eml(data: bytes, now: datetime) -> MailIn:
    """Read a mail.

    Args:
        data: the file.
        now: the time, after which no mail was sent.

    Raises:
        UnreadableMail: it is none.
    """
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not (
        _header(message, "from") or _header(message, "subject")
    ):
        raise UnreadableMail(
            N_("This file is no mail."),
            remedy=N_("Save the mail as a file that ends in .eml or .msg, and choose that."),
        )
    name, address = parseaddr(_header(message, "from"))
    subject = clean_line(_header(message, "subject"))
    files = []
    for part in list(message.iter_attachments())[:MOST_FILES]:
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            files.append((clean_line(part.get_filename() or ""), content))
    text = _text(message)
    return MailIn(
        clean_line(name),
        address_in(address),
        believed(_when(message), now),
        subject,
        clean(f"{subject}\n\n{text}"),
        tuple(files),
    )


def address_in(text: str) -> str:
    """A text that is an e-mail address; empty where it is none."""
    address = clean_line(text)
    return address if MAIL_ADDRESS.fullmatch(address) else ""


def believed(at: datetime | None, now: datetime) -> datetime | None:
    """When a mail was sent, as it says itself; None where no mail was sent then.

    Args:
        at: what it says, with time zone.
        now: the time; a sender's clock may be before it.
    """
    if at is None or at.year < _FIRST_YEAR or at > now + _CLOCKS_DIFFER:
        return None
    return at


def words_of_html(html: str) -> str:
    """What a page of HTML says, without anything else of it."""
    reader = _Words()
    reader.feed(html)
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.found))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, IndexError, AttributeError):  # what no header may say
        return ""


def _when(message: EmailMessage) -> datetime | None:
    try:
        found = parsedate_to_datetime(_header(message, "date"))
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        content = body.get_content()
    except (LookupError, KeyError, ValueError):
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if not isinstance(content, str):
        return ""
    return words_of_html(content) if body.get_content_subtype() == "html" else content


class _Words(HTMLParser):
    """Takes the words out of HTML, and nothing else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a line where the page does."""
        self._unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """See where what isn't shown ends."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._unseen:
            self.found.append(data)

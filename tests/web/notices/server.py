"""A mail server on this machine, that keeps what it takes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 OK"


@dataclass
class MailBox:
    """What a mail server has taken.

    Args:
        host, port: where it is.
        mails: what it has taken, the first first.
        answer: what it answers to a mail.
        to_address: what it answers to an address.
    """

    host: str = "127.0.0.1"
    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    answer: str = TAKEN
    to_address: str = TAKEN

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Answer to an address."""
        if self.to_address == TAKEN:
            envelope.rcpt_tos.append(address)
        return self.to_address

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail."""
        if self.answer == TAKEN:
            data = envelope.content
            assert isinstance(data, bytes)
            message = message_from_bytes(data, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.mails.append(message)
            self.recipients.append(list(envelope.rcpt_tos))
        return self.answer

    def subjects(self) -> list[str]:
        """The subjects of the mails, without the blanks of lines that were folded."""
        return [str(one["Subject"]).strip() for one in self.mails]

    def text(self, number: int = -1) -> str:
        """The plain text of a mail."""
        return self._part(number, "plain")

    def html(self, number: int = -1) -> str:
        """The HTML of a mail."""
        return self._part(number, "html")

    def _part(self, number: int, kind: str) -> str:
        body = self.mails[number].get_body((kind,))
        assert body is not None
        found = body.get_content()
        assert isinstance(found, str)
        return found


@contextmanager
def mail_box() -> Iterator[MailBox]:
    """A mail server, for as long as it is wanted."""
    box = MailBox()
    with socket.socket() as probe:
        probe.bind((box.host, 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname=box.host, port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()

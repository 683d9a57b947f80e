"""A mail that was saved as a file, whichever way: told by its bytes, not by its name."""

from __future__ import annotations

from datetime import datetime

from ledetraad.hearing.files import OUTLOOK
from ledetraad.hearing.letter_in import MailIn, read_eml
from ledetraad.hearing.outlook_in import read_msg

ENDINGS = (".eml", ".msg")


def read_mail(data: bytes, now: datetime) -> MailIn:
    """Read a mail.

    Args:
        data: the file.
        now: the time, after which no mail was sent.

    Raises:
        UnreadableMail: it is none.
    """
    return read_msg(data, now) if data.startswith(OUTLOOK) else read_eml(data, now)

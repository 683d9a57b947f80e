"""Handing a mail over to the mail server, and what its answer means."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import salted_hmac

_FOR_GOOD = 500


class NotHandedOver(Exception):
    """The mail server can't be reached or takes no mail now; worth another try.

    No word of whom it was for: it ends in the log.
    """


class AddressRefused(Exception):
    """The mail server takes nothing for this address; there is no use in trying again."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it is sent.

    Args:
        key: what it is known by; the same each time that it is tried, so that whoever gets it
            twice can see that it is the same.
        to: the address.
        subject: on one line.
        text, html: what it says, in two forms.
        leave: where a person gets no more mail; empty where the mail says nothing of it.
    """

    key: str
    to: str
    subject: str
    text: str
    html: str
    leave: str = ""


def send(mail: Mail) -> None:
    """Hand a mail over.

    Raises:
        NotHandedOver: it couldn't be; try again later.
        AddressRefused: the server takes nothing for the address.
    """
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=_headers(mail))
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, _ = next(iter(error.recipients.values()))
        if code >= _FOR_GOOD:
            raise AddressRefused(code) from None
        raise NotHandedOver(code) from None
    except smtplib.SMTPResponseException as error:
        raise NotHandedOver(type(error).__name__, error.smtp_code) from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotHandedOver(type(error).__name__) from None


def _headers(mail: Mail) -> dict[str, str]:
    """The headers beside the usual ones.

    RFC 8058 says how a mail program unsubscribes by one press, RFC 3834 that no answer is awaited.
    """
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    name = salted_hmac("notices.message", mail.key, algorithm="sha256").hexdigest()[:32]
    headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}
    if mail.leave:
        headers |= {
            "List-Unsubscribe": f"<{mail.leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers

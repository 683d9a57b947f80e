"""The mail server that LEDETRAAD_MAIL_URL names."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from ledetraad.errors import InvalidSettings
from ledetraad.i18n import N_

_PORTS = {"smtp": 25, "smtps": 465}
_SUBMISSION = 587


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over.

    Args:
        host, port: the server.
        user, password: what one signs in with; empty where it asks for nothing.
        starttls: whether the connection is encrypted after it is made.
        tls: whether it is encrypted from the beginning.
    """

    host: str
    port: int
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def mail_server(url: str) -> MailServer | None:
    """Read the address of a mail server.

    Args:
        url: "smtp://user:password@host:587/?tls=1", or "smtps://…" where it is encrypted from the
            beginning; what is special in a URL is percent-encoded.

    Returns:
        The server; None for an empty address.

    Raises:
        InvalidSettings: it is no such address.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused() from None
    starttls = parse_qs(parts.query).get("tls", ["0"])[-1] in {"1", "true", "yes", "on"}
    if parts.scheme not in _PORTS or not parts.hostname or (starttls and parts.scheme == "smtps"):
        raise _refused()
    usual = _SUBMISSION if starttls else _PORTS[parts.scheme]
    return MailServer(
        host=parts.hostname,
        port=port or usual,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=starttls,
        tls=parts.scheme == "smtps",
    )


def public_address(address: str, *, mail: bool) -> str:
    """The application's own address as links in mail say it, without a slash at the end.

    Args:
        address: what LEDETRAAD_ADDRESS says.
        mail: whether mail is sent, and so an address needed.

    Raises:
        InvalidSettings: it is none, or is missing where mail is sent.
    """
    parts = urlsplit(address)
    if (mail or address) and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise InvalidSettings(
            N_("Mail needs the application's own address for its links."),
            where="LEDETRAAD_ADDRESS",
            remedy=N_("Write it as https://plan.example.org."),
        )
    return address.rstrip("/")


def _refused() -> InvalidSettings:
    """The address itself isn't told: it may hold a password."""
    return InvalidSettings(
        N_("This is not the address of a mail server."),
        where="LEDETRAAD_MAIL_URL",
        remedy=N_("Write it as smtp://user:password@host:587/?tls=1."),
    )

"""The address of a mail server, as it is written in the environment."""

from __future__ import annotations

import pytest

from ledetraad.errors import InvalidSettings
from ledetraad.web.mail_server import MailServer, mail_server, public_address


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 25)),
        ("smtp://mail.example.org:2525/", MailServer("mail.example.org", 2525)),
        (
            "smtp://user%40example.org:p%3Aw@mail.example.org:587/?tls=1",
            MailServer("mail.example.org", 587, "user@example.org", "p:w", starttls=True),
        ),
        ("smtp://mail.example.org?tls=1", MailServer("mail.example.org", 587, starttls=True)),
        ("smtps://mail.example.org", MailServer("mail.example.org", 465, tls=True)),
    ],
)
def test_an_address_says_where_mail_is_handed_over(url: str, server: MailServer) -> None:
    assert mail_server(url) == server


def test_no_address_is_no_server() -> None:
    assert mail_server("") is None


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://u:hemmelig@host:port/",
        "smtps://mail.example.org/?tls=1",
        "smtp://[::1",
    ],
)
def test_what_is_no_such_address_is_told_without_its_password(url: str) -> None:
    with pytest.raises(InvalidSettings) as told:
        mail_server(url)

    assert told.value.where == "LEDETRAAD_MAIL_URL"
    assert "hemmelig" not in str(told.value)


def test_mail_needs_the_applications_own_address() -> None:
    assert public_address("https://plan.example.org/", mail=True) == "https://plan.example.org"
    assert public_address("", mail=False) == ""
    for address in ("", "plan.example.org", "ftp://plan.example.org"):
        with pytest.raises(InvalidSettings):
            public_address(address, mail=True)

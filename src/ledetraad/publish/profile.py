"""The municipality as the public meets it: its name, colour and contact; the `[site]` settings."""

from __future__ import annotations

import re

from pydantic import field_validator

from ledetraad.i18n import LANGUAGES, N_, Language
from ledetraad.plan.model import Value
from ledetraad.validation import refusal

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
DEFAULT_COLOUR = "#1E2B3C"
DEFAULT_LICENCE = "CC BY 4.0"
DEFAULT_LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


class Profile(Value):
    """The `[site]` table of `ledetraad.toml`, and a part of every snapshot.

    Args:
        name: the municipality's name; the plan's owner where it is empty.
        colour: the municipality's colour, #RRGGBB; used where it is readable.
        contact: an e-mail address for questions about the plan and its pages.
        home: the municipality's own web site.
        address: the site's public address, where it is known; for permanent addresses.
        licence, licence_address: what the open data may be used under.
        languages: the languages that the site is made in, the first at the root.
        source_note: a sentence about where the document came from, shown as it is.
    """

    name: str = ""
    colour: str = DEFAULT_COLOUR
    contact: str = ""
    home: str = ""
    address: str = ""
    licence: str = DEFAULT_LICENCE
    licence_address: str = DEFAULT_LICENCE_ADDRESS
    languages: tuple[Language, ...] = LANGUAGES
    source_note: str = ""

    @field_validator("colour")
    @classmethod
    def _six_digits(cls, value: str) -> str:
        if _COLOUR.fullmatch(value) is None:
            raise refusal(N_("a colour is written as # and six characters, such as #1E2B3C"))
        return value

    @field_validator("home", "address", "licence_address")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise refusal(N_("an address begins with https:// or http://"))
        return value

    @field_validator("languages")
    @classmethod
    def _some_language(cls, value: tuple[Language, ...]) -> tuple[Language, ...]:
        if not value or len(set(value)) != len(value):
            raise refusal(N_("name at least one language, each once"))
        return value

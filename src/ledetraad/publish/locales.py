"""Dates and lists of words as each of the screen's languages writes them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from ledetraad.i18n import Language

LOCALES: dict[Language, str] = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
"""A language's rules for writing, by the name that Babel has for them."""


@lru_cache(maxsize=4_096)
def long_date(day: date, language: Language) -> str:
    """A date with its month in letters: "16. juni 2020"."""
    return str(format_date(day, "long", locale=LOCALES[language]))

"""The screen's three languages: Bokmål unless chosen otherwise, Nynorsk and English.

Strings in code are English and marked for extraction with `_` (or `N_` where they are only stored
and translated later); the catalogues stand in `locale/`.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
DEFAULT: Language = "nb"
NAMES: dict[Language, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
FOLDER = Path(__file__).parent / "locale"


def N_(text: str) -> str:  # noqa: N802  (gettext's own name)
    """Mark a string for translation and leave it as it is."""
    return text


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The translations into one language; English is the strings themselves."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("ledetraad", FOLDER, languages=[language])


def catalogue_bytes(language: Language) -> bytes:
    """What the catalogue of a language was read from; empty for English."""
    found = gettext.find("ledetraad", str(FOLDER), languages=[language])
    return Path(found).read_bytes() if isinstance(found, str) else b""


def from_environment() -> Language:
    """The language that LEDETRAAD_LANGUAGE asks for, or Bokmål."""
    wanted = os.environ.get("LEDETRAAD_LANGUAGE", DEFAULT)
    return wanted if wanted in LANGUAGES else DEFAULT

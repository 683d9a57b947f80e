"""Everything on the screen is said in Bokmål and in Nynorsk."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "translate": None}
PLACES = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")
LANGUAGES = ("nb", "nn")

Message = str | tuple[str, ...]


@cache
def extracted() -> dict[Message, str]:
    """Every message in the code and the templates, with the place where it stands."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found: dict[Message, str] = {}
    for name, line, message, _, _ in extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS, directory_filter=is_source
    ):
        found.setdefault(message, f"{name}:{line}")
    return found


def is_source(folder: str) -> bool:
    """Whether a folder can hold our own source; others are large and hold none."""
    return not Path(folder).name.startswith(".") and Path(folder).name != "node_modules"


@cache
def translated(language: str) -> Catalog:
    path = ROOT / "src" / "ledetraad" / "locale" / language / "LC_MESSAGES" / "ledetraad.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def forms(strings: Message) -> tuple[str, ...]:
    return (strings,) if isinstance(strings, str) else tuple(strings)


def test_there_is_something_to_translate() -> None:
    assert len(extracted()) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    catalog = translated(language)

    missing = []
    for message, place in extracted().items():
        entry = catalog.get(forms(message)[0])
        if entry is None or entry.fuzzy or not all(forms(entry.string)):
            missing.append(f"{place}: {message}")

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_no_message_that_is_no_longer_used(language: str) -> None:
    used = {forms(message)[0] for message in extracted()}

    left = [
        entry.id for entry in translated(language) if entry.id and forms(entry.id)[0] not in used
    ]

    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_message(language: str) -> None:
    for entry in translated(language):
        if not entry.id:
            continue
        allowed = [sorted(PLACES.findall(form)) for form in forms(entry.id)]
        for form in forms(entry.string):
            assert not form or sorted(PLACES.findall(form)) in allowed, form


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_says_which_language_it_is(language: str) -> None:
    assert str(translated(language).locale) == language

"""The addresses of the site: permanent, relative to its root, the same served and as files."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.i18n import Language

FRONT = "index.html"
OVERVIEW = "oversikt.html"
SEARCH = "sok.html"
REGISTER = "stikkord.html"
FRAMEWORK = "fn/index.html"
FINDINGS = "funn.html"
DATA = "data.html"
ABOUT = "om.html"
ACCESSIBILITY = "tilgjengelighet.html"
NOT_FOUND = "404.html"
STYLEGUIDE = "styleguide.html"
MUNICIPALITY_STYLE = "municipality.css"
SEARCH_INDEX = "search.json"
COVERAGE = "coverage.json"
GOING = "oppfolging.html"
NUMBERS = "tall.html"
MOVED = "tall-endret.html"
MONEY = "okonomi.html"


def element(identity: str) -> str:
    """The address of an element's page."""
    return f"e/{identity}.html"


def item(code: str) -> str:
    """The address of a UN goal's or target's page."""
    return f"fn/{code}.html"


def measure(number: int) -> str:
    """The address of a measure's page."""
    return f"tiltak/{number}.html"


def indicator(number: int) -> str:
    """The address of an indicator's page."""
    return f"indikator/{number}.html"


def indicator_numbers(number: int) -> str:
    """The address of an indicator's numbers, to take away."""
    return f"indikator/{number}.csv"


def explored(number: int) -> str:
    """The address of the chart of an indicator that a browser draws."""
    return f"indikator/{number}.json"


def numbers(identity: str) -> str:
    """The address of the numbers of an element, and of what stands under it."""
    return f"tall/{identity}.html"


def folder(address: str) -> str:
    """The folder that an address stands in; empty for the root."""
    return address.rpartition("/")[0]


def up(address: str) -> str:
    """The way from a page to the root that its address is relative to."""
    return "../" * address.count("/")


def prefix(language: Language, languages: Sequence[Language]) -> str:
    """The folder of a language: none for the first, its code for the others."""
    return "" if language == languages[0] else f"{language}/"


def split_language(address: str, languages: Sequence[Language]) -> tuple[Language, str]:
    """The language that an address asks for, and the address within it.

    Args:
        address: relative to the site's root, such as "nn/e/x.html".
        languages: the site's languages, the first at the root.
    """
    for language in languages[1:]:
        if address == language or address.startswith(f"{language}/"):
            return language, address[len(language) + 1 :]
    return languages[0], address

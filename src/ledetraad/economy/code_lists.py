"""KOSTRA's lists of kinds and functions, each for its year, from files of SSB's Klass.

Klass writes a kind that has its place in one of the accounts only with letters before it ("AD620"
in operations, "AI620" in investment, "A590" in both); a ledger has the three digits alone. Codes
that begin otherwise are sums of others, and no line may have them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ledetraad.economy.faults import UnreadableLedger
from ledetraad.i18n import N_

_KIND = re.compile(r"(?:A[DI]?)?(\d{3})")
_FUNCTION = re.compile(r"(\d{3})")


@dataclass(frozen=True, slots=True)
class CodeLists:
    """What may stand in a ledger of a year.

    Args:
        kinds: the kinds' names by their three digits; empty where they are not to be checked.
        functions: the functions' names, likewise.
        source: where the lists are from, with their versions.
    """

    kinds: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


def kinds_from_klass(text: str, where: str) -> tuple[dict[str, str], str]:
    """The kinds of a version of Klass 259, and the version's name.

    Raises:
        UnreadableLedger: the text is no such version.
    """
    return _codes(text, where, _KIND)


def functions_from_klass(text: str, where: str) -> tuple[dict[str, str], str]:
    """The functions of a version of Klass 277, and the version's name.

    Raises:
        UnreadableLedger: the text is no such version.
    """
    return _codes(text, where, _FUNCTION)


def _codes(text: str, where: str, form: re.Pattern[str]) -> tuple[dict[str, str], str]:
    try:
        version = json.loads(text)
        found = {
            match[1]: str(item["name"])
            for item in version["classificationItems"]
            if (match := form.fullmatch(item["code"]))
        }
        name = str(version["name"])
    except (ValueError, KeyError, TypeError):
        found, name = {}, ""
    if not found:
        raise UnreadableLedger(
            N_("The file is no list of codes from Statistics Norway's Klass."),
            where=where,
            remedy=N_("Fetch the version of the year as JSON from Klass, and give that."),
        )
    return found, name

"""The lists whose views can be saved: an explicit table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from ledetraad.i18n import N_
from ledetraad.web.followup.indicators.rows import Filter as Indicators
from ledetraad.web.followup.measures.rows import Filter as Measures
from ledetraad.web.followup.missing.rows import Filter as Missing


@dataclass(frozen=True, slots=True)
class Listed:
    """A list.

    Args:
        name: what it is called, an English message.
        asked: the sound part of what an address asks of it, written in one way.
    """

    name: str
    asked: Callable[[Mapping[str, str]], str]

    def sound(self, query: str) -> str:
        """The part after the question mark of an address, with all that makes no sense left out."""
        return self.asked(dict(parse_qsl(query, max_num_fields=50)))


LISTS: Mapping[str, Listed] = {
    "tiltak": Listed(N_("Measures"), lambda query: Measures.read(query).query()),
    "indikatorer": Listed(N_("Indicators"), lambda query: Indicators.read(query).query()),
    "mangler": Listed(N_("What is missing"), lambda query: Missing.read(query).query()),
}
"""By the address of each, under the municipality's own."""

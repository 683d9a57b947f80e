"""What an indicator speaks for, in one column of a list: an element of a plan, or a measure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.models import Measure
from ledetraad.web.followup.sheets.columns import MEASURE_NAMED
from ledetraad.web.followup.sheets.serving import Named
from ledetraad.web.followup.sheets.subject import folded, names_of

SPEAKS_FOR = "speaks_for"
_FIELDS = ("plan", "element", "measure")
_NUMBERED = re.compile(r"(?P<word>\w+) (?P<number>[0-9]{1,9})(?::.*)?", re.DOTALL)


class SpokenFor:
    """What the indicators of a municipality can speak for.

    Args:
        municipality: whose.
    """

    def __init__(self, municipality: Municipality) -> None:
        self._municipality = municipality
        self._elements = Elements(municipality)
        self._named = Named(self._elements)

    @cached_property
    def _measures(self) -> Mapping[int, tuple[int, str]]:
        """Each measure's number and name, by its key; asked for when one is met."""
        found = Measure.objects.filter(municipality=self._municipality)
        return {
            key: (number, name) for key, number, name in found.values_list("pk", "number", "name")
        }

    def text(self, value: Mapping[str, Any] | None, translate: Translate) -> str:
        """What an indicator speaks for in words; empty for nothing, or what is gone."""
        if value is None:
            return ""
        if value["measure"] is not None:
            number, name = self._measures.get(value["measure"], (0, ""))
            return translate(MEASURE_NAMED) % {"number": number, "name": name} if number else ""
        known = self._elements.find(value["plan"], value["element"])
        return known.choice if known is not None else ""

    def read(
        self, text: str, before: Mapping[str, Any] | None, where: str
    ) -> dict[str, Any] | None:
        """What a cell says that an indicator speaks for.

        Args:
            text: what the cell says: an element as the lists name it, or a measure by its number
                or its name.
            before: what it spoke for when the list was fetched.
            where: the cell.

        Raises:
            CellRefused: nothing is called so, or several are.
        """
        if before is not None and self._same(text, before):
            return dict(before)
        if not text.strip():
            return {"plan": None, "element": None, "measure": None}
        measure = self._measure(text)
        if measure is not None:
            return {"plan": None, "element": None, "measure": measure}
        plan, element = self._named.one(text, where)
        return {"plan": plan, "element": element, "measure": None}

    def _same(self, text: str, before: Mapping[str, Any]) -> bool:
        """Whether a cell says what stood there, in whichever language the list was fetched."""
        if before["measure"] is not None:
            number, name = self._measures.get(before["measure"], (0, ""))
            if not number:
                return not text.strip()
            return self._measure(text) == before["measure"] or folded(text) == folded(name)
        return folded(text) == folded(self.text(before, str))

    def _measure(self, text: str) -> int | None:
        """The key of the measure that a cell names: by its number, or by a name of its own."""
        numbered = _NUMBERED.fullmatch(text.strip())
        if numbered is not None and folded(numbered["word"]) in names_of(N_("Measure")):
            wanted = int(numbered["number"])
            return next(
                (key for key, (number, _) in self._measures.items() if number == wanted), None
            )
        named = [key for key, (_, name) in self._measures.items() if folded(name) == folded(text)]
        return named[0] if len(named) == 1 else None


def with_speaks_for(said: Mapping[str, Any]) -> dict[str, Any]:
    """What an indicator says, with what it speaks for as one."""
    return {**said, SPEAKS_FOR: {name: said.get(name) for name in _FIELDS}}


def without_speaks_for(said: Mapping[str, Any]) -> dict[str, Any]:
    """The same as the indicator has it."""
    values = {name: value for name, value in said.items() if name != SPEAKS_FOR}
    return values | (said.get(SPEAKS_FOR) or {})

"""Elements of plans as a list names them, and which they are."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ledetraad.i18n import N_
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.sheets.subject import folded
from ledetraad.web.followup.sheets.table import CellRefused


class Named:
    """The elements of a municipality's plans by what they are called.

    Args:
        elements: of the plans.
    """

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._keys: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for plan, one in elements.plans.items():
            for element in one.elements.values():
                names = {element.choice, element.words, f"{element.level} {element.number}"}
                for name in {folded(name) for name in names}:
                    self._keys[name].append((plan, element.id))

    def one(self, text: str, where: str) -> tuple[int, str]:
        """The plan and the element that a line names: by all of it, or its level and number.

        Raises:
            CellRefused: none, or several.
        """
        found = self._keys.get(folded(text)) or self._keys.get(folded(text.partition(":")[0]), [])
        if len(found) != 1:
            raise CellRefused(
                N_("Several elements of the plans are called “%(text)s”.")
                if found
                else N_("No element of a plan is called “%(text)s”."),
                where=where,
                remedy=N_("Write it as in the lists here, such as “Strategi 1.2: …”, one a line."),
                text=text[:120],
            )
        return found[0]

    def text(self, rows: list[dict[str, Any]]) -> str:
        """Elements as a list names them, one a line; those that are gone are left out."""
        found = [self._elements.find(one["plan"], one["element"]) for one in rows]
        return "\n".join(one.choice for one in found if one is not None)

    def rows(self, text: str, before: list[dict[str, Any]], where: str) -> list[dict[str, Any]]:
        """The elements that a cell names; those that are gone from the plans stay with them.

        Args:
            text: what the cell says.
            before: what stood there when the list was fetched.
            where: the cell.

        Raises:
            CellRefused: a line names none, or several.
        """
        if folded(text) == folded(self.text(before)):
            return before
        own = {folded(self.text([one])): one for one in before}
        found = [one for one in before if self._elements.find(one["plan"], one["element"]) is None]
        for line in filter(None, map(str.strip, text.split("\n"))):
            kept = own.get(folded(line))
            if kept is None:
                plan, element = self.one(line, where)
                kept = {"plan": plan, "element": element}
            if kept not in found:
                found.append(kept)
        return found

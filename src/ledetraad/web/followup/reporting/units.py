"""A municipality's units in the order of their tree."""

from __future__ import annotations

from dataclasses import dataclass

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.history.seldom import kept


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit and where it stands.

    Args:
        unit: the unit.
        path: the names from the top down to it.
        below: its own key and those of all units under it.
    """

    unit: Unit
    path: tuple[str, ...]
    below: frozenset[int]

    @property
    def depth(self) -> int:
        """How many units stand above it."""
        return len(self.path) - 1

    @property
    def name(self) -> str:
        """Its name with those above it."""
        return " › ".join(self.path)


def unit_tree(municipality: Municipality) -> dict[int, UnitRow]:
    """Every unit by its key, each before those under it, by name; shared by all who ask."""
    return dict(kept(municipality.pk, "unit tree", (Unit,), lambda: _unit_tree(municipality)))


def _unit_tree(municipality: Municipality) -> dict[int, UnitRow]:
    children: dict[int | None, list[Unit]] = {}
    for unit in Unit.objects.filter(municipality=municipality).order_by("name", "pk"):
        children.setdefault(unit.parent_id, []).append(unit)
    found: dict[int, UnitRow] = {}

    def walk(unit: Unit, above: tuple[str, ...]) -> frozenset[int]:
        path = (*above, unit.name)
        found[unit.pk] = UnitRow(unit, path, frozenset())
        below = frozenset({unit.pk}).union(
            *(walk(child, path) for child in children.get(unit.pk, ()))
        )
        found[unit.pk] = UnitRow(unit, path, below)
        return below

    for top in children.get(None, ()):
        walk(top, ())
    return found

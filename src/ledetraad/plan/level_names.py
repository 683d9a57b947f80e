"""The names that a plan's levels go by in a table: a key, or the plan's own word."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.plan.model import Level


class LevelNames:
    """Finds levels by name, in any case, and chooses the name to write.

    Args:
        levels: the plan's levels.
    """

    def __init__(self, levels: Sequence[Level]) -> None:
        self._keys = {level.key for level in levels}
        self._named: dict[str, set[str]] = {}
        for level in levels:
            for name in (level.key, level.singular):
                self._named.setdefault(_folded(name), set()).add(level.key)
        self._written = {
            level.key: level.singular if self.find(level.singular) == level.key else level.key
            for level in levels
        }

    def find(self, name: str) -> str | None:
        """The key of the level with this key or singular name; None for none, or for several."""
        if name in self._keys:
            return name
        named = self._named.get(_folded(name), set()) if name.strip() else set()
        return next(iter(named)) if len(named) == 1 else None

    def written(self, key: str) -> str:
        """The level's singular name where that leads back to it, else its key."""
        return self._written[key]

    def all(self) -> list[str]:
        """The names to write, in the levels' order."""
        return list(self._written.values())


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()

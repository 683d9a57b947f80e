"""The UN Sustainable Development Goals: 17 goals and 169 targets, with short titles of our own.

Goal names and colours are the UN's; target titles and search words are written for this project.
The official text of each item stands at its identifier.
Source of codes and identifiers: UN Linked Open Data, http://metadata.un.org/sdg/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import orjson

ID = "un-sdg"
OWN = "own"
IRI = "http://metadata.un.org/sdg/"


@dataclass(frozen=True, slots=True)
class FrameworkItem:
    """A goal or a target.

    Args:
        code: "11" or "11.3".
        goal: the code of the goal it belongs to; its own for a goal.
        names: a goal's official name, a target's short title, by language (nb, nn, en).
        words: search words by language; empty for goals.
        colour: the goal's official colour, "#RRGGBB".
    """

    code: str
    goal: str
    names: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    colour: str

    @property
    def is_goal(self) -> bool:
        """Whether this is one of the 17 goals."""
        return self.code == self.goal

    @property
    def iri(self) -> str:
        """The UN's own identifier."""
        return IRI + self.code

    @property
    def official(self) -> str:
        """The address of the official text."""
        return f"https://metadata.un.org/sdg/{self.code}"


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework with all its items in order: each goal, then its targets."""

    id: str
    items: Mapping[str, FrameworkItem]

    @property
    def goals(self) -> list[FrameworkItem]:
        """The goals alone."""
        return [item for item in self.items.values() if item.is_goal]

    def targets(self, goal: str) -> list[FrameworkItem]:
        """The targets of one goal."""
        return [item for item in self.items.values() if item.goal == goal and not item.is_goal]

    def parents(self) -> dict[str, str | None]:
        """Each code with the code above it, in order: what a trace asks for."""
        return {code: None if item.is_goal else item.goal for code, item in self.items.items()}


@cache
def un_sdg() -> Framework:
    """The 17 goals and 169 targets."""
    items: dict[str, FrameworkItem] = {}
    folder = files(__package__) / "data" / "un-sdg"
    for number in range(1, 18):
        goal = orjson.loads((folder / f"{number:02}.json").read_bytes())
        items[goal["code"]] = FrameworkItem(
            code=goal["code"],
            goal=goal["code"],
            names=goal["name"],
            words={},
            colour=goal["colour"],
        )
        for target in goal["targets"]:
            items[target["code"]] = FrameworkItem(
                code=target["code"],
                goal=goal["code"],
                names=target["title"],
                words={language: tuple(words) for language, words in target["words"].items()},
                colour=goal["colour"],
            )
    return Framework(id=ID, items=items)

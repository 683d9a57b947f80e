"""What the forms make of a document before it is a plan: drafts of elements, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledetraad.plan.finding import RuleDoc
from ledetraad.plan.model import Fact, Reference, SourcePlace
from ledetraad.readers.blocks import Cell
from ledetraad.readers.forms.mapping import Mapping as FormMapping


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is unclear about a draft; said of its element once it has an id."""

    rule: RuleDoc
    template: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """An element as read, before it has its place in the tree.

    Args:
        level: a level's key.
        words: its title or statement, on one line.
        place: where it stands.
        references, facts: in the order printed.
        doubts: what is unclear about it.
        again: whether it may be one that stands there already, with the same words.
        adds: whether it is only more to say of one that is open.
        confidence: how sure its level is.
        number: its own number as printed, if it has one.
    """

    level: str
    words: str
    place: SourcePlace
    references: tuple[Reference, ...] = ()
    facts: tuple[Fact, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    again: bool = False
    adds: bool = False
    confidence: float = 1.0
    number: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """Nothing that comes after stands under what came before."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one way to read a document makes of it.

    Args:
        form: its name.
        drafts: in reading order.
        used: the blocks that it has a place for, by their place in the document.
        names: what the document calls its levels, by key.
        told: which headings, numbers and labels it has gone by.
        left: cells of its tables that it has no place for.
    """

    form: str
    drafts: tuple[Draft | End, ...]
    used: frozenset[int]
    names: Mapping[str, tuple[str, str]]
    told: FormMapping = field(default_factory=FormMapping)
    left: tuple[Cell, ...] = ()

    @property
    def elements(self) -> list[Draft]:
        """The drafts of elements alone."""
        return [draft for draft in self.drafts if isinstance(draft, Draft)]

    @property
    def confidence(self) -> float:
        """How sure its levels are, together."""
        elements = self.elements
        return sum(one.confidence for one in elements) / len(elements) if elements else 0.0

"""Elements as the pages show them: their names, addresses and reference chips in one language."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup, escape

from ledetraad.frameworks.un_sdg import Framework, FrameworkItem
from ledetraad.i18n import Language
from ledetraad.plan.model import Element, Plan, Reference
from ledetraad.publish.level_words import level_names
from ledetraad.publish.site import addresses


@dataclass(frozen=True, slots=True)
class Chip:
    """A reference as shown.

    Args:
        printed: the code as the document prints it.
        item: the UN goal or target, where it is one.
        name: the goal's name or the target's short title; the legend's words otherwise.
        kind: `adapted`, `direct`, `own` or `unknown`.
        meaning: what the document's legend says of the code.
        pieces: what has been drawn of it; see `ledetraad.publish.site.pieces`.
    """

    printed: str
    item: FrameworkItem | None
    name: str
    kind: str
    meaning: str
    pieces: dict[tuple[str, str], Markup] = field(default_factory=dict, compare=False, repr=False)


class Card:
    """An element as shown; its chips and pieces are made once and shared by every page it is on."""

    __slots__ = ("address", "chips", "element", "id", "label", "level", "number", "pieces", "words")

    def __init__(self, element: Element, label: str, chips: tuple[Chip, ...]) -> None:
        self.element = element
        self.id = element.id
        self.level = element.level
        self.number = element.number
        self.label = label
        self.words: Markup = escape(element.words)
        self.address = addresses.element(element.id)
        self.chips = chips
        self.pieces: dict[tuple[str, str], Markup] = {}


class Cards:
    """Makes the cards of a plan in one language, each once.

    Args:
        plan: the plan.
        framework: what its references point to.
        language: the language of the screen; the plan's own sentences are never translated.
    """

    def __init__(self, plan: Plan, framework: Framework, language: Language) -> None:
        self._framework = framework
        self._language = language
        self._made: dict[str, Card] = {}
        self._chips: dict[Reference, Chip] = {}
        self._meanings = {definition.prefix: definition.meaning for definition in plan.scheme}
        self.names = level_names(plan, language)
        """Singular and plural of each level in the screen's language."""

    def __getitem__(self, element: Element) -> Card:
        """The element's card."""
        card = self._made.get(element.id)
        if card is None:
            name = self.names[element.level][0]
            label = f"{name[:1].upper()}{name[1:]} {element.number}"
            chips = tuple(self.chip(reference) for reference in element.references)
            card = self._made[element.id] = Card(element, label, chips)
        return card

    def chip(self, reference: Reference) -> Chip:
        """A reference's chip."""
        chip = self._chips.get(reference)
        if chip is None:
            chip = self._chips[reference] = self._make_chip(reference)
        return chip

    def _make_chip(self, reference: Reference) -> Chip:
        item = None
        if reference.framework == self._framework.id:
            item = self._framework.items.get(reference.code)
        meaning = self._meanings.get(reference.prefix, "")
        known = item is not None or reference.basis == "own"
        return Chip(
            printed=reference.printed,
            item=item,
            name=item.names[self._language] if item is not None else meaning,
            kind=reference.basis if known else "unknown",
            meaning=meaning,
        )

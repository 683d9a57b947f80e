"""An element's page: its whole thread, from the UN's targets above to all that is below."""

from __future__ import annotations

from ledetraad.plan.model import Element
from ledetraad.plan.wording import excerpt
from ledetraad.publish.site.cards import Card, Chip
from ledetraad.publish.site.going import ElementGoing
from ledetraad.publish.site.pages.content import Content
from ledetraad.publish.site.presented import Presented

_DESCRIPTION = 150
MOST_SIBLINGS = 100
"""A page lists no more siblings than this, so that thousands don't list thousands each."""


def build(site: Presented, element: Element, _query: str = "") -> Content:
    """The page of one element."""
    index, cards = site.book.index, site.cards
    card = cards[element]
    before, after = index.before(element), index.after(element)
    main = site.macro("element.html", "page")(
        card=card,
        ancestors=[cards[above] for above in index.ancestors(element)],
        branches=_branches(site, element),
        siblings=_siblings(site, element),
        others=len(index.siblings(element)) - 1,
        parent=cards[parent] if (parent := index.parent(element)) is not None else None,
        before=cards[before] if before is not None else None,
        after=cards[after] if after is not None else None,
        items=served(site, element),
        going=_going(site, element),
    )
    return Content(
        title=f"{card.label}: {excerpt(element.words)}",
        main=main,
        description=excerpt(element.words, _DESCRIPTION),
        section="plan",
    )


def _going(site: Presented, element: Element) -> ElementGoing | None:
    """How the element goes; None where there is nothing to show of it."""
    its = site.book.going.of(element) if site.book.going is not None else None
    return its if its is not None and its.anything else None


def _siblings(site: Presented, element: Element) -> list[Card]:
    """The nearest siblings, in order; the element itself is not among them."""
    everyone = site.book.index.siblings(element)
    place = site.book.place_among_siblings[element.id]
    start = max(0, min(place - MOST_SIBLINGS // 2, len(everyone) - MOST_SIBLINGS - 1))
    nearest = everyone[start : start + MOST_SIBLINGS + 1]
    return [site.cards[other] for other in nearest if other.id != element.id]


def _branches(site: Presented, element: Element) -> list[tuple[Card, list[Card]]]:
    """The children, and for each of them its own; an only child's level is passed through."""
    return [(site.cards[child], site.children(child)) for child in element.children]


def served(site: Presented, element: Element) -> list[Chip]:
    """The UN items at the top of the thread: the element's own, or for a heading its goals'."""
    source = element
    while not source.references and len(source.children) == 1:
        source = source.children[0]
    return [chip for chip in map(site.cards.chip, source.references) if chip.item is not None]

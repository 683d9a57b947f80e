"""What fits some words: pages, elements of the plans, measures, indicators, units and people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import people_of, units_of
from ledetraad.web.followup.listing import has_word
from ledetraad.web.followup.models import Indicator, Measure

MOST = 12
"""How many of each kind are shown."""
_PAGES = (
    ("", N_("My work")),
    ("tiltak/", N_("Measures")),
    ("indikatorer/", N_("Indicators")),
    ("status/", N_("How it stands")),
    ("mangler/", N_("What is missing")),
    ("visninger/", N_("Saved views")),
    ("ark/", N_("Excel in and out")),
    ("rapportering/", N_("Reporting")),
    ("arsplan/", N_("The year's plan")),
    ("folk/", N_("Units and people")),
    ("arshjul/", N_("The dates of the year")),
    ("folk/meg/", N_("Your own page")),
    ("varsler/", N_("The mail you get")),
    ("tiltak/ny/", N_("New measure")),
    ("indikatorer/ny/", N_("New indicator")),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that fits.

    Args:
        kind: what it is, an English message.
        name: what it is called.
        address: its page, under the municipality's own address.
        beside: more to tell it by.
    """

    kind: str
    name: str
    address: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """What fits, by kind, and whether there is more than what is shown."""

    found: list[Hit]
    more: bool = False


def find(municipality: Municipality, words: str, translate: Translate) -> Hits:
    """Everything in a municipality that has all of some words, or the number that they are.

    Args:
        municipality: whose.
        words: as typed; nothing is found for none.
        translate: the language that pages are called by.
    """
    wanted = words.casefold().split()[:8]
    if not wanted:
        return Hits([])
    found: list[Hit] = []
    more = False
    for hits in (
        _pages(wanted, translate),
        _measures(municipality, wanted),
        _indicators(municipality, wanted),
        _elements(municipality, wanted),
        _units(municipality, wanted),
        _people(municipality, wanted),
    ):
        some = [hit for hit, _ in zip(hits, range(MOST + 1), strict=False)]
        more |= len(some) > MOST
        found.extend(some[:MOST])
    return Hits(found, more)


def _pages(wanted: list[str], translate: Translate) -> Iterator[Hit]:
    for address, message in _PAGES:
        name = translate(message)
        if _has(name, wanted):
            yield Hit(N_("page"), name, address)


def _measures(municipality: Municipality, wanted: list[str]) -> Iterator[Hit]:
    found = Measure.objects.filter(municipality=municipality, deleted_at=None)
    number = wanted[0] if len(wanted) == 1 else ""
    by_number = Q(number=int(number)) if _is_number(number) else Q(pk=None)
    by_words = Q()
    for word in wanted:
        by_words &= has_word(word, "name", "why")
    for one in found.filter(by_number | by_words).select_related("unit")[: MOST + 1]:
        beside = f"{one.number}{f' · {one.unit.name}' if one.unit is not None else ''}"
        yield Hit(N_("measure"), one.name, f"tiltak/{one.number}/", beside)


def _indicators(municipality: Municipality, wanted: list[str]) -> Iterator[Hit]:
    found = Indicator.objects.filter(municipality=municipality, deleted_at=None)
    for word in wanted:
        found = found.filter(has_word(word, "name"))
    for one in found[: MOST + 1]:
        yield Hit(N_("indicator"), one.name, f"indikatorer/{one.pk}/")


def _elements(municipality: Municipality, wanted: list[str]) -> Iterator[Hit]:
    for plan in Elements(municipality).plans.values():
        for one in plan.elements.values():
            if one.number == wanted[0] or _has(one.words, wanted):
                address = f"status/{plan.plan.slug}/{one.id}/"
                yield Hit(N_("in the plan"), one.words, address, f"{one.level} {one.number}")


def _units(municipality: Municipality, wanted: list[str]) -> Iterator[Hit]:
    for one in units_of(municipality):
        if _has(one.name, wanted):
            yield Hit(N_("unit"), one.name, f"status/enhet/{one.pk}/")


def _people(municipality: Municipality, wanted: list[str]) -> Iterator[Hit]:
    for one in people_of(municipality):
        if _has(f"{one.first_name} {one.last_name} {one.username}", wanted):
            name = one.get_full_name() or one.get_username()
            yield Hit(N_("person"), name, f"status/person/{one.pk}/")


def _has(text: str, wanted: list[str]) -> bool:
    said = text.casefold()
    return all(word in said for word in wanted)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 10  # noqa: PLR2004

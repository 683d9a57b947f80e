"""Finding among the UN's goals and targets, by number or by words in the page's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.frameworks.un_sdg import FrameworkItem, un_sdg
from ledetraad.i18n import Language
from ledetraad.plan.model import Element, Plan
from ledetraad.suggest.stems import stems
from ledetraad.suggest.targets import suggest_targets

MOST = 12
_NUMBER = re.compile(r"\D{0,12}?(\d{1,2}(?:\.[0-9a-zA-Z]{0,2})?)")
_IN_NAME, _IN_WORDS, _IN_GOAL = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Found:
    """A goal or target, what the plan would print for it, and the words that led to it, if any.

    It is printed with each of the plan's prefixes.
    """

    code: str
    name: str
    colour: str
    printed: tuple[str, ...]
    because: tuple[str, ...] = ()


def find(words: str, language: Language, plan: Plan) -> list[Found]:
    """The goals and targets that a number or some words fit, the best first.

    Args:
        words: "11", "11.3", "FN 11", or words; each has to be found, or begin a word that is.
        language: that the names and the search words are in.
        plan: whose codes they are to be printed with.
    """
    number = _NUMBER.fullmatch(words.strip())
    items = _by_number(number[1].lower()) if number else _by_words(words, language)
    return [_found(item, language, plan) for item in items[:MOST]]


def suggested(
    element: Element, language: Language, plan: Plan, above: Sequence[str]
) -> list[Found]:
    """The goals and targets that an element may rest on by its words, but does not yet.

    Args:
        element: the element; nothing is suggested for a theme's name alone.
        language: that names are told in.
        plan: in whose language it is written, and whose codes are printed.
        above: the texts of the elements that it stands under.
    """
    rests_on = {one.code for one in element.references}
    return [
        _found(one.item, language, plan, one.because)
        for one in suggest_targets(element.text, plan.language, above=above)
        if one.item.code not in rests_on
    ]


def _found(
    item: FrameworkItem, language: Language, plan: Plan, because: tuple[str, ...] = ()
) -> Found:
    prefixes = [one.prefix for one in plan.scheme if one.framework == UN and one.numbered]
    return Found(
        item.code,
        item.names[language],
        item.colour,
        tuple(f"{prefix} {item.code}" for prefix in prefixes or ["FN"]),
        because,
    )


def _by_number(number: str) -> list[FrameworkItem]:
    items = list(un_sdg().items.values())
    exact = [item for item in items if item.code == number]
    goal = number.removesuffix(".")
    rest = [
        item
        for item in items
        if item not in exact and (item.goal == goal or ("." in number and _begins(item, number)))
    ]
    return [*exact, *rest]


def _begins(item: FrameworkItem, number: str) -> bool:
    return item.code.startswith(number)


def _by_words(words: str, language: Language) -> list[FrameworkItem]:
    wanted = stems(words)
    if not wanted:
        return []
    scored = []
    for place, (item, said) in enumerate(_said(language)):
        scores = [
            max((weight for stem, weight in said if stem.startswith(one)), default=0)
            for one in wanted
        ]
        if all(scores):
            scored.append((-sum(scores), place, item))
    return [item for *_, item in sorted(scored, key=lambda one: one[:2])]


@cache
def _said(language: Language) -> list[tuple[FrameworkItem, list[tuple[str, int]]]]:
    framework = un_sdg()
    return [
        (
            item,
            [
                *((stem, _IN_NAME) for stem in stems(item.names[language])),
                *(
                    (stem, _IN_WORDS)
                    for word in item.words.get(language, ())
                    for stem in stems(word)
                ),
                *((stem, _IN_GOAL) for stem in stems(framework.items[item.goal].names[language])),
            ],
        )
        for item in framework.items.values()
    ]

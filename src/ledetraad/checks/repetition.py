"""LT301 and LT302: whether the plan says the same thing twice.

Comparing every statement with every other would take a large plan minutes. Two statements that are
alike enough must share some of their rarest words, so each is compared only with those that do; and
where very many have such a word, with the nearest before it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain

from ledetraad.checks.rule import Rule
from ledetraad.checks.subject import Subject
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.model import Element
from ledetraad.plan.wording import excerpt

SAME_TEXT = RuleDoc(
    code="LT301",
    name="same-text-twice",
    severity=Severity.WARNING,
    summary=N_("The same text stands at two places in the plan."),
    why=N_(
        "One of them is often left from copying. If both are meant, each is followed up and "
        "counted by itself, and one of them is soon changed without the other."
    ),
    bad=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau ved alle skoler.\n"
        "Delmål: Eldre ferdes trygt om vinteren.\n"
        "  Strategi: Kommunen skal bygge fortau ved alle skoler."
    ),
    good=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau ved alle skoler.\n"
        "Delmål: Eldre ferdes trygt om vinteren.\n"
        "  Strategi: Kommunen skal strø gangveiene før klokka sju."
    ),
    remedy=N_("Keep it in one place, or say in each what is its own."),
)


def _same_text(subject: Subject) -> Iterator[Finding]:
    first: dict[tuple[bool, tuple[str, ...]], Element] = {}
    for element in subject.index.ordered:
        said = tuple(_words(element.words))
        if not said:
            continue
        titled = subject.levels[element.level].titled
        earlier = first.setdefault((titled, said), element)
        if earlier is not element:
            yield subject.finding(
                SAME_TEXT,
                N_("“%(text)s” also stands at %(number)s (%(level)s)."),
                element,
                text=excerpt(element.words),
                number=earlier.number or "–",
                level=subject.index.name(earlier),
            )


NEARLY_SAME_TEXT = RuleDoc(
    code="LT302",
    name="nearly-same-text",
    severity=Severity.WARNING,
    summary=N_("Two statements are nearly the same, word for word."),
    why=N_(
        "Readers look for a difference that is perhaps not meant, and those who follow the plan "
        "up report the same thing twice."
    ),
    bad=(
        "Strategi: Kommunen skal bygge belyste fortau langs alle skoleveier i tettstedene.\n"
        "Strategi: Kommunen skal bygge belyste fortau langs skoleveier i alle tettstedene."
    ),
    good=(
        "Strategi: Kommunen skal bygge belyste fortau langs alle skoleveier i tettstedene.\n"
        "Strategi: Kommunen skal låne ut sykler til elever som bor langt fra skolen."
    ),
    remedy=N_("Make them one, or write them so that the difference is plain."),
)
FEWEST_WORDS = 6
"""Shorter statements are alike by chance."""
COMMON_SHARE, COMMON_COUNT = 0.2, 10
"""A word in so large a share of the statements, and in so many, tells nothing about one of them."""
SHARED = 2
"""How many of their rarest words two statements must share to be compared."""
NEAREST = 50
"""The most statements before it, for each rare word, that a statement is compared with."""

ROUNDING = 1e-9

_WORD = re.compile(r"\w+")
_Token = tuple[str, int]


def _nearly_same_text(subject: Subject) -> Iterator[Finding]:
    statements = subject.statements
    said = [_words(element.words) for element in statements]
    told = {tuple(words): place for place, words in reversed(list(enumerate(said)))}
    for place, other in _pairs(said, told, subject.limits.similarity):
        element, earlier = statements[place], statements[other]
        yield subject.finding(
            NEARLY_SAME_TEXT,
            N_("“%(text)s” is nearly the same as %(number)s (%(level)s): “%(other)s”."),
            element,
            text=excerpt(element.words),
            number=earlier.number or "–",
            level=subject.index.name(earlier),
            other=excerpt(earlier.words),
        )


def _pairs(
    said: Sequence[list[str]], first: dict[tuple[str, ...], int], similarity: float
) -> Iterator[tuple[int, int]]:
    """Each text that is nearly like an earlier one, with the first such.

    With the similarity s, a text of n words that is like another shares at least n * s / (2 - s)
    words with it. So of its n - that + k rarest words, k are among as many of the other's.
    """
    commonness = Counter(word for words in said for word in set(words))
    common = {
        word
        for word, count in commonness.items()
        if count >= COMMON_COUNT and count > COMMON_SHARE * len(said)
    }
    texts = [[word for word in words if word not in common] for words in said]
    tokens = _by_rarity([list(_counted(words)) for words in texts], commonness)
    wholes = [frozenset(ranks) for ranks in tokens]
    holding: dict[int, deque[int]] = {}
    for place, words in enumerate(texts):
        if len(words) < FEWEST_WORDS or first[tuple(said[place])] != place:
            continue
        shared = math.ceil(len(words) * similarity / (2 - similarity) - ROUNDING)
        rarest = tokens[place][: len(words) - shared + SHARED]
        near = Counter(chain.from_iterable(holding.get(token, ()) for token in rarest))
        for other in sorted(other for other, count in near.items() if count >= SHARED):
            least = similarity * (len(words) + len(texts[other])) / 2 - ROUNDING
            if len(wholes[place] & wholes[other]) < least:
                continue
            matcher = SequenceMatcher(None, words, texts[other], autojunk=False)
            if matcher.ratio() >= similarity - ROUNDING:
                yield place, other
                break
        for token in rarest:
            holding.setdefault(token, deque(maxlen=NEAREST)).append(place)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _counted(words: list[str]) -> Iterator[_Token]:
    """Each word with how many times it has come before, so that a set of them keeps repeats."""
    seen: Counter[str] = Counter()
    for word in words:
        yield word, seen[word]
        seen[word] += 1


def _by_rarity(texts: list[list[_Token]], commonness: Counter[str]) -> list[list[int]]:
    """Each text's words as their ranks, the rarest first; whole numbers compare faster."""
    ordered = sorted(
        {token for tokens in texts for token in tokens},
        key=lambda token: (commonness[token[0]], token),
    )
    rank = {token: place for place, token in enumerate(ordered)}
    return [sorted(rank[token] for token in tokens) for tokens in texts]


RULES = (
    Rule(SAME_TEXT, _same_text),
    Rule(NEARLY_SAME_TEXT, _nearly_same_text),
)

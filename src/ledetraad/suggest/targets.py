"""Which of the UN's goals and targets a statement may rest on, by its words.

What a target is known by are its short title and the search words that the framework's data has in
each language. Measured on Asker's own references by `python -m benchmarks.suggest`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ledetraad.frameworks.un_sdg import FrameworkItem, un_sdg
from ledetraad.i18n import DEFAULT, LANGUAGES, Language
from ledetraad.suggest.ranking import Features, Ranking, features
from ledetraad.suggest.stems import stem, words

FROM_GOAL = 0.5
"""What a word of the goal's name counts for at its targets."""
FROM_TARGETS = 0.3
"""What the targets' words count for at their goal."""
FROM_ABOVE = 0.3
"""What the words of the elements above count for, against the statement's own."""
LEAST = 6.0
"""Below this a fit is no more than chance: so far come sentences that are about nothing of it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal or target that a statement may rest on.

    Args:
        item: the goal or target.
        because: the statement's own words that point to it; none where only parts of words do.
    """

    item: FrameworkItem
    because: tuple[str, ...]


def suggest_targets(
    text: str, language: str = DEFAULT, *, above: Sequence[str] = (), most: int = 3
) -> list[Suggestion]:
    """The goals and targets that a statement may rest on, the likeliest first.

    Args:
        text: the statement.
        language: that it is written in; those of other languages are held against Bokmål's words.
        above: the texts of the elements that it stands under.
        most: how many at the most.
    """
    asked: Features = defaultdict(float)
    for one in above:
        for feature, weight in features(one, FROM_ABOVE).items():
            asked[feature] = max(asked[feature], weight)
    _add(asked, features(text))
    written = {stem(word): word for word in words(text)}
    framework = un_sdg()
    return [
        Suggestion(
            framework.items[one.key],
            tuple(written[word].lower() for word in one.shared if word in written),
        )
        for one in _ranking(_known(language)).rank(asked)[:most]
        if one.score >= LEAST
    ]


def _known(language: str) -> Language:
    for one in LANGUAGES:
        if one == language:
            return one
    return DEFAULT


@cache
def _ranking(language: Language) -> Ranking[str]:
    framework = un_sdg()
    known: dict[str, Features] = {}
    for code, item in framework.items.items():
        own = _own(item, language)
        if item.is_goal:
            for target in framework.targets(code):
                _add(own, _own(target, language), FROM_TARGETS)
        else:
            _add(own, features(framework.items[item.goal].names[language]), FROM_GOAL)
        known[code] = own
    return Ranking(known)


def _own(item: FrameworkItem, language: Language) -> Features:
    own = features(item.names[language])
    for word in item.words.get(language, ()):
        _add(own, features(word))
    return own


def _add(to: Features, more: Features, share: float = 1.0) -> None:
    for feature, weight in more.items():
        to[feature] += weight * share

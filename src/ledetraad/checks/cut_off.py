"""LT105: whether a text has lost its beginning or its end."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from ledetraad.checks.habits import begins_in_capital, ends_in_stop, levels_with_habit
from ledetraad.checks.rule import Rule
from ledetraad.checks.subject import Subject
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.wording import excerpt

CUT_OFF_TEXT = RuleDoc(
    code="LT105",
    name="cut-off-text",
    severity=Severity.WARNING,
    summary=N_("A text looks as if its beginning or its end is missing."),
    why=N_(
        "Tables that have been copied or moved lose lines. What is left may still read as a "
        "sentence, and then say something else than what was decided."
    ),
    bad="Strategi: Kommunen skal bygge fortau ved alle skoler og",
    good="Strategi: Kommunen skal bygge fortau ved alle skoler og barnehager.",
    remedy=N_("Find the rest in an earlier version, or write the sentence to its end."),
)
END_MISSING = N_("“… %(end)s” ends in the middle of a sentence.")
BEGINNING_MISSING = N_("“%(text)s” begins in the middle of a sentence.")

_TRAILING = (",", ";", "-", "–")


@cache
def _small_words() -> dict[str, dict[str, frozenset[str]]]:
    """What `small_words.toml` says: for each kind the words by language."""
    told = (files(__package__) / "small_words.toml").read_text(encoding="utf-8")
    return {
        kind: {language: frozenset(words) for language, words in languages.items()}
        for kind, languages in tomllib.loads(told).items()
    }


def _cut_off_text(subject: Subject) -> Iterator[Finding]:
    stopped = levels_with_habit(subject, ends_in_stop)
    capital = levels_with_habit(subject, begins_in_capital)
    for element in subject.index.ordered:
        text = element.words.strip()
        titled = subject.levels[element.level].titled
        stop = element.level in stopped and not titled
        if text and ends_open(text, subject.plan.language, stop_is_custom=stop):
            yield subject.finding(CUT_OFF_TEXT, END_MISSING, element, end=_end(text))
        if text and element.level in capital and not titled and _begins_inside(text):
            yield subject.finding(CUT_OFF_TEXT, BEGINNING_MISSING, element, text=excerpt(text))


def ends_open(text: str, language: str, *, stop_is_custom: bool) -> bool:
    """Whether a text ends as one does that goes on: a comma, a hyphen, an "and".

    Args:
        text: not empty.
        language: the plan's.
        stop_is_custom: whether texts like it end in a full stop, so that a preposition without
            one is a sign too.
    """
    last = text.rsplit(maxsplit=1)[-1].casefold()
    words = _small_words()
    return (
        text.endswith(_TRAILING)
        or last in words["open"][language]
        or (stop_is_custom and last in words["seldom_last"][language])
    )


def _begins_inside(text: str) -> bool:
    """Whether the first word is in lower case throughout; "eHelse" and "e-post" may open one."""
    first = text.split(maxsplit=1)[0]
    return first[0].islower() and first == first.lower() and first.strip(",.;:").isalpha()


def _end(text: str, words: int = 5) -> str:
    return " ".join(text.split()[-words:])


RULES = (Rule(CUT_OFF_TEXT, _cut_off_text),)

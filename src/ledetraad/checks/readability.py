"""LT307: how hard a statement is to read, by LIX.

LIX is C. H. Björnsson's measure (Läsbarhet, Stockholm: Liber, 1968): the words of a sentence, plus
the percentage of its words that have more than six letters. Made for Swedish and used for
Norwegian; Björnsson's own scale calls 50 to 60 difficult and above 60 very difficult. Goals are
dense by nature, so the limit stands higher than that unless settings move it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledetraad.checks.rule import Rule
from ledetraad.checks.subject import Subject
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.wording import excerpt

HARD_TO_READ = RuleDoc(
    code="LT307",
    name="hard-to-read",
    severity=Severity.INFO,
    summary=N_("A statement is hard to read: a long sentence with many long words."),
    why=N_(
        "The plan is for everyone who lives in the municipality. What has to be read twice is "
        "seldom read, and seldom remembered by those who are to do it."
    ),
    bad=(
        "Strategi: Kommunen skal videreutvikle helhetlige samhandlingsstrukturer, "
        "kompetansehevende virkemidler og tverrsektorielle styringsverktøy, herunder "
        "kvalitetsindikatorer, brukerundersøkelser og evalueringsrutiner."
    ),
    good=(
        "Strategi: Kommunen skal la skole, helse og barnevern jobbe sammen om hvert barn, "
        "og spørre familiene hva som hjelper."
    ),
    remedy=N_("Divide the sentence, and use shorter words where there are any."),
)
FEWEST_WORDS = 15
"""In shorter sentences a single word more or less moves the figure too far."""
_LONG = 6
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?:](?=\s|$)")


def lix(text: str) -> float:
    """The readability index of a text: about 20 is very easy, above 60 very difficult.

    Returns:
        0 where there are no words.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    long_words = sum(len(word) > _LONG for word in words)
    return len(words) / sentences + 100 * long_words / len(words)


def _hard_to_read(subject: Subject) -> Iterator[Finding]:
    for element in subject.statements:
        text = element.words
        if len(text.split()) < FEWEST_WORDS:
            continue
        index = lix(text)
        if index > subject.limits.lix:
            yield subject.finding(
                HARD_TO_READ,
                N_("“%(text)s” is hard to read: LIX %(lix)s, where %(limit)s is the limit."),
                element,
                text=excerpt(text),
                lix=round(index),
                limit=round(subject.limits.lix),
            )


RULES = (Rule(HARD_TO_READ, _hard_to_read),)

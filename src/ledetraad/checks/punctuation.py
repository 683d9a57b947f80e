"""LT305 and LT306: full stops and blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledetraad.checks.cut_off import ends_open
from ledetraad.checks.habits import ends_in_stop, levels_with_habit
from ledetraad.checks.rule import Rule
from ledetraad.checks.subject import Subject
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.wording import excerpt

MISSING_FULL_STOP = RuleDoc(
    code="LT305",
    name="missing-full-stop",
    severity=Severity.INFO,
    summary=N_("A statement has no full stop, where the others like it have."),
    why=N_(
        "Readers wonder if something is missing, and a screen reader runs the sentence together "
        "with the next one."
    ),
    bad=(
        "Strategi: Kommunen skal bygge fortau ved alle skoler.\n"
        "Strategi: Kommunen skal åpne bibliotekene på kveldstid.\n"
        "Strategi: Kommunen skal senke farten i boligområdene.\n"
        "Strategi: Kommunen skal låne ut sykler til skolene"
    ),
    good=(
        "Strategi: Kommunen skal bygge fortau ved alle skoler.\n"
        "Strategi: Kommunen skal åpne bibliotekene på kveldstid.\n"
        "Strategi: Kommunen skal senke farten i boligområdene.\n"
        "Strategi: Kommunen skal låne ut sykler til skolene."
    ),
    remedy=N_("End it with a full stop."),
)


def _missing_full_stop(subject: Subject) -> Iterator[Finding]:
    stopped = levels_with_habit(subject, ends_in_stop)
    for element in subject.statements:
        text = element.words.strip()
        if element.level not in stopped or ends_in_stop(text) or text.endswith(":"):
            continue
        if not ends_open(text, subject.plan.language, stop_is_custom=True):
            yield subject.finding(
                MISSING_FULL_STOP,
                N_("“%(text)s” has no full stop."),
                element,
                text=excerpt(text),
            )


STRAY_BLANKS = RuleDoc(
    code="LT306",
    name="stray-blanks",
    severity=Severity.INFO,
    summary=N_("A text has two blanks in a row, or a blank before a punctuation mark."),
    why=N_(
        "It looks careless in print, and the same words with other blanks are not found by a "
        "search or known as the same when two versions are compared."
    ),
    bad="Strategi: Kommunen skal  bygge fortau , lys og benker.",
    good="Strategi: Kommunen skal bygge fortau, lys og benker.",
    remedy=N_("Take the blank away."),
)
VISIBLE_BLANK = "␣"
_DOUBLE = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_BEFORE_MARK = re.compile(r"(?<=\S)\s+[,.;:!?](?=\s|$)")


def _stray_blanks(subject: Subject) -> Iterator[Finding]:
    for element in subject.index.ordered:
        text = element.words
        before_mark = [(found.start(), found.end()) for found in _BEFORE_MARK.finditer(text)]
        doubled = [
            (found.start(), found.end())
            for found in _DOUBLE.finditer(text)
            if not any(start == found.start() for start, _ in before_mark)
        ]
        if doubled:
            yield subject.finding(
                STRAY_BLANKS,
                N_("Two blanks follow each other here: “%(places)s”."),
                element,
                places=_around(text, doubled),
            )
        if before_mark:
            yield subject.finding(
                STRAY_BLANKS,
                N_("A blank stands before a punctuation mark here: “%(places)s”."),
                element,
                places=_around(text, before_mark),
            )


def _around(text: str, places: list[tuple[int, int]]) -> str:
    """The words on both sides of each place, with a sign for each blank."""
    return " … ".join(_near(text, start, end) for start, end in places)


def _near(text: str, start: int, end: int, words: int = 2) -> str:
    before = " ".join(text[:start].split()[-words:])
    between = "".join(VISIBLE_BLANK if sign.isspace() else sign for sign in text[start:end])
    gap = " " if text[end : end + 1].isspace() else ""
    after = " ".join(text[end:].split()[:words])
    return f"{before}{between}{gap}{after}"


RULES = (
    Rule(MISSING_FULL_STOP, _missing_full_stop),
    Rule(STRAY_BLANKS, _stray_blanks),
)

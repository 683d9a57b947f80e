"""LT202 and LT203: whether the printed codes keep to the legend and to each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ledetraad.checks.rule import Rule
from ledetraad.checks.subject import Subject
from ledetraad.frameworks.un_sdg import OWN
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.model import Reference
from ledetraad.plan.shared_rules import UNDECLARED_CODE, UNDECLARED_CODE_MESSAGE
from ledetraad.plan.wording import excerpt

OTHER_BASIS = RuleDoc(
    code="LT202",
    name="basis-unlike-the-rest",
    severity=Severity.WARNING,
    summary=N_(
        "A statement prints another prefix than nearly all others that rest on the same framework."
    ),
    why=N_(
        "The prefix says if a goal is taken as it is or has been adapted. A single odd one is more "
        "often a slip of the pen than a choice, and readers can't see which."
    ),
    bad=(
        "Strategi [FN-T 4.1]: Kommunen skal følge opp leseferdighet på alle trinn.\n"
        "Strategi [FN-T 4.2]: Kommunen skal lese høyt for alle barnehagebarn.\n"
        "Strategi [FN-T 4.6]: Kommunen skal låne ut bøker der barna er.\n"
        "Strategi [FN-T 3.4]: Kommunen skal åpne svømmehallen for alle.\n"
        "Strategi [FN 3.6]: Kommunen skal senke farten ved skolene."
    ),
    good=(
        "Strategi [FN-T 4.1]: Kommunen skal følge opp leseferdighet på alle trinn.\n"
        "Strategi [FN-T 4.2]: Kommunen skal lese høyt for alle barnehagebarn.\n"
        "Strategi [FN-T 4.6]: Kommunen skal låne ut bøker der barna er.\n"
        "Strategi [FN-T 3.4]: Kommunen skal åpne svømmehallen for alle.\n"
        "Strategi [FN-T 3.6]: Kommunen skal senke farten ved skolene."
    ),
    remedy=N_("Print the same prefix as the rest, or explain the other one in the legend."),
)
FEWEST_TO_COMPARE = 5
NEARLY_ALL = 0.8
_NUMBER = re.compile(r"(?<!\d)\s*\d{1,2}(?:[.,]\w{1,3})?\.?$")


def _other_basis(subject: Subject) -> Iterator[Finding]:
    explained = {_plain(code.prefix) for code in subject.plan.scheme if code.meaning}
    usual = _usual_prefixes(subject)
    for element in subject.index.ordered:
        odd = [
            reference
            for reference in element.references
            if reference.framework in usual
            and prefix_of(reference)
            and _plain(prefix_of(reference)) != _plain(usual[reference.framework])
            and _plain(prefix_of(reference)) not in explained
        ]
        if odd:
            yield subject.finding(
                OTHER_BASIS,
                N_("“%(text)s” prints %(printed)s, where nearly all others print %(usual)s."),
                element,
                text=excerpt(element.words),
                printed=" / ".join(reference.printed for reference in odd),
                usual=usual[odd[0].framework],
            )


def _usual_prefixes(subject: Subject) -> dict[str, str]:
    """For each framework that nearly all statements refer to by one prefix, that prefix."""
    counts: dict[str, Counter[str]] = {}
    for element in subject.index.ordered:
        used = {
            (one.framework, prefix_of(one))
            for one in element.references
            if one.framework != OWN and prefix_of(one)
        }
        for framework, prefix in used:
            counts.setdefault(framework, Counter())[prefix] += 1
    usual: dict[str, str] = {}
    for framework, counted in counts.items():
        prefix, most = counted.most_common(1)[0]
        if counted.total() >= FEWEST_TO_COMPARE and most >= NEARLY_ALL * counted.total():
            usual[framework] = prefix
    return usual


def _undeclared_code(subject: Subject) -> Iterator[Finding]:
    declared = {_plain(code.prefix) for code in subject.plan.scheme}
    for element in subject.index.ordered if declared else ():
        outside = [
            reference.printed
            for reference in element.references
            if prefix_of(reference) and _plain(prefix_of(reference)) not in declared
        ]
        if outside:
            yield subject.finding(
                UNDECLARED_CODE,
                UNDECLARED_CODE_MESSAGE,
                element,
                printed=" / ".join(outside),
                text=excerpt(element.words),
            )


def prefix_of(reference: Reference) -> str:
    """The printed code without its number; empty where only a number is printed."""
    alone = reference.code.casefold() == reference.printed.casefold()
    alone |= reference.is_of_range and reference.prefix == reference.printed
    if alone and reference.code[0].isdigit():
        return ""
    return _NUMBER.sub("", reference.prefix).strip()


def _plain(prefix: str) -> str:
    """A prefix as it is compared: dashes and letters of any kind alike."""
    return re.sub("[\u2010-\u2015]", "-", " ".join(prefix.split())).casefold()


RULES = (
    Rule(OTHER_BASIS, _other_basis),
    Rule(UNDECLARED_CODE, _undeclared_code),
)

"""LT2: whether a statement's references are there, once, and point at something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ledetraad.checks.rule import Rule
from ledetraad.checks.subject import Subject
from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.frameworks.un_sdg import un_sdg
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.model import Element, Reference
from ledetraad.plan.wording import excerpt

UNKNOWN_UN_CODE = RuleDoc(
    code="LT201",
    name="unknown-un-code",
    severity=Severity.ERROR,
    summary=N_("A reference names a UN goal or target that does not exist."),
    why=N_(
        "The statement rests on nothing: a reader who looks the number up finds no such goal, and "
        "the statement is missing wherever the plan is counted by the UN's goals."
    ),
    bad="Strategi [FN-T 3.12]: Kommunen skal gi alle nye foreldre hjemmebesøk.",
    good="Strategi [FN-T 3.2]: Kommunen skal gi alle nye foreldre hjemmebesøk.",
    remedy=N_("Look the target up in the UN's list and correct the number."),
)


def _unknown_un_code(subject: Subject) -> Iterator[Finding]:
    known = un_sdg().items
    for element in subject.index.ordered:
        told: set[str] = set()
        for reference in element.references:
            code = reference.code.lower()
            numbered = reference.framework == UN and code[0].isdigit()
            if numbered and code not in known and code not in told:
                told.add(code)
                yield subject.finding(
                    UNKNOWN_UN_CODE,
                    N_("The UN has no goal or target %(code)s; it is printed at “%(text)s”."),
                    element,
                    code=reference.code,
                    text=excerpt(element.words),
                )


GOAL_AMONG_TARGETS = RuleDoc(
    code="LT204",
    name="goal-among-targets",
    severity=Severity.INFO,
    summary=N_("A statement names a whole UN goal where those beside it name a target."),
    why=N_(
        "A goal is wide. Where the statements around it name the very target, this one can hardly "
        "be compared with them, and the part of the goal that it serves stays unsaid."
    ),
    bad=(
        "Delmål: Alle barn lærer å lese.\n"
        "  Strategi [FN-T 4.1]: Kommunen skal følge opp leseferdighet på alle trinn.\n"
        "  Strategi [FN-T 4.2]: Kommunen skal lese høyt for alle barnehagebarn.\n"
        "  Strategi [FN-T 4]: Kommunen skal låne ut bøker der barna er."
    ),
    good=(
        "Delmål: Alle barn lærer å lese.\n"
        "  Strategi [FN-T 4.1]: Kommunen skal følge opp leseferdighet på alle trinn.\n"
        "  Strategi [FN-T 4.2]: Kommunen skal lese høyt for alle barnehagebarn.\n"
        "  Strategi [FN-T 4.6]: Kommunen skal låne ut bøker der barna er."
    ),
    remedy=N_("Name the target, if one fits; if the whole goal is meant, let it stand."),
)


def _goal_among_targets(subject: Subject) -> Iterator[Finding]:
    known = un_sdg().items
    goals: dict[str, list[str]] = {}
    aimed: set[str] = set()
    around: dict[tuple[str | None, str], list[str]] = {}
    for element in subject.statements:
        codes = [one.code.lower() for one in element.references if one.framework == UN]
        items = [known[code] for code in codes if code in known]
        if not items:
            continue
        goals[element.id] = [item.code for item in items if item.is_goal]
        if any(not item.is_goal for item in items):
            aimed.add(element.id)
        around.setdefault(_beside(subject, element), []).append(element.id)
    for element in subject.statements:
        if not goals.get(element.id):
            continue
        coded = around[_beside(subject, element)]
        if sum(one in aimed for one in coded) * 2 > len(coded):
            yield subject.finding(
                GOAL_AMONG_TARGETS,
                N_("“%(text)s” names UN goal %(code)s as a whole; those beside it name a target."),
                element,
                text=excerpt(element.words),
                code=", ".join(goals[element.id]),
            )


def _beside(subject: Subject, element: Element) -> tuple[str | None, str]:
    """What elements beside each other have in common: their parent and their level."""
    parent = subject.index.parent(element)
    return (parent.id if parent else None, element.level)


NO_REFERENCE = RuleDoc(
    code="LT205",
    name="statement-without-reference",
    severity=Severity.WARNING,
    summary=N_("A statement has no reference, on a level where others have one."),
    why=N_(
        "Readers can't tell if the reference was forgotten or if the statement rests on nothing, "
        "and it falls out of every overview by reference."
    ),
    bad=(
        "Strategi [FN-T 4.1]: Kommunen skal følge opp leseferdighet på alle trinn.\n"
        "Strategi: Kommunen skal låne ut bøker der barna er."
    ),
    good=(
        "Strategi [FN-T 4.1]: Kommunen skal følge opp leseferdighet på alle trinn.\n"
        "Strategi [EK]: Kommunen skal låne ut bøker der barna er."
    ),
    remedy=N_("Print what it rests on; the municipality's own has a code too."),
)


def _no_reference(subject: Subject) -> Iterator[Finding]:
    referring = {element.level for element in subject.statements if element.references}
    for element in subject.statements:
        if not element.references and element.level in referring:
            yield subject.finding(
                NO_REFERENCE,
                N_("“%(text)s” has no reference."),
                element,
                text=excerpt(element.words),
            )


SAME_CODE_TWICE = RuleDoc(
    code="LT206",
    name="same-code-twice",
    severity=Severity.WARNING,
    summary=N_("A statement prints the same code more than once."),
    why=N_("One of them was often meant to be another number, and a count gets it wrong."),
    bad="Strategi [FN-T 4.1, FN-T 4.1]: Kommunen skal følge opp leseferdighet på alle trinn.",
    good="Strategi [FN-T 4.1, FN-T 4.6]: Kommunen skal følge opp leseferdighet på alle trinn.",
    remedy=N_("Take one away, or write the number that was meant."),
)


def _same_code_twice(subject: Subject) -> Iterator[Finding]:
    for element in subject.index.ordered:
        counted = Counter(map(_pointed_at, element.references))
        printed = {_pointed_at(one): one.printed for one in element.references}
        for code, count in counted.items():
            if count > 1:
                yield subject.finding(
                    SAME_CODE_TWICE,
                    N_("%(printed)s is printed %(count)s times at “%(text)s”."),
                    element,
                    printed=printed[code],
                    count=count,
                    text=excerpt(element.words),
                )


def _pointed_at(reference: Reference) -> tuple[str, str]:
    return (reference.framework, reference.code.casefold())


RULES = (
    Rule(UNKNOWN_UN_CODE, _unknown_un_code),
    Rule(GOAL_AMONG_TARGETS, _goal_among_targets),
    Rule(NO_REFERENCE, _no_reference),
    Rule(SAME_CODE_TWICE, _same_code_twice),
)

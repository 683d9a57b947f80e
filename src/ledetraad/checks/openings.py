"""LT303 and LT304: whether a strategy says what will be done, and a subgoal what will be so.

Nothing here knows a word of any language. The plan's own statements teach the pattern: a word that
opens most strategies and hardly any subgoal ("skal"), or, where there is no such word, first words
that part the two levels. Where a plan has no clear pattern the rules keep quiet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledetraad.checks.habits import CLEAR_MAJORITY, FEW
from ledetraad.checks.rule import Rule
from ledetraad.checks.subject import Subject
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.model import Element, Level
from ledetraad.plan.wording import excerpt

NO_ACTION = RuleDoc(
    code="LT303",
    name="strategy-without-action",
    severity=Severity.WARNING,
    summary=N_("A strategy does not say what will be done, in the way the plan's others do."),
    why=N_(
        "A strategy tells how the municipality will reach the goal. One that only describes how "
        "things are, or should be, gives nobody anything to do."
    ),
    bad=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau ved alle skoler.\n"
        "  Strategi: Kommunen skal senke farten i boligområdene.\n"
        "  Strategi: Kommunen skal sette opp lys ved bussholdeplasser.\n"
        "  Strategi: Foreldre kjører mindre til skolen.\n"
        "Delmål: Eldre ferdes trygt om vinteren.\n"
        "Delmål: Alle har en park nær hjemmet.\n"
        "Delmål: Naboer kjenner hverandre."
    ),
    good=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau ved alle skoler.\n"
        "  Strategi: Kommunen skal senke farten i boligområdene.\n"
        "  Strategi: Kommunen skal sette opp lys ved bussholdeplasser.\n"
        "  Strategi: Kommunen skal gi foreldre et trygt sted å slippe av barna.\n"
        "Delmål: Eldre ferdes trygt om vinteren.\n"
        "Delmål: Alle har en park nær hjemmet.\n"
        "Delmål: Naboer kjenner hverandre."
    ),
    remedy=N_("Write who will do what, or make it a goal if that is what it is."),
)
GOAL_AS_ACTION = RuleDoc(
    code="LT304",
    name="goal-reads-as-action",
    severity=Severity.WARNING,
    summary=N_("A subgoal reads as one of the plan's strategies."),
    why=N_(
        "A goal is a state that can be seen to be reached. Written as something to do it is done "
        "the day the work begins, whatever comes of it."
    ),
    bad=(
        "Delmål: Kommunen skal jobbe for trygge skoleveier.\n"
        "  Strategi: Kommunen skal bygge fortau ved alle skoler.\n"
        "  Strategi: Kommunen skal senke farten i boligområdene.\n"
        "  Strategi: Kommunen skal sette opp lys ved bussholdeplasser.\n"
        "  Strategi: Kommunen skal låne ut sykler til elever.\n"
        "Delmål: Eldre ferdes trygt om vinteren.\n"
        "Delmål: Alle har en park nær hjemmet.\n"
        "Delmål: Naboer kjenner hverandre."
    ),
    good=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau ved alle skoler.\n"
        "  Strategi: Kommunen skal senke farten i boligområdene.\n"
        "  Strategi: Kommunen skal sette opp lys ved bussholdeplasser.\n"
        "  Strategi: Kommunen skal låne ut sykler til elever.\n"
        "Delmål: Eldre ferdes trygt om vinteren.\n"
        "Delmål: Alle har en park nær hjemmet.\n"
        "Delmål: Naboer kjenner hverandre."
    ),
    remedy=N_("Write how it will be when the goal is reached, or make it a strategy."),
)
OPENING = 8
"""How many words from the start are looked at."""
RARE = 0.15
"""The share of the subgoals up to which a word is rare among them; a single time always is."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Opening:
    """The first words of a statement, in lower case."""

    element: Element
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a plan teaches of how its strategies open, unlike its subgoals.

    Args:
        goal_level, action_level: the two levels.
        goals, actions: the openings of their statements.
        marks: the words that most strategies open with and hardly any subgoal.
        other_marks: the words that most of the strategies without those open with.
        parted: whether first words alone part the levels; only asked where there are no marks.
    """

    goal_level: Level
    action_level: Level
    goals: Sequence[Opening]
    actions: Sequence[Opening]
    marks: tuple[str, ...]
    other_marks: tuple[str, ...]
    parted: bool


def _lesson(subject: Subject) -> Lesson | None:
    """What the plan's last two levels teach, or None where they have too little or no pattern."""
    if len(subject.plan.levels) <= 1:
        return None
    goal_level, action_level = subject.plan.levels[-2:]
    if goal_level.titled or action_level.titled:
        return None
    goals = _openings(subject.by_level[goal_level.key])
    actions = _openings(subject.by_level[action_level.key])
    if min(len(goals), len(actions)) < FEW:
        return None
    marks, other_marks = _marks(goals, actions)
    parted = not marks and _parted(goals, actions)
    if not marks and not parted:
        return None
    return Lesson(goal_level, action_level, goals, actions, marks, other_marks, parted)


def _openings(elements: Iterable[Element]) -> list[Opening]:
    read = ((one, tuple(_WORD.findall(one.words.casefold())[:OPENING])) for one in elements)
    return [Opening(element, words) for element, words in read if words]


def _marks(
    goals: Sequence[Opening], actions: Sequence[Opening]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that mark an action, and those that mark most of the actions without them."""
    in_goals = Counter(word for opening in goals for word in set(opening.words))
    rare = max(1.0, RARE * len(goals))
    rounds: list[list[str]] = []
    rest = list(actions)
    while len(rest) >= FEW:
        counted = Counter(word for opening in rest for word in dict.fromkeys(opening.words))
        found = [
            word
            for word, count in counted.most_common()
            if count >= CLEAR_MAJORITY * len(rest) and in_goals[word] <= rare
        ]
        if not found:
            break
        rounds.append(found)
        rest = [opening for opening in rest if not set(found) & set(opening.words)]
    first, *others = rounds or [[]]
    return tuple(first), tuple(word for found in others for word in found)


def _parted(goals: Sequence[Opening], actions: Sequence[Opening]) -> bool:
    """Whether most statements of both levels open with a word that is more often their own's."""
    own, other = _first(goals), _first(actions)
    for _ in range(2):
        told = sum(count for word, count in own.items() if count > other[word])
        if told < CLEAR_MAJORITY * own.total():
            return False
        own, other = other, own
    return True


def _first(openings: Iterable[Opening]) -> Counter[str]:
    return Counter(opening.words[0] for opening in openings)


def _no_action(subject: Subject) -> Iterator[Finding]:
    lesson = _lesson(subject)
    if lesson is None:
        return
    any_mark = {*lesson.marks, *lesson.other_marks}
    for opening in lesson.actions if lesson.marks else ():
        if not any_mark & set(opening.words):
            yield subject.finding(
                NO_ACTION,
                N_("“%(text)s” does not say what will be done; most %(level)s say “%(word)s”."),
                opening.element,
                text=excerpt(opening.element.words),
                level=lesson.action_level.plural,
                word=lesson.marks[0],
            )
    for opening in _astray(lesson.actions, lesson.goals) if lesson.parted else ():
        yield subject.finding(
            NO_ACTION,
            N_("“%(text)s” opens as the plan's %(other)s do, and not as its %(level)s."),
            opening.element,
            text=excerpt(opening.element.words),
            level=lesson.action_level.plural,
            other=lesson.goal_level.plural,
        )


def _goal_as_action(subject: Subject) -> Iterator[Finding]:
    lesson = _lesson(subject)
    if lesson is None:
        return
    if lesson.marks:
        reading = [one for one in lesson.goals if set(lesson.marks) <= set(one.words)]
    else:
        reading = _astray(lesson.goals, lesson.actions)
    for opening in reading:
        yield subject.finding(
            GOAL_AS_ACTION,
            N_("“%(text)s” opens as the plan's %(other)s do, and not as its %(level)s."),
            opening.element,
            text=excerpt(opening.element.words),
            level=lesson.goal_level.plural,
            other=lesson.action_level.plural,
        )


def _astray(own: Sequence[Opening], other: Sequence[Opening]) -> list[Opening]:
    """The statements whose first word opens several of the other level and no more of their own."""
    own_first, other_first = _first(own), _first(other)
    return [
        opening
        for opening in own
        if other_first[opening.words[0]] > 1 and own_first[opening.words[0]] == 1
    ]


RULES = (
    Rule(NO_ACTION, _no_action),
    Rule(GOAL_AS_ACTION, _goal_as_action),
)

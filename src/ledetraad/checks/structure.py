"""LT1: whether the plan's tree hangs together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ledetraad.checks.rule import Rule
from ledetraad.checks.subject import Subject
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.model import Element, Level
from ledetraad.plan.wording import excerpt

THEME_WITHOUT_MAIN_GOAL = RuleDoc(
    code="LT101",
    name="theme-without-main-goal",
    severity=Severity.ERROR,
    summary=N_("A theme has no main goal, in a plan where every theme is meant to have one."),
    why=N_(
        "The main goal says where the theme is going. Without it the subgoals have nothing to "
        "lead to, and nobody can tell later if the theme was reached."
    ),
    bad="Satsingsområde: Trygg skolevei\n  Delmål: Alle barn går trygt til skolen.",
    good=(
        "Satsingsområde: Trygg skolevei\n"
        "  Hovedmål: Barn ferdes trygt i hele kommunen.\n"
        "    Delmål: Alle barn går trygt til skolen."
    ),
    remedy=N_("Write the theme's main goal, or move what stands under it to another theme."),
)


def _theme_without_main_goal(subject: Subject) -> Iterator[Finding]:
    for above, single in _single_levels(subject):
        for element in subject.by_level[above.key]:
            if not any(child.level == single.key for child in element.children):
                yield subject.finding(
                    THEME_WITHOUT_MAIN_GOAL,
                    N_("“%(text)s” has no %(missing)s."),
                    element,
                    text=excerpt(element.words),
                    missing=single.singular,
                )


MAIN_GOAL_WITHOUT_SUBGOALS = RuleDoc(
    code="LT102",
    name="main-goal-without-subgoals",
    severity=Severity.WARNING,
    summary=N_("Nothing in the plan stands under a main goal."),
    why=N_(
        "A main goal is too large to follow up by itself: it is reached through its subgoals, "
        "and without them there is nothing to steer or to report on."
    ),
    bad="Satsingsområde: Trygg skolevei\n  Hovedmål: Barn ferdes trygt i hele kommunen.",
    good=(
        "Satsingsområde: Trygg skolevei\n"
        "  Hovedmål: Barn ferdes trygt i hele kommunen.\n"
        "    Delmål: Alle barn går trygt til skolen."
    ),
    remedy=N_("Add the subgoals that lead to it, or let another main goal cover it."),
)


def _main_goal_without_subgoals(subject: Subject) -> Iterator[Finding]:
    for level, below in pairwise(subject.plan.levels):
        for element in subject.by_level[level.key] if level.single else ():
            if not element.children:
                yield _nothing_below(subject, MAIN_GOAL_WITHOUT_SUBGOALS, element, below.plural)


SUBGOAL_WITHOUT_STRATEGIES = RuleDoc(
    code="LT103",
    name="subgoal-without-strategies",
    severity=Severity.WARNING,
    summary=N_("A subgoal has no strategies, though the plan's other subgoals have."),
    why=N_(
        "A goal without a strategy is a promise that nobody has been asked to keep. Often a row "
        "has been lost on the way; sometimes the work is done elsewhere and the plan can say so."
    ),
    bad=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau ved alle skoler.\n"
        "Delmål: Alle eldre har en møteplass nær hjemmet."
    ),
    good=(
        "Delmål: Alle barn går trygt til skolen.\n"
        "  Strategi: Kommunen skal bygge fortau ved alle skoler.\n"
        "Delmål: Alle eldre har en møteplass nær hjemmet.\n"
        "  Strategi: Kommunen skal åpne bibliotekene på kveldstid."
    ),
    remedy=N_("Add a strategy, or say in the plan where the subgoal is followed up."),
)


def _subgoal_without_strategies(subject: Subject) -> Iterator[Finding]:
    told_otherwise = {above.key for above, _ in _single_levels(subject)}
    told_otherwise |= {level.key for level in subject.plan.levels if level.single}
    for level in subject.plan.levels[:-1]:
        elements = subject.by_level[level.key]
        below = next((one.children[0].level for one in elements if one.children), None)
        if below is None or level.key in told_otherwise:
            continue
        for element in elements:
            if not element.children:
                yield _nothing_below(
                    subject, SUBGOAL_WITHOUT_STRATEGIES, element, subject.levels[below].plural
                )


EMPTY_TEXT = RuleDoc(
    code="LT104",
    name="empty-text",
    severity=Severity.ERROR,
    summary=N_("An element has no words."),
    why=N_("It takes a number and a place in the plan, and says nothing to the one who reads it."),
    bad="Strategi:",
    good="Strategi: Kommunen skal bygge fortau ved alle skoler.",
    remedy=N_("Write what it should say, or take it out."),
)


def _empty_text(subject: Subject) -> Iterator[Finding]:
    for element in subject.index.ordered:
        if not element.words.strip():
            yield subject.finding(
                EMPTY_TEXT,
                N_("Number %(number)s (%(level)s) has no words."),
                element,
                number=element.number or "–",
                level=subject.index.name(element),
            )


SEVERAL_MAIN_GOALS = RuleDoc(
    code="LT106",
    name="several-main-goals",
    severity=Severity.WARNING,
    summary=N_("A theme has several main goals, in a plan where every theme is meant to have one."),
    why=N_(
        "With two main goals it is unclear which of them a subgoal leads to, and the numbers no "
        "longer follow the themes."
    ),
    bad=(
        "Satsingsområde: Trygg skolevei\n"
        "  Hovedmål: Barn ferdes trygt i hele kommunen.\n"
        "    Delmål: Alle barn går trygt til skolen.\n"
        "  Hovedmål: Trafikken er rolig i boligområdene.\n"
        "    Delmål: Fartsgrensene blir fulgt."
    ),
    good=(
        "Satsingsområde: Trygg skolevei\n"
        "  Hovedmål: Barn ferdes trygt i hele kommunen.\n"
        "    Delmål: Alle barn går trygt til skolen.\n"
        "    Delmål: Fartsgrensene blir fulgt."
    ),
    remedy=N_("Keep one main goal and make the others subgoals, or divide the theme."),
)


def _several_main_goals(subject: Subject) -> Iterator[Finding]:
    for above, single in _single_levels(subject):
        for element in subject.by_level[above.key]:
            count = sum(child.level == single.key for child in element.children)
            if count > 1:
                yield subject.finding(
                    SEVERAL_MAIN_GOALS,
                    N_("“%(text)s” has %(count)s %(several)s; the plan is meant to have one."),
                    element,
                    text=excerpt(element.words),
                    count=count,
                    several=single.plural,
                )


def _single_levels(subject: Subject) -> list[tuple[Level, Level]]:
    """Each level that is meant to have just one under each parent, with the level above it."""
    return [(above, level) for above, level in pairwise(subject.plan.levels) if level.single]


def _nothing_below(subject: Subject, rule: RuleDoc, element: Element, missing: str) -> Finding:
    return subject.finding(
        rule,
        N_("“%(text)s” has no %(missing)s. Would you like to add one, or is it meant so?"),
        element,
        text=excerpt(element.words),
        missing=missing,
    )


RULES = (
    Rule(THEME_WITHOUT_MAIN_GOAL, _theme_without_main_goal),
    Rule(MAIN_GOAL_WITHOUT_SUBGOALS, _main_goal_without_subgoals),
    Rule(SUBGOAL_WITHOUT_STRATEGIES, _subgoal_without_strategies),
    Rule(EMPTY_TEXT, _empty_text),
    Rule(SEVERAL_MAIN_GOALS, _several_main_goals),
)

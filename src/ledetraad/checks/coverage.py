"""LT4: how the plan as a whole meets the UN's goals."""

from __future__ import annotations

from collections.abc import Iterator

from ledetraad.checks.rule import Rule
from ledetraad.checks.subject import Subject
from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.frameworks.un_sdg import un_sdg
from ledetraad.i18n import N_
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.model import Element
from ledetraad.plan.wording import excerpt

UNSERVED_GOAL = RuleDoc(
    code="LT401",
    name="unserved-un-goal",
    severity=Severity.INFO,
    summary=N_("No statement rests on one of the UN's goals or on any target of it."),
    why=N_(
        "A municipality need not serve every goal, but it should know which ones it leaves out, "
        "and be able to say why."
    ),
    bad="Hovedmål [FN-T 3, FN-T 4, FN-T 11]: Alle bor, lærer og lever godt.",
    good=(
        "Hovedmål [FN-T 1, FN-T 2, FN-T 3, FN-T 4, FN-T 5]: Alle har et godt liv.\n"
        "Hovedmål [FN-T 6, FN-T 7, FN-T 9, FN-T 11]: Tettstedene er gode å bo i.\n"
        "Hovedmål [FN-T 8, FN-T 10, FN-T 16, FN-T 17]: Alle kan delta og bidra.\n"
        "Hovedmål [FN-T 12, FN-T 13, FN-T 14, FN-T 15]: Naturen tåler måten folk lever på."
    ),
    remedy=N_("Add what the plan does for the goal, or tell why it is left to others."),
)


def _unserved_goal(subject: Subject) -> Iterator[Finding]:
    served = {goal for element in subject.index.ordered for goal in _goals(element)}
    if not served:
        return
    language = subject.plan.language
    for goal in un_sdg().goals:
        if goal.code not in served:
            yield subject.finding(
                UNSERVED_GOAL,
                N_("Nothing in the plan rests on UN goal %(code)s, “%(name)s”."),
                code=goal.code,
                name=goal.names.get(language, goal.names["nb"]),
            )


TARGET_WITHOUT_THREAD = RuleDoc(
    code="LT402",
    name="target-without-thread",
    severity=Severity.INFO,
    summary=N_("A strategy rests on a UN target, but no goal above it rests on the same UN goal."),
    why=N_(
        "The thread from the UN's goal down to the strategy is broken: the strategy serves "
        "something that the goals above it do not name."
    ),
    bad=(
        "Delmål [FN-T 4.1]: Alle barn lærer å lese.\n"
        "  Strategi [FN-T 13.3]: Kommunen skal gi alle skoler en skolehage."
    ),
    good=(
        "Delmål [FN-T 4.1, FN-T 13]: Alle barn lærer å lese og å ta vare på naturen.\n"
        "  Strategi [FN-T 13.3]: Kommunen skal gi alle skoler en skolehage."
    ),
    remedy=N_("Name the UN goal above too, or move the strategy to where it is named."),
)


def _target_without_thread(subject: Subject) -> Iterator[Finding]:
    items = un_sdg().items
    above: dict[str, frozenset[str]] = {}
    for element in subject.index.ordered:
        parent = subject.index.parent(element)
        inherited = above[parent.id] if parent else frozenset()
        above[element.id] = inherited | _goals(element)
        if parent is None or not inherited or element.level != subject.plan.levels[-1].key:
            continue
        codes = [one.code.lower() for one in element.references if one.framework == UN]
        loose = [
            code
            for code in dict.fromkeys(codes)
            if code in items and not items[code].is_goal and items[code].goal not in inherited
        ]
        if loose:
            yield subject.finding(
                TARGET_WITHOUT_THREAD,
                N_(
                    "“%(text)s” rests on UN target %(codes)s, and nothing above it on "
                    "UN goal %(goals)s."
                ),
                element,
                text=excerpt(element.words),
                codes=", ".join(loose),
                goals=", ".join(dict.fromkeys(items[code].goal for code in loose)),
            )


def _goals(element: Element) -> frozenset[str]:
    """The UN goals that an element's own references rest on."""
    items = un_sdg().items
    codes = (one.code.lower() for one in element.references if one.framework == UN)
    return frozenset(items[code].goal for code in codes if code in items)


RULES = (
    Rule(UNSERVED_GOAL, _unserved_goal),
    Rule(TARGET_WITHOUT_THREAD, _target_without_thread),
)

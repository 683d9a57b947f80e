"""A plan, its trace and the rules as tables on the terminal, and the trace as JSON and CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import orjson

from ledetraad.checks.formats import SEVERITY_NAMES
from ledetraad.cli.screen import LANGUAGE, console, translate
from ledetraad.cli.screen import plural as ngettext
from ledetraad.frameworks.un_sdg import Framework
from ledetraad.i18n import N_
from ledetraad.plan.finding import RuleDoc
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element, Plan
from ledetraad.plan.trace import Trace


def show_plan(plan: Plan) -> None:
    """The plan as a table: number, level, references, text."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    screen = console()
    screen.print(Text(plan.title, style="bold"))
    period = str(plan.period) if plan.period else ""
    told = (plan.subtitle, plan.owner, period, translate(STATUS[plan.status.value]))
    screen.print(Text(" · ".join(part for part in told if part)))
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column(translate("Number"), no_wrap=True)
    table.add_column(translate("Level"), no_wrap=True)
    table.add_column(translate("Reference"), no_wrap=True)
    table.add_column(translate("Text"), overflow="fold")
    names = {level.key: level.singular for level in plan.levels}
    for element in plan.walk():
        heading = bool(element.title)
        table.add_row(
            element.number,
            names[element.level],
            Text("\n".join(reference.printed for reference in element.references)),
            Text(element.words, style="bold" if heading else ""),
        )
    screen.print(table)
    counts = []
    for level in plan.levels:
        count = sum(1 for element in plan.walk() if element.level == level.key)
        counts.append(f"{count} {level.singular if count == 1 else level.plural}")
    screen.print(Text(", ".join(counts)))


STATUS = {
    "draft": N_("Draft"),
    "proposal": N_("Proposal on hearing"),
    "adopted": N_("Adopted"),
    "superseded": N_("Superseded"),
}


def show_rules(rules: list[RuleDoc]) -> None:
    """The rules as a table."""
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in (translate("Code"), translate("Name"), translate("Severity")):
        table.add_column(name, no_wrap=True)
    table.add_column(translate("What it looks for"), overflow="fold")
    for rule in rules:
        severity = translate(SEVERITY_NAMES[rule.severity])
        table.add_row(rule.code, rule.name, severity, translate(rule.summary))
    console().print(table)


def show_rule(rule: RuleDoc) -> None:
    """One rule, explained."""
    from rich.text import Text  # noqa: PLC0415

    screen = console()
    severity = translate(SEVERITY_NAMES[rule.severity])
    screen.print(Text(f"{rule.code} {rule.name} ({severity})", style="bold"))
    screen.print(Text(translate(rule.summary)))
    for head, text in (
        (translate("Why it matters"), translate(rule.why)),
        (translate("Not so good"), rule.bad),
        (translate("Better"), rule.good),
        (translate("What to do"), translate(rule.remedy)),
    ):
        screen.print()
        screen.print(Text(head, style="bold"))
        screen.print(Text(text))


def show_trace(trace: Trace, plan: Plan, framework: Framework) -> None:
    """Coverage as a table: each goal, how many statements rest on it, by level."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    levels = [level for level in plan.levels if not level.titled]
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column(translate("UN goal"), overflow="fold")
    table.add_column(translate("In all"), justify="right")
    for level in levels:
        table.add_column(level.plural, justify="right")
    table.add_column(translate("Targets used"), justify="right")
    for goal in framework.goals:
        item = trace.items[goal.code]
        used = sum(1 for target in framework.targets(goal.code) if trace.items[target.code].named)
        table.add_row(
            f"{goal.code:>2} {goal.names[LANGUAGE]}",
            str(len(item.resting)),
            *(str(item.by_level.get(level.key, 0)) for level in levels),
            str(used),
            style="" if item.resting else "dim",
        )
    screen = console()
    screen.print(table)
    statements = sum(1 for element in plan.walk() if not element.title)
    screen.print(Text(_in_short(trace, statements)))
    unserved = [code for code in trace.unserved() if framework.items[code].is_goal]
    if unserved:
        screen.print(
            Text(translate("Nothing rests on goal %(goals)s.") % {"goals": ", ".join(unserved)})
        )


def _in_short(trace: Trace, statements: int) -> str:
    """The trace in a few sentences; nothing is said of what there is none of."""
    own, only, none = len(trace.own), len(trace.only_own), len(trace.unreferenced)
    references = trace.references
    told = [
        translate("%(references)s on %(statements)s.")
        % {
            "references": ngettext("%(count)s reference", "%(count)s references", references)
            % {"count": references},
            "statements": ngettext("%(count)s statement", "%(count)s statements", statements)
            % {"count": statements},
        }
    ]
    if own:
        told.append(
            ngettext(
                "%(count)s of them rests on something of the municipality's own, %(only)s on "
                "nothing else.",
                "%(count)s of them rest on something of the municipality's own, %(only)s on "
                "nothing else.",
                own,
            )
            % {"count": own, "only": only}
        )
    if none:
        told.append(
            ngettext("%(count)s has no reference.", "%(count)s have no reference.", none)
            % {"count": none}
        )
    return " ".join(told)


def trace_json(trace: Trace, plan: Plan, framework: Framework) -> bytes:
    """The trace as indented JSON: items with the ids of what rests on them, and shares."""
    statements = sum(1 for element in plan.walk() if not element.title)

    def ids(elements: tuple[Element, ...]) -> list[str]:
        return [element.id for element in elements]

    def share(count: int) -> float:
        return round(count / statements, 4) if statements else 0.0

    items: list[dict[str, Any]] = [
        {
            "code": code,
            "iri": framework.items[code].iri,
            "name": framework.items[code].names[LANGUAGE],
            "goal": framework.items[code].goal,
            "named": ids(item.named),
            "resting": ids(item.resting),
            "through_children": ids(item.through),
            "by_level": dict(item.by_level),
            "by_theme": dict(item.by_theme),
            "share": share(len(item.resting)),
        }
        for code, item in trace.items.items()
    ]
    document = {
        "framework": framework.id,
        "statements": statements,
        "elements_by_level": dict(trace.by_level),
        "references": trace.references,
        "references_to": dict(trace.references_to),
        "own": ids(trace.own),
        "own_share": share(len(trace.own)),
        "only_own": ids(trace.only_own),
        "only_own_share": share(len(trace.only_own)),
        "unreferenced": ids(trace.unreferenced),
        "unknown": {code: ids(elements) for code, elements in trace.unknown.items()},
        "unserved": trace.unserved(),
        "items": items,
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def trace_csv(trace: Trace, plan: Plan, framework: Framework) -> str:
    """The trace as CSV with semicolons: a row for each item and each element that rests on it."""
    index = PlanIndex(plan)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["item", "goal", "name", "relation", "element", "number", "level", "theme"])
    for code, item in trace.items.items():
        name = framework.items[code].names[LANGUAGE]
        goal = framework.items[code].goal
        named = {each.id for each in item.named}
        related = [
            ("names", item.named),
            ("rests on", tuple(each for each in item.resting if each.id not in named)),
            ("through children", item.through),
        ]
        for relation, elements in related:
            for element in elements:
                top = index.top(element)
                writer.writerow(
                    [
                        code,
                        goal,
                        name,
                        relation,
                        element.id,
                        element.number,
                        element.level,
                        top.words,
                    ]
                )
        if not item.resting:
            writer.writerow([code, goal, name, "nothing", "", "", "", ""])
    return out.getvalue()

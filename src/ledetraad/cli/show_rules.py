"""Financial rules and scenarios on the terminal."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ledetraad.cli.screen import console, translate
from ledetraad.economy.ledger import BASIS_NAMES
from ledetraad.economy.quantities import CannotSay
from ledetraad.economy.scenario import Outcome
from ledetraad.economy.verdict import STATE_MARKS, STATE_NAMES, State, Verdict
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.publish.economy.rules_out import bound_text

_HEADS = (N_("Year"), N_("Basis"), N_("Percent"), N_("Bound"), N_("State"), N_("Kroner to it"))


def show_verdicts(verdicts: Sequence[Verdict]) -> None:
    """The rules, each with a line a year."""
    from rich.table import Table
    from rich.text import Text

    screen = console()
    for rule, each in groupby(verdicts, key=lambda verdict: verdict.rule):
        screen.print(Text(rule.name, style="bold"))
        marks = [translate("Example: not this municipality's own rule.")] if rule.example else []
        screen.print(Text(" ".join([*marks, rule.source]), style="dim"))
        drawn = Table(box=None, pad_edge=False)
        for head in _HEADS:
            right = head in (N_("Percent"), N_("Kroner to it"))
            drawn.add_column(translate(head), justify="right" if right else "left")
        for verdict in each:
            drawn.add_row(
                str(verdict.year),
                translate(BASIS_NAMES[verdict.basis]) if verdict.basis else "",
                _value(verdict),
                bound_text(verdict),
                Text(f"{STATE_MARKS[verdict.state]} {translate(STATE_NAMES[verdict.state])}"),
                "" if verdict.needed is None else number_text(verdict.needed.value, 0),
            )
        screen.print(drawn)
        screen.print()


def _value(verdict: Verdict) -> str:
    if isinstance(verdict.value, CannotSay):
        return f"{verdict.value.words.said(translate)} ({verdict.value.years})"
    return number_text(verdict.value.value, 2)


def show_outcomes(outcomes: Sequence[Outcome]) -> None:
    """Scenarios side by side: the gap by year, and the rules that change their state."""
    from rich.table import Table
    from rich.text import Text

    screen = console()
    years = [each.years for each in outcomes[0].gap]
    drawn = Table(box=None, pad_edge=False)
    drawn.add_column(translate("Change of the net operating result, in kroner"))
    for of in years:
        drawn.add_column(str(of), justify="right")
    for outcome in outcomes:
        drawn.add_row(
            Text(outcome.scenario.name), *(number_text(each.value, 0) for each in outcome.gap)
        )
    screen.print(drawn)
    for outcome in outcomes:
        screen.print()
        screen.print(Text(outcome.scenario.name, style="bold"))
        changed = [
            (before, after)
            for before, after in zip(outcome.before, outcome.after, strict=True)
            if before.state is not after.state
        ]
        drawn = Table(box=None, pad_edge=False, show_header=False)
        for before, after in changed:
            drawn.add_row(
                str(after.year),
                Text(after.rule.name),
                f"{_state(before.state)} → {_state(after.state)}",
                _needed(after),
            )
        if changed:
            screen.print(drawn)
        if not changed:
            screen.print(Text(translate("No rule changes its state.")))


def _state(state: State) -> str:
    return f"{STATE_MARKS[state]} {translate(STATE_NAMES[state])}"


def _needed(verdict: Verdict) -> str:
    if verdict.needed is None:
        return ""
    kroner = number_text(verdict.needed.value, 0)
    return translate("%(kroner)s kroner to the bound") % {"kroner": kroner}

"""`ledetraad economy rules` and `ledetraad economy scenario`."""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledetraad.cli import economy_files as given
from ledetraad.cli.screen import FOUND, translate

if TYPE_CHECKING:
    from ledetraad.economy.amounts import Amounts
    from ledetraad.economy.financial_rules import FinancialRule

AmountFiles = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="AMOUNTS",
        readable=False,
        help=translate("Files of amounts by year, as JSON; see docs/economy.md."),
    ),
]
RulesFile = Annotated[
    Path | None,
    typer.Option(
        "--rules", readable=False, help=translate("The financial rules; else the usual ones.")
    ),
]
LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger", readable=False, help=translate("Take a year's amounts from ledger lines.")
    ),
]
LedgerYears = Annotated[
    list[int] | None,
    typer.Option("--year", help=translate("The year of account; may be given several times.")),
]
AsJson = Annotated[bool, typer.Option("--json", help=translate("For machines: print JSON."))]


def rules(
    amounts: AmountFiles = None,
    *,
    rules: RulesFile = None,
    ledger: LedgerOption = None,
    year: LedgerYears = None,
    basis: given.Basis = given.BasisChoice.ACCOUNTS,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=translate("Write an Excel workbook."))
    ] = None,
    as_json: AsJson = False,
) -> int:
    """How the years stand by the rules; 1 where one that is no example is broken."""
    from ledetraad.economy.verdict import State, judge_all

    chosen = _rules(rules)
    known = _amounts(amounts, ledger, year, basis)
    verdicts = judge_all(chosen, known, known.years)
    if as_json:
        from ledetraad.publish.economy.rules_out import verdict_as_data

        given.print_json({"rules": [verdict_as_data(each, translate) for each in verdicts]})
    elif output is None:
        from ledetraad.cli.show_rules import show_verdicts

        show_verdicts(verdicts)
    if output is not None:
        from ledetraad.publish.economy.rules_out import rules_workbook

        given.write_bytes(output, rules_workbook(verdicts, translate))
    broken = any(each.state is State.BROKEN and not each.rule.example for each in verdicts)
    return FOUND if broken else 0


def scenario(
    scenarios: Annotated[
        Path,
        typer.Argument(
            metavar="SCENARIOS",
            readable=False,
            help=translate("The scenarios, as JSON; see docs/economy.md."),
        ),
    ],
    amounts: AmountFiles = None,
    *,
    rules: RulesFile = None,
    ledger: LedgerOption = None,
    year: LedgerYears = None,
    basis: given.Basis = given.BasisChoice.ACCOUNTS,
    as_json: AsJson = False,
) -> None:
    """What scenarios make of the rules and of the net operating result."""
    from ledetraad.economy.ledger import Basis
    from ledetraad.economy.scenario import play, scenarios_from_json

    known = _amounts(amounts, ledger, year, basis)
    ahead = [of for of in known.years if known.basis.get(of) is not Basis.ACCOUNTS]
    chosen = _rules(rules)
    outcomes = [
        play(each, known, chosen, ahead)
        for each in scenarios_from_json(given.text_of(scenarios), str(scenarios))
    ]
    if as_json:
        from ledetraad.publish.economy.rules_out import outcome_as_data

        given.print_json({"scenarios": [outcome_as_data(each, translate) for each in outcomes]})
        return
    from ledetraad.cli.show_rules import show_outcomes

    show_outcomes(outcomes)


def _rules(path: Path | None) -> tuple[FinancialRule, ...]:
    from ledetraad.economy.financial_rules import rules_from_json, usual_rules

    return usual_rules() if path is None else rules_from_json(given.text_of(path), str(path))


def _amounts(
    files: list[Path] | None,
    ledger: Path | None,
    years: list[int] | None,
    basis: given.BasisChoice,
) -> Amounts:
    """What is known, the later files before the earlier ones, and the ledger last."""
    from ledetraad.economy.amounts import Amounts, amounts_from_json, amounts_from_tables
    from ledetraad.economy.faults import InvalidFinancialRule
    from ledetraad.i18n import N_

    known = Amounts({})
    for path in files or ():
        known = known.with_more(amounts_from_json(given.text_of(path), str(path)))
    if ledger is not None:
        how = given.How(basis, given.code_lists(None, None), None, None)
        lines = given.loaded(given.read(ledger, years or [], how), ledger)
        tables = given.tables_of(lines, given.definitions(None))
        known = known.with_more(amounts_from_tables(tables, lines.basis))
    if not known.years:
        raise InvalidFinancialRule(
            N_("There are no amounts to judge."),
            remedy=N_("Give a file of amounts, or a ledger with its year."),
        )
    return known

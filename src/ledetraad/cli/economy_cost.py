"""`ledetraad economy cost`: what a place in the plan costs, and how sure that is."""

# ruff: noqa: PLC0415

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledetraad.cli import economy_files as given
from ledetraad.cli.screen import console, translate
from ledetraad.i18n import N_

if TYPE_CHECKING:
    from ledetraad.economy.ties import Allocation, Cost

_BOTH = N_("%(place)s costs %(net)s kroner net: %(expenses)s spent, %(revenues)s come in.")
_REST = N_("%(rest)s kroner of the expenses are tied to nothing: %(share)s %% of %(whole)s in all.")


def cost(
    file: given.LedgerFile,
    *,
    year: given.Years,
    ties: Annotated[
        Path,
        typer.Option(
            "--ties",
            readable=False,
            help=translate("What the ledger's lines are tied to, as JSON; see docs/economy.md."),
        ),
    ],
    of: Annotated[
        list[str],
        typer.Option(
            "--of",
            metavar="PLACE",
            help=translate("What to ask for, such as goal:4; several are summed."),
        ),
    ],
    basis: given.Basis = given.BasisChoice.ACCOUNTS,
    columns: given.ColumnsFile = None,
    accept: given.Accept = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=translate("For machines: print JSON."))
    ] = False,
) -> None:
    """What places in the plan cost together, by year."""
    from ledetraad.economy.ties import allocate, target_of, ties_from_json

    chosen = ties_from_json(given.text_of(ties), str(ties))
    targets = {target_of(each) for each in of}
    how = given.How(basis, given.code_lists(None, None), columns, accept)
    ledger = given.loaded(given.read(file, year, how), file)
    found = []
    for each in ledger.years:
        allocation = allocate(ledger, each, chosen)
        found.append((allocation, allocation.cost_of(targets)))
    if as_json:
        from ledetraad.publish.economy.cost_out import cost_as_data

        given.print_json({"of": of, "years": [cost_as_data(*each) for each in found]})
        return
    for allocation, answer in found:
        _show(", ".join(of), allocation, answer)


def _show(place: str, allocation: Allocation, answer: Cost) -> None:
    from rich.table import Table
    from rich.text import Text

    from ledetraad.economy.rounding import rounded_parts
    from ledetraad.economy.ties import SURENESS_NAMES, Sureness
    from ledetraad.followup.written import number_text

    screen = console()
    screen.print(Text(str(allocation.year), style="bold"))
    money = answer.money
    spent, come_in = rounded_parts([money.expenses.value, -money.revenues.value], Decimal(1))
    amounts = {
        "net": number_text(spent + come_in, 0),
        "expenses": number_text(spent, 0),
        "revenues": number_text(-come_in, 0),
    }
    screen.print(Text(translate(_BOTH) % {"place": place, **amounts}))
    drawn = Table(box=None, pad_edge=False, show_header=False)
    exact = [answer.by_sureness[each].expenses.value for each in Sureness]
    for each, expenses in zip(Sureness, rounded_parts(exact, Decimal(1), spent), strict=True):
        share = answer.share(each)
        percent = "" if share is None else f"{number_text(share.value, 1)} %"
        drawn.add_row(translate(SURENESS_NAMES[each]), number_text(expenses, 0), percent)
    screen.print(drawn)
    tied = allocation.tied_share
    if tied is not None:
        rest = {
            "rest": number_text(allocation.rest.expenses.value, 0),
            "share": number_text(100 - tied.value, 1),
            "whole": number_text(allocation.whole.expenses.value, 0),
        }
        screen.print(Text(translate(_REST) % rest))

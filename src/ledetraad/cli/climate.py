"""`ledetraad climate …`: climate accounts by edition, and the climate budget."""

# ruff: noqa: PLC0415

from __future__ import annotations

import hashlib
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledetraad.cli import economy_files as given
from ledetraad.cli.frame import Commands
from ledetraad.cli.screen import LANGUAGE, translate

if TYPE_CHECKING:
    from ledetraad.climate.emissions import Edition

commands = Commands(
    name="climate",
    help=translate("Climate accounts and the climate budget."),
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help=translate("For machines: print JSON."))]
Region = Annotated[
    str,
    typer.Option("--region", help=translate("The municipality, where the file has several.")),
]
Day = "%Y-%m-%d"
Example = Annotated[
    bool, typer.Option("--example", help=translate("Mark the figures as invented."))
]


@commands.command(help=translate("Show climate accounts, and what a new edition changed."))
def accounts(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            readable=False,
            help=translate("Editions of the table of emissions, the oldest first."),
        ),
    ],
    *,
    published: Annotated[
        list[datetime] | None,
        typer.Option(
            "--published", formats=[Day], help=translate("The day of each edition, in order.")
        ),
    ] = None,
    region: Region = "",
    reference: Annotated[
        int, typer.Option("--reference", help=translate("The reference year."))
    ] = 2009,
    example: Example = False,
    as_json: AsJson = False,
) -> None:
    """Climate accounts by sector, and the last two editions beside each other."""
    editions = [
        _edition(path, _day(published, at), region, example=example)
        for at, path in enumerate(files)
    ]
    if as_json:
        from ledetraad.publish.climate.accounts_out import accounts_as_data

        given.print_json(accounts_as_data(editions, reference, translate))
        return
    from ledetraad.cli.show_climate import show_accounts

    show_accounts(editions, reference)


@commands.command(help=translate("Make a climate budget: the path, the frame and the gap."))
def budget(
    plan: Annotated[
        Path,
        typer.Argument(
            metavar="PLAN",
            readable=False,
            help=translate(
                "The targets, the frame and the measures, as JSON; see docs/climate.md."
            ),
        ),
    ],
    *,
    accounts: Annotated[
        Path,
        typer.Option(
            "--accounts", readable=False, help=translate("The edition of the accounts at hand.")
        ),
    ],
    region: Region = "",
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on", formats=[Day], help=translate("The day by which targets hold; else today.")
        ),
    ] = None,
    discount: Annotated[
        float,
        typer.Option("--discount", min=0, max=20, help=translate("Rate of discount in percent.")),
    ] = 4,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=translate("Write an Excel workbook."))
    ] = None,
    example: Example = False,
    as_json: AsJson = False,
) -> None:
    """A climate budget."""
    from ledetraad.climate.budget import make_budget, plan_from_json

    chosen = plan_from_json(given.text_of(plan), str(plan))
    edition = _edition(accounts, _day(None, 0), region, example=example or chosen.example)
    day = (on or datetime.now()).date()
    made = make_budget(chosen, edition, day)
    rate = Decimal(str(discount)) / 100
    if as_json:
        from ledetraad.publish.climate.budget_out import budget_as_data

        given.print_json(budget_as_data(made, rate, translate))
    elif output is None:
        from ledetraad.cli.show_climate import show_budget

        show_budget(made, rate)
    if output is not None:
        from ledetraad.publish.climate.state import About, state
        from ledetraad.publish.climate.write_xlsx import budget_workbook

        about = About(
            language=LANGUAGE,
            municipality=region,
            decided="",
            rate=rate,
            file=accounts.name,
            sha256=hashlib.sha256(accounts.read_bytes()).hexdigest(),
            made=day,
            results={},
        )
        given.write_bytes(output, budget_workbook(state(made, about, translate), translate))


def _day(published: list[datetime] | None, at: int) -> datetime:
    if published is not None and at < len(published):
        return published[at]
    return datetime(1, 1, 1 + at)  # in the order that they are given in


def _edition(path: Path, published: datetime, region: str, *, example: bool) -> Edition:
    from ledetraad.climate.emission_files import read_emissions

    reading = read_emissions(
        path, name=path.stem, published=published.date(), region=region, example=example
    )
    return reading.edition


@commands.command(help=translate("Reckon what activities and purchases emitted."))
def activities(
    factors: Annotated[
        Path,
        typer.Argument(
            metavar="FACTORS", readable=False, help=translate("A set of factors, as JSON.")
        ),
    ],
    *,
    done: Annotated[
        Path | None,
        typer.Option(
            "--activities",
            readable=False,
            help=translate("A table with the columns Hva, Mengde, Enhet, År and Faktor."),
        ),
    ] = None,
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", readable=False, help=translate("Accounts, for what was bought.")),
    ] = None,
    of: Annotated[
        int | None, typer.Option("--year", help=translate("The year of the ledger."))
    ] = None,
    price: Annotated[
        float,
        typer.Option(
            "--price",
            min=0.01,
            max=100,
            help=translate("A krone of the year in kroner of the factors' year."),
        ),
    ] = 1,
    accept: given.Accept = None,
    as_json: AsJson = False,
) -> None:
    """Activities and purchases times factors, by boundary and year."""
    from ledetraad.cli.own_emissions import refuse_neither, show_own, told_own, whole_of
    from ledetraad.climate.factor_files import read_factors

    refuse_neither(done, ledger, of)
    found = whole_of(
        read_factors(factors), done, ledger, of=of or 0, price=Decimal(str(price)), accept=accept
    )
    if as_json:
        given.print_json(told_own(found))
    else:
        show_own(found)

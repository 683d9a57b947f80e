"""What `ledetraad climate activities` reads, reckons and shows."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ledetraad.cli import economy_files as given
from ledetraad.cli.screen import console, translate
from ledetraad.climate.activity import emitted, spend_based
from ledetraad.climate.factor_files import read_activities
from ledetraad.climate.factors import FactorSet
from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.own import OwnBoundary, OwnLine, by_boundary
from ledetraad.economy.code_lists import CodeLists
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_


@dataclass(frozen=True, slots=True)
class Own:
    """What was reckoned.

    Args:
        factors: by which factors.
        years: of each year, by boundary.
        left_out: kroner of purchases that no factor fits, by year.
    """

    factors: FactorSet
    years: dict[int, tuple[OwnBoundary, ...]]
    left_out: dict[int, Decimal]


def refuse_neither(done: Path | None, ledger: Path | None, of: int | None) -> None:
    """Do nothing, unless there is nothing to reckon, or a ledger without its year.

    Raises:
        InvalidClimateBudget: so it is.
    """
    if done is None and ledger is None:
        raise InvalidClimateBudget(
            N_("There is nothing to reckon."),
            remedy=N_("Say a table by --activities, or accounts by --ledger and --year."),
        )
    if ledger is not None and of is None:
        raise InvalidClimateBudget(
            N_("Nothing says which year the ledger is of."), remedy=N_("Say it by --year.")
        )


def whole_of(
    factors: FactorSet,
    done: Path | None,
    ledger: Path | None,
    *,
    of: int,
    price: Decimal,
    accept: list[str] | None,
) -> Own:
    """All of it.

    Raises:
        LedetraadError: a file can't be read, or units don't go together.
    """
    lines: list[OwnLine] = []
    left_out = {}
    for one in read_activities(done) if done is not None else ():
        act = one.activity
        lines.append(
            OwnLine(one.what, act.amount, act.unit, act.factor, factors, emitted(act, factors),
                    source=one.source)
        )  # fmt: skip
    if ledger is not None:
        how = given.How(given.BasisChoice.ACCOUNTS, CodeLists(), None, accept)
        spent = spend_based(
            given.loaded(given.read(ledger, [of], how), ledger), of, factors, price=price
        )
        left_out[of] = spent.left_out
        lines += [
            OwnLine(key, kroner, "NOK", key, factors, tonnes, price=price, source=ledger.name)
            for key, (kroner, tonnes) in spent.by_factor.items()
        ]
    years = sorted({line.tonnes.years.first for line in lines})
    return Own(
        factors,
        {each: by_boundary([x for x in lines if x.tonnes.years.first == each]) for each in years},
        left_out,
    )


def told_own(own: Own) -> dict[str, Any]:
    """What was reckoned, as JSON can hold it."""
    return {
        "factors": {
            "name": own.factors.name,
            "source": own.factors.source,
            "year": own.factors.year,
            "example": own.factors.example,
        },
        "years": {
            str(of): [
                {
                    "boundary": part.boundary.value,
                    "name": translate(part.name),
                    "standard": part.standard,
                    "tonnes": float(part.total),
                    "lines": [
                        {"what": line.what, "formula": line.formula, "tonnes": float(shown)}
                        for line, shown in part.lines
                    ],
                }
                for part in parts
            ]
            for of, parts in own.years.items()
        },
        "left_out": {str(of): float(kroner) for of, kroner in own.left_out.items()},
    }


def show_own(own: Own) -> None:
    """What was reckoned, on the terminal."""
    from rich.table import Table
    from rich.text import Text

    screen = console()
    screen.print(Text(f"{own.factors.name} ({own.factors.year}): {own.factors.source}"))
    if own.factors.example:
        screen.print(Text(translate(N_("Example: the figures are invented."))))
    heads: Sequence[str] = (N_("What"), N_("How it is reckoned"), N_("Tonnes CO2e"))
    for of, parts in own.years.items():
        for part in parts:
            screen.print(Text(f"{of}: {translate(part.name)} ({part.standard})", style="bold"))
            drawn = Table(box=None, pad_edge=False)
            for at, head in enumerate(heads):
                drawn.add_column(translate(head), justify="right" if at > 1 else "left")
            for line, shown in part.lines:
                drawn.add_row(Text(line.what), Text(line.formula), number_text(shown, 1))
            drawn.add_row(
                Text(translate(N_("In all"))), "", number_text(part.total, 1), style="bold"
            )
            screen.print(drawn)
    for of, kroner in own.left_out.items():
        told = translate(N_("%(year)s: %(kroner)s kroner of purchases fit no factor."))
        screen.print(Text(told % {"year": of, "kroner": number_text(kroner, 0)}))

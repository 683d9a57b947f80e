"""The demonstration's economy: an invented ledger, told of as such wherever it is shown."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from ledetraad.economy.ledger import Basis
from ledetraad.web.demo.economy_written import fetch_figures, write_economy
from ledetraad.web.demo.year import NOTE
from ledetraad.web.economy.ledgers.reading import read_ledger_file
from ledetraad.web.economy.models import LedgerFile
from ledetraad.web.economy.services.ledger_begin import LedgerSaid, begin_ledger
from ledetraad.web.jobs.kinds import Run
from ledetraad.web.jobs.queue import cancel
from ledetraad.web.plans.models import WorkingCopy

_HEADS = ("Konto", "Funksjon", "Ansvar", "Prosjekt", "Periode", "Beløp")
_PERIOD = _HEADS.index("Periode")
_CLOSING = 13
_THOUSAND = 1000
Row = tuple[str, str, str, str, int | str, int]


def set_up_economy(working_copy: WorkingCopy, file: Path) -> None:
    """Fill the demonstration's municipality with an economy, unless it has one already.

    Args:
        working_copy: the plan that money is tied to.
        file: the economy, as `examples/demo-economy.toml`.
    """
    municipality = working_copy.municipality
    if LedgerFile.objects.filter(municipality=municipality).exists():
        return
    said = tomllib.loads(file.read_text(encoding="utf-8"))
    for year in range(said["first"], said["last"]):
        _take_in(working_copy, _accounts(said, year), f"eksempel-regnskap-{year}.csv", year)
    last = said["last"]
    _take_in(working_copy, _budget(said, last), f"eksempel-budsjett-{last}.csv", last, Basis.BUDGET)
    so_far = _so_far(said, last, said["until"])
    _take_in(working_copy, so_far, f"eksempel-regnskap-{last}.csv", last)
    with transaction.atomic():
        write_economy(working_copy, said)
    fetch_figures(municipality, said)


class _Nobody:
    """Nobody is told how far a job has come."""

    def tell(self, done: int, total: int) -> bool:  # noqa: ARG002
        """Go on."""
        return True


def _take_in(
    copy: WorkingCopy, rows: list[Row], name: str, year: int, basis: Basis = Basis.ACCOUNTS
) -> None:
    table = [list(_HEADS), *([str(cell) for cell in row] for row in rows)]
    if basis is Basis.BUDGET:
        for cells in table:
            del cells[_PERIOD]
    lines = "\n".join([*(";".join(cells) for cells in table), ""])
    said = LedgerSaid(basis=basis, first_year=year, last_year=year, note=NOTE)
    file = begin_ledger(copy.municipality, [lines.encode()], name, said, user=None)
    store = read_ledger_file(Run(_Nobody()), file_id=file.pk)
    if file.job is not None:
        cancel(file.job)
    if store is not None:
        with transaction.atomic():
            store()


def _accounts(said: dict[str, Any], year: int) -> list[Row]:
    """A whole year: operations, the balance sheet, and what was brought in."""
    rows = [*_services(said, year, overspent=False), *_general(said, year)]
    result = -sum(row[-1] for row in rows)
    unit = said["finance"]["unit"]
    rows.append(("1540" if result > 0 else "1940", "880", unit, "", _CLOSING, result))
    invested, borrowed = _investment(said, year)
    rows += _invested(said, year, invested, borrowed)
    return [*rows, *_balance(said, year)]


def _budget(said: dict[str, Any], year: int) -> list[Row]:
    """A whole year's budget, with no months: it is decided for the year."""
    rows = [*_services(said, year, overspent=False), *_general(said, year)]
    result = -sum(row[-1] for row in rows)
    rows.append(("1540" if result > 0 else "1940", "880", said["finance"]["unit"], "", 1, result))
    rows += _invested(said, year, *_investment(said, year))
    summed: dict[tuple[str, str, str, str], int] = {}
    for account, function, unit, project, _, amount in rows:
        key = (account, function, unit, project)
        summed[key] = summed.get(key, 0) + amount
    return [(*key, "", amount) for key, amount in summed.items()]


def _so_far(said: dict[str, Any], year: int, until: int) -> list[Row]:
    """The months so far, with what they did to the bank."""
    rows = [*_services(said, year, overspent=True), *_general(said, year)]
    come = [row for row in rows if isinstance(row[4], int) and row[4] <= until]
    return [*come, ("210001", "", "", "", until, -sum(row[-1] for row in come))]


def _services(said: dict[str, Any], year: int, *, overspent: bool) -> Iterator[Row]:
    for at, one in enumerate(said["services"]):
        season = said[one["season"]]
        factor = one.get("overspent", 1) if overspent else 1
        function = f"{one['function']} - {one['function_name']}"
        unit = f"{one['unit']} - {one['name']}"
        for account, amount in (("1010", one["wages"] * factor), ("1200", one["goods"] * factor),
                                ("1620", -one["fees"])):  # fmt: skip
            whole = _of_year(said, amount, year)
            for month, part in _months(whole, season, shift=(year * 7 + at * 3) % 5 - 2):
                yield (account, function, unit, "", month, part)


def _general(said: dict[str, Any], year: int) -> Iterator[Row]:
    finance, unit = said["finance"], said["finance"]["unit"]
    even = said["season_even"]
    for account, function, amount in (
        ("1870", "800", -said["revenues"]["tax"]),
        ("1800", "840", -said["revenues"]["grant"]),
        ("1500", "870", finance["interest"]),
        ("1510", "870", finance["instalments"]),
        ("1900", "870", -finance["interest_income"]),
    ):
        for month, part in _months(_of_year(said, amount, year), even):
            yield (account, function, unit, "", month, part)
    depreciation = _of_year(said, finance["depreciation"], year)
    yield ("1590", "860", unit, "", 12, depreciation)
    yield ("1990", "860", unit, "", 12, -depreciation)


def _investment(said: dict[str, Any], year: int) -> tuple[int, int]:
    invested = _of_year(said, said["investment"]["cost"], year)
    return invested, invested * int(said["investment"]["borrowed"]) // 100


def _invested(said: dict[str, Any], _year: int, invested: int, borrowed: int) -> list[Row]:
    one = said["investment"]
    where = (one["function"], one["unit"], one["project"], 12)
    return [
        ("0230", *where, invested),
        ("0910", *where, -borrowed),
        ("0940", *where, borrowed - invested),
    ]


def _balance(said: dict[str, Any], year: int) -> list[Row]:
    """What was brought in and what the year did to it; each comes to zero."""
    rows: list[Row] = []
    opening, closing = _balances(said, year - 1), _balances(said, year)
    for account, amount in opening.items():
        rows.append((account, "", "", "", 0, amount))
        rows.append((account, "", "", "", _CLOSING, closing[account] - amount))
    return rows


def _balances(said: dict[str, Any], year: int) -> dict[str, int]:
    found = {
        "210001": _of_year(said, said["balance"]["cash"], year),
        "227001": _of_year(said, said["balance"]["fixed"], year),
        "256001": -_of_year(said, said["balance"]["fund"], year),
        "245101": -_of_year(said, said["balance"]["loans"], year),
    }
    return {**found, "25990": -sum(found.values())}


def _of_year(said: dict[str, Any], amount: float, year: int) -> int:
    """An amount of the first year, in whole kroner of another."""
    growth = float(1 + said["growth"] / 100) ** (year - said["first"])
    whole: int = round(amount * growth)
    return whole * _THOUSAND


def _months(whole: int, season: list[int], shift: int = 0) -> Iterator[tuple[int, int]]:
    """A year's amount by month; what is moved from the first half to the second differs by year."""
    weights = [weight * 20 + (shift if at < 6 else -shift) for at, weight in enumerate(season)]  # noqa: PLR2004
    total, left = sum(weights), whole
    for month, weight in enumerate(weights, start=1):
        part = left if month == len(weights) else whole * weight // total
        left -= part
        yield month, part

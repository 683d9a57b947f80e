"""A municipality's activities and spending as they are kept → its own emissions by boundary."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from ledetraad.climate.own import OwnBoundary, OwnLine, by_boundary
from ledetraad.economy.quantities import TonnesCO2e, year
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.climate.models import ActivityLine, FactorTable, Spending


@dataclass(frozen=True, slots=True)
class OwnYear:
    """A year's own emissions.

    Args:
        year: which.
        boundaries: those with anything in them.
        spendings: the ledgers that are reckoned in it.
        example: whether any of it is invented.
    """

    year: int
    boundaries: tuple[OwnBoundary, ...]
    spendings: tuple[Spending, ...]
    example: bool


def years_of(municipality: Municipality) -> list[int]:
    """The years that anything is written down of, the newest first."""
    found = {"municipality": municipality, "deleted_at": None}
    years = {
        *ActivityLine.objects.filter(**found).values_list("year", flat=True),
        *Spending.objects.filter(**found).values_list("year", flat=True),
    }
    return sorted(years, reverse=True)


def own_year(municipality: Municipality, of: int) -> OwnYear:
    """What is written down of a year, reckoned."""
    found = {each.year: each for each in _own(municipality, {"year": of})}
    return found.get(of) or OwnYear(of, (), (), example=False)


def own_years(municipality: Municipality) -> list[OwnYear]:
    """What is written down of every year, reckoned, the earliest first."""
    return _own(municipality, {})


def _own(municipality: Municipality, asked: dict[str, int]) -> list[OwnYear]:
    """Years with what is written down of each, in a fixed number of queries."""
    from ledetraad.climate.activity import emitted  # noqa: PLC0415  (heavy to load)

    wanted = {"municipality": municipality, "deleted_at": None, **asked}
    lines: defaultdict[int, list[OwnLine]] = defaultdict(list)
    spendings: defaultdict[int, list[Spending]] = defaultdict(list)
    tables = FactorTable.objects.filter(municipality=municipality)
    sets = {one.pk: one.factors() for one in tables}
    for one in ActivityLine.objects.filter(**wanted):
        factors = sets[one.factors_id]
        lines[one.year].append(
            OwnLine(one.what, one.amount, one.unit, one.factor, factors,
                    emitted(one.activity(), factors), key=one.pk, source=one.source)
        )  # fmt: skip
    for spent in Spending.objects.filter(**wanted):
        factors = sets[spent.factors_id]
        spendings[spent.year].append(spent)
        for key, (kroner, tonnes) in spent.document["rows"].items():
            lines[spent.year].append(
                OwnLine(
                    key,
                    Decimal(kroner),
                    "NOK",
                    key,
                    factors,
                    TonnesCO2e(Decimal(tonnes), year(spent.year)),
                    price=Decimal(spent.document["price"]),
                    source=spent.document["file_name"],
                )
            )
    return [
        OwnYear(
            of,
            by_boundary(lines[of]),
            tuple(spendings[of]),
            example=any(line.factors.example for line in lines[of]),
        )
        for of in sorted({*lines, *spendings})
    ]

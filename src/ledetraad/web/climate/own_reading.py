"""A municipality's activities and spending as they are kept → its own emissions by boundary."""

from __future__ import annotations

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
    from ledetraad.climate.activity import emitted  # noqa: PLC0415  (heavy to load)

    wanted = {"municipality": municipality, "deleted_at": None, "year": of}
    lines = []
    sets: dict[int, FactorTable] = {}
    for one in ActivityLine.objects.filter(**wanted).select_related("factors"):
        factors = sets.setdefault(one.factors_id, one.factors).factors()
        lines.append(
            OwnLine(one.what, one.amount, one.unit, one.factor, factors,
                    emitted(one.activity(), factors), key=one.pk, source=one.source)
        )  # fmt: skip
    spendings = tuple(Spending.objects.filter(**wanted).select_related("factors"))
    for spent in spendings:
        factors = sets.setdefault(spent.factors_id, spent.factors).factors()
        for key, (kroner, tonnes) in spent.document["rows"].items():
            lines.append(
                OwnLine(
                    key,
                    Decimal(kroner),
                    "NOK",
                    key,
                    factors,
                    TonnesCO2e(Decimal(tonnes), year(of)),
                    price=Decimal(spent.document["price"]),
                    source=spent.document["file_name"],
                )
            )
    example = any(line.factors.example for line in lines)
    return OwnYear(of, by_boundary(lines), spendings, example)

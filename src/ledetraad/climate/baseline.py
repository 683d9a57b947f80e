"""The baseline: what would be emitted without new measures, and how that was reckoned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.climate.emissions import Edition
from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.sectors import SECTOR_NAMES, Sector
from ledetraad.economy.given import Number
from ledetraad.economy.quantities import HUNDRED
from ledetraad.errors import Phrase
from ledetraad.followup.saying import joined
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_

ZERO = Decimal(0)

Source = tuple[Sector, str]
"""A sector and a source within it."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Flat(_Data):
    """Emissions stay as they were in the last year of the accounts."""

    kind: Literal["flat"] = "flat"


class Growing(_Data):
    """Emissions of each sector grow or fall by so many percent a year.

    Args:
        kind: "growth".
        percent: by sector; a sector that is not named stays as it was.
        source: where the rates are from.
    """

    kind: Literal["growth"] = "growth"
    percent: dict[Sector, Annotated[Number, Field(ge=-100, le=100)]]
    source: str = ""


class Given(_Data):
    """Emissions of each sector as a file has them.

    Args:
        kind: "given".
        tonnes: by sector and year; years between two that are given lie on a straight line.
        source: where they are from.
    """

    kind: Literal["given"] = "given"
    tonnes: dict[Sector, dict[int, Number]]
    source: str = ""


BaselineChoice = Annotated[Flat | Growing | Given, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The path without new measures.

    Args:
        tonnes: by sector and source, and by year.
        words: how it was made, which is told wherever it is shown.
        last: the last year of the accounts, that it begins from.
    """

    tonnes: Mapping[Source, Mapping[int, Decimal]]
    words: Phrase
    last: int

    def of_sector(self, of: int, sector: Sector | None = None) -> Decimal:
        """The tonnes of a sector in a year; of all where None."""
        return sum(
            (path[of] for (each, _), path in self.tonnes.items() if sector in (None, each)), ZERO
        )


def make_baseline(choice: BaselineChoice, edition: Edition, years: Sequence[int]) -> Baseline:
    """The baseline of some years.

    Args:
        choice: how it is made.
        edition: the accounts that it begins from.
        years: the years, each after the accounts' last.

    Raises:
        InvalidClimateBudget: a year is not after the accounts, or a sector is not given for it.
    """
    last = edition.years[-1]
    if any(of <= last for of in years):
        raise InvalidClimateBudget(
            N_("The budget begins in %(first)s, and the accounts already reach %(last)s."),
            first=str(min(years)),
            last=str(last),
        )
    begun: dict[Source, Decimal] = {}
    for row in edition.rows:
        if row.year == last:
            key = (row.sector, row.source)
            begun[key] = begun.get(key, ZERO) + row.tonnes
    match choice:
        case Flat():
            words = Phrase(
                N_("Flat: as in %(last)s, the last year of the accounts"), last=str(last)
            )
            paths = {key: dict.fromkeys(years, tonnes) for key, tonnes in begun.items()}
        case Growing():
            words = _growth_words(choice, last)
            paths = {
                key: _grown(choice, key[0], tonnes, last, years) for key, tonnes in begun.items()
            }
        case Given():
            words = Phrase(N_("As given (%(source)s)"), source=choice.source or "–")
            paths = _given(choice, begun, last, years)
    return Baseline(paths, words, last)


def _growth_words(choice: Growing, last: int) -> Phrase:
    rates = [
        Phrase(
            "%(sector)s %(percent)s %%",
            sector=Phrase(SECTOR_NAMES[each]),
            percent=number_text(percent),
        )
        for each, percent in choice.percent.items()
    ]
    return Phrase(
        N_("By growth a year from %(last)s: %(rates)s (%(source)s)"),
        last=str(last),
        rates=joined(rates),
        source=choice.source or "–",
    )


def _grown(
    choice: Growing, sector: Sector, tonnes: Decimal, last: int, years: Sequence[int]
) -> dict[int, Decimal]:
    rate = 1 + choice.percent.get(sector, ZERO) / HUNDRED
    return {of: tonnes * rate ** (of - last) for of in years}


def _given(
    choice: Given, begun: Mapping[Source, Decimal], last: int, years: Sequence[int]
) -> dict[Source, dict[int, Decimal]]:
    """Each sector's path, parted among its sources as they were in the accounts' last year."""
    paths: dict[Source, dict[int, Decimal]] = {}
    for sector in sorted({each for each, _ in begun}):
        sources = {key: tonnes for key, tonnes in begun.items() if key[0] is sector}
        whole = sum(sources.values(), ZERO)
        points = {last: whole} | choice.tonnes.get(sector, {})
        path = {of: on_line(points, of) for of in years}
        for of, value in path.items():
            if value is None:
                raise InvalidClimateBudget(
                    N_("The baseline of the sector %(sector)s is not given for %(year)s."),
                    sector=sector.value,
                    year=str(of),
                )
        known = {of: value for of, value in path.items() if value is not None}
        for key, tonnes in sources.items():
            part = tonnes / whole if whole else Decimal(1) / len(sources)
            paths[key] = {of: value * part for of, value in known.items()}
    for sector in choice.tonnes.keys() - {each for each, _ in begun}:
        new = {of: on_line(choice.tonnes[sector], of) for of in years}
        paths[sector, ""] = {of: value or ZERO for of, value in new.items()}
    return paths


def on_line(points: Mapping[int, Decimal], of: int) -> Decimal | None:
    """The value of a year on the straight lines between years; None outside them."""
    if of in points:
        return points[of]
    for before, after in pairwise(sorted(points)):
        if before < of < after:
            low, high = points[before], points[after]
            return low + (high - low) * (of - before) / (after - before)
    return None

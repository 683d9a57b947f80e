"""A climate budget as it is shown: in one language, every figure rounded, nothing left to reckon.

The working page, the public page and the documents all show this, and a publication keeps it, so
that what has been published never changes. Figures are whole tonnes and whole kroner. Within a year
expected, gap and overlap are reckoned of the rounded figures, and measures are rounded by largest
remainders, so that no row or column disagrees with its sum, and what is expected lies within its
interval; no figure of a year is then more than two tonnes from its exact value.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, PlainSerializer

from ledetraad.i18n import N_, Language

ROUNDING: Final = N_(
    "Whole tonnes. In each year, expected, overlap and gap are reckoned of the rounded figures, "
    "and the measures are rounded by largest remainders, so that columns and rows agree with "
    "their sums. No figure of a year is more than two tonnes from its exact value."
)


ByYear = Annotated[
    dict[int, int],
    PlainSerializer(
        lambda years: {str(of): value for of, value in years.items()}, return_type=dict[str, int]
    ),
]
"""A whole number for each year; as JSON, the years are text."""


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PathYear(_Said):
    """A year of the budget, in whole tonnes of CO2-equivalents; see `climate.budget.BudgetYear`."""

    year: int
    baseline: int
    frame: int | None
    expected: int
    low: int
    high: int
    alone: int
    overlap: int
    taken: int
    gap: int | None
    gap_low: int | None
    gap_high: int | None


class SectorRow(_Said):
    """A sector in the budget's last year; `frame` where it has a target of its own."""

    sector: str
    name: str
    baseline: int
    taken: int
    expected: int
    frame: int | None
    gap: int | None


class EffectYear(_Said):
    """What a measure takes in a year.

    Args:
        year: the year.
        tonnes: alone.
        low, high: between what that may be.
        counted: with what overlaps taken off; None for a year that the budget doesn't have.
    """

    year: int
    tonnes: int
    low: int
    high: int
    counted: int | None


class MeasureRow(_Said):
    """A measure; its effects are empty where it has no figures, and `why` says why."""

    key: str
    name: str
    sector: str
    source: str
    means: str
    kind: str
    responsible: str
    status: str
    effects: tuple[EffectYear, ...]
    method: str
    why: str
    indicator: str
    operations: ByYear
    investment: ByYear
    lifetime: int | None
    serves: str
    comment: str

    @property
    def costs(self) -> bool:
        """Whether anything is said of what it costs."""
        return bool(self.operations or self.investment)

    def of(self, year: int) -> EffectYear | None:
        """What it takes in a year; None where nobody has said."""
        return next((each for each in self.effects if each.year == year), None)


class CostStep(_Said):
    """A measure in the marginal cost curve: kroner a tonne, its tonnes, and all up to here."""

    key: str
    name: str
    price: int
    tonnes: int
    up_to: int


class CostYear(_Said):
    """The marginal cost curve of a year, and the measures without a price, with the reason."""

    year: int
    steps: tuple[CostStep, ...]
    left_out: tuple[tuple[str, str], ...]


class PromiseRow(_Said):
    """What an earlier budget promised of a measure, and what it is reckoned to have done."""

    key: str
    name: str
    promised: int | None
    reported: int | None
    how: str


class Promises(_Said):
    """An earlier budget looked back on.

    Args:
        year: of which year.
        budget: what that budget is called.
        rows: its measures.
        promised, reported: the sums of what is known.
        promised_of_reported: what was promised of those that have a result, which is what
            `reported` can be compared with; None where none has.
    """

    year: int
    budget: str
    rows: tuple[PromiseRow, ...]
    promised: int
    reported: int | None
    promised_of_reported: int | None = None


class KeptYear(_Said):
    """A year that an earlier budget was of, and that the accounts now have.

    Args:
        year: the year.
        budget: what the earlier budget is called.
        edition: the accounts that it was made from.
        frame, expected: what it said.
        emitted: by the accounts of the budget that looks back.
    """

    year: int
    budget: str
    edition: str
    frame: int | None
    expected: int
    emitted: int


class Source(_Said):
    """What the budget rests on, in words.

    Args:
        edition, published, source, file, sha256: of the accounts; the day None where nobody has
            said it.
        last: the accounts' last year.
        boundary, standard: what it is bounded to, and that in the standards.
        baseline, frame: how the two paths are made.
        targets, earlier: the targets in force, and those that no longer are.
        discount: the rate of discount, in percent, as text.
        made: the day by which targets hold.
        lacking: the figures that the accounts lack of the years that the budget rests on, by year.
        sector_frame: how the frames of single sectors are made, where that is not as `frame`.
    """

    edition: str
    published: date | None
    source: str
    file: str
    sha256: str
    last: int
    boundary: str
    standard: str
    baseline: str
    frame: str
    targets: tuple[str, ...]
    earlier: tuple[str, ...]
    discount: str
    made: date
    lacking: tuple[str, ...] = ()
    sector_frame: str = ""


class BudgetStatement(_Said):
    """A climate budget as it is shown.

    Args:
        language: of its words.
        municipality, name: whose, and what it is called.
        decided: when and in which case it was adopted; "" before.
        example: whether its figures are invented.
        note: anything to be told with it.
        emitted: the accounts, by year.
        years: the budget's years.
        gap, gap_low, gap_high: of all years together; None where it can't be said.
        sectors: in the last year.
        measures: those with figures, by sector.
        unquantified: those without, each with the reason.
        target_years: years beyond the budget's own that measures have effects for.
        costs: of each year.
        promises: an earlier budget looked back on; None where there is none.
        source: what it rests on.
        kept: years of earlier budgets that the accounts now have.
    """

    language: Language
    municipality: str
    name: str
    decided: str
    example: bool
    note: str
    emitted: ByYear
    years: tuple[PathYear, ...]
    gap: int | None
    gap_low: int | None
    gap_high: int | None
    sectors: tuple[SectorRow, ...]
    measures: tuple[MeasureRow, ...]
    unquantified: tuple[MeasureRow, ...]
    target_years: tuple[int, ...]
    costs: tuple[CostYear, ...]
    promises: Promises | None
    source: Source
    kept: tuple[KeptYear, ...] = ()

    @property
    def first(self) -> int:
        """Its first year."""
        return self.years[0].year

    @property
    def last(self) -> PathYear:
        """Its last year."""
        return self.years[-1]

    def cost_years(self) -> list[int]:
        """The years that any measure costs something in."""
        return sorted(
            {of for one in (*self.measures, *self.unquantified)
             for of in (*one.operations, *one.investment)}
        )  # fmt: skip

    def by_sector(self) -> list[tuple[str, list[MeasureRow]]]:
        """The measures with figures, sector by sector."""
        found: dict[str, list[MeasureRow]] = {}
        for measure in self.measures:
            found.setdefault(measure.sector, []).append(measure)
        return list(found.items())

    def wedges(self) -> list[tuple[str, list[Decimal]]]:
        """Each measure's name and what it is counted with in each year, zero before it begins."""
        return [
            (
                f"{one.name} ({one.key})",
                [
                    Decimal((each.counted or 0) if (each := one.of(of.year)) else 0)
                    for of in self.years
                ],
            )
            for one in self.measures
        ]

"""Climate accounts, targets and climate budgets, as the API gives them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel

from ledetraad.climate.sectors import Boundary, Sector
from ledetraad.climate.targets import TargetDecision
from ledetraad.publish.climate.statement import BudgetStatement
from ledetraad.web.climate.models import AccountsEdition, Budget, Decision, PublishedBudget


class EditionOut(BaseModel):
    """An edition of the climate accounts: what it is called and where it is from."""

    id: int
    name: str
    published: date
    source: str
    boundary: Boundary
    file: str
    sha256: str
    example: bool
    version: int


class FigureOut(BaseModel):
    """A published figure in tonnes of CO2-equivalents; null where it was not published."""

    sector: Sector
    source: str
    gas: str
    year: int
    tonnes: Decimal | None


class LandUseOut(BaseModel):
    """A figure of forest and land use, which is apart; below zero is taken up."""

    source: str
    gas: str
    year: int
    tonnes: Decimal


class EditionFiguresOut(EditionOut):
    """An edition with all its figures."""

    figures: list[FigureOut]
    land_use: list[LandUseOut]


class TargetOut(BaseModel):
    """A target as it was decided, and whether it is in force today."""

    id: int
    in_force: bool
    decision: TargetDecision
    version: int


class BudgetOut(BaseModel):
    """A climate budget."""

    id: int
    name: str
    first: int
    last: int
    edition: int
    decided: date | None
    example: bool
    version: int


class BudgetStatedOut(BudgetOut):
    """A climate budget as it stands now, in the language that was asked for.

    Args:
        statement: what the page shows.
        not_counted: by measures' numbers, why they can't be counted.
    """

    statement: BudgetStatement
    not_counted: dict[str, str]


class PublishedOut(BaseModel):
    """A climate budget that is published."""

    number: int
    name: str
    first: int
    last: int
    at: datetime
    sha256: str


def edition_out(kept: AccountsEdition) -> EditionOut:
    """An edition without its figures."""
    return EditionOut(
        id=kept.pk,
        name=kept.name,
        published=kept.published,
        source=kept.source,
        boundary=Boundary(kept.boundary),
        file=kept.file_name,
        sha256=kept.sha256,
        example=kept.example,
        version=kept.version,
    )


def figures_out(kept: AccountsEdition) -> EditionFiguresOut:
    """An edition with its figures."""
    edition = kept.edition()
    figures = [
        FigureOut(sector=row.sector, source=row.source, gas=row.gas, year=row.year,
                  tonnes=row.tonnes)
        for row in edition.rows
    ]  # fmt: skip
    figures += [
        FigureOut(sector=one.sector, source=one.source, gas=one.gas, year=one.year, tonnes=None)
        for one in edition.missing
    ]
    land_use = [LandUseOut(**row._asdict()) for row in edition.land_use]
    return EditionFiguresOut(**edition_out(kept).model_dump(), figures=figures, land_use=land_use)


def target_out(kept: Decision, held: tuple[TargetDecision, ...]) -> TargetOut:
    """A target.

    Args:
        kept: as stored.
        held: those in force.
    """
    said = kept.said()
    return TargetOut(id=kept.pk, in_force=said in held, decision=said, version=kept.version)


def budget_out(kept: Budget) -> BudgetOut:
    """A climate budget."""
    said = kept.said()
    return BudgetOut(
        id=kept.pk,
        name=said.name,
        first=said.first,
        last=said.last,
        edition=said.edition,
        decided=said.decided,
        example=said.example,
        version=kept.version,
    )


def published_out(kept: PublishedBudget) -> PublishedOut:
    """A publication."""
    return PublishedOut(
        number=kept.number,
        name=kept.name,
        first=kept.first,
        last=kept.last,
        at=kept.at,
        sha256=kept.sha256,
    )

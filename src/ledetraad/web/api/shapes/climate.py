"""Climate accounts, targets and climate budgets, as the API gives them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from ledetraad.climate.part import PartValues
from ledetraad.climate.sectors import INTERNATIONAL, STANDARD_SCOPES, Boundary, Sector, sectors_of
from ledetraad.climate.targets import TargetDecision
from ledetraad.i18n import Language
from ledetraad.publish.climate.published import PublishedAccounts, PublishedChange
from ledetraad.publish.climate.statement import BudgetStatement
from ledetraad.web.api.paging import LARGEST_KEY
from ledetraad.web.climate.models import (
    AccountsEdition,
    Budget,
    ClimatePart,
    Decision,
    PublishedBudget,
)
from ledetraad.web.climate.own_reading import OwnYear


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
    """An edition with all its figures, and what its sectors are called in the standards."""

    standards: dict[Sector, str]
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


class BudgetQuery(BaseModel):
    """By which accounts a budget is asked for."""

    edition: Annotated[
        int | None,
        Field(ge=1, le=LARGEST_KEY, description="By this edition, and not by the budget's own."),
    ] = None


class PublishedOut(BaseModel):
    """A climate budget that is published."""

    number: int
    name: str
    first: int
    last: int
    at: datetime
    sha256: str


class ChangesOut(BaseModel):
    """What an edition changed of the one before, apart from what the years changed.

    Args:
        older: the edition before; null where there is none.
        changes: all together, and by sector: from the older one's last figure to this one's.
        revisions: what this edition made of each year that both have, less what that was.
    """

    older: EditionOut | None
    changes: list[PublishedChange]
    revisions: dict[int, Decimal]


class PublishedWholeOut(PublishedOut):
    """A published climate budget as everybody was shown it, with the accounts that it kept."""

    boundary: Boundary
    statement: BudgetStatement
    accounts: PublishedAccounts | None


class EffectOut(PartValues):
    """What a measure does to emissions."""

    number: Annotated[int, Field(description="The measure's number.")]
    name: Annotated[str, Field(description="What the measure is called.")]
    version: Annotated[int, Field(description="Grows by each change; stands in the ETag.")]


class OwnLineOut(BaseModel):
    """An amount times a factor."""

    what: str
    amount: Decimal
    unit: str
    price: Decimal
    factor: str
    formula: str
    factors: Annotated[str, Field(description="The set of factors, with its year.")]
    factors_source: str
    example: bool
    source: Annotated[str, Field(description="Where the amount is from.")]
    tonnes: Annotated[Decimal, Field(description="Rounded so that they sum to the boundary's.")]


class OwnBoundaryOut(BaseModel):
    """What is emitted within a boundary of the municipality's own operations."""

    boundary: Boundary
    standard: str
    tonnes: Decimal
    lines: list[OwnLineOut]


class OwnYearOut(BaseModel):
    """A year's own emissions; what purchases fit no factor is in kroner, and is no zero."""

    year: int
    boundaries: list[OwnBoundaryOut]
    left_out: Decimal


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
    standards = {each: str(INTERNATIONAL[each]) for each in sectors_of(edition.boundary)}
    land_use = [LandUseOut(**row._asdict()) for row in edition.land_use]
    return EditionFiguresOut(**edition_out(kept).model_dump(), figures=figures, land_use=land_use,
                             standards=standards)  # fmt: skip


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


def published_whole_out(kept: PublishedBudget, language: Language) -> PublishedWholeOut:
    """A publication with all that it kept, in one language."""
    published = kept.published()
    return PublishedWholeOut(
        **published_out(kept).model_dump(),
        boundary=published.boundary,
        statement=published.statements[language],
        accounts=published.accounts,
    )


def effect_out(kept: ClimatePart) -> EffectOut:
    """What a measure does to emissions; its measure is got beforehand."""
    said = dict(kept.said())
    return EffectOut.model_construct(
        **said, number=kept.measure.number, name=kept.measure.name, version=kept.version
    )


def own_year_out(found: OwnYear) -> OwnYearOut:
    """A year's own emissions."""
    boundaries = [
        OwnBoundaryOut(
            boundary=part.boundary,
            standard=STANDARD_SCOPES[part.boundary],
            tonnes=part.total,
            lines=[
                OwnLineOut(
                    what=line.what,
                    amount=line.amount,
                    unit=line.unit,
                    price=line.price,
                    factor=line.factor,
                    formula=line.formula,
                    factors=f"{line.factors.name} ({line.factors.year})",
                    factors_source=line.factors.source,
                    example=line.factors.example,
                    source=line.source,
                    tonnes=shown,
                )
                for line, shown in part.lines
            ],
        )
        for part in found.boundaries
    ]
    left_out = sum((Decimal(one.document["left_out"]) for one in found.spendings), Decimal(0))
    return OwnYearOut(year=found.year, boundaries=boundaries, left_out=left_out)

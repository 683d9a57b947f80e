"""What a scenario changes: revenues, interest, the population, investments; each as data."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ledetraad.economy.amounts import KEY_AMOUNTS
from ledetraad.economy.given import Number
from ledetraad.economy.quantities import HUNDRED
from ledetraad.i18n import N_
from ledetraad.validation import refusal

ZERO = Decimal(0)


class Data(BaseModel):
    """Something of a scenario, as JSON holds it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RevenueChange(Data):
    """Revenues become more or less from a year on.

    Args:
        kind: "revenue".
        first: the year that it begins.
        last: the year that it ends; None for the rest of the plan.
        percent: by how much of the amount itself; or
        kroner: by how many kroner a year.
        free: whether it is the free revenues that change; else the operating revenues alone.
    """

    kind: Literal["revenue"] = "revenue"
    first: int
    last: int | None = None
    percent: Number | None = None
    kroner: Number | None = None
    free: bool = True

    @model_validator(mode="after")
    def _one(self) -> RevenueChange:
        if (self.percent is None) == (self.kroner is None):
            raise refusal(N_("say either percent or kroner"))
        return self


class InterestChange(Data):
    """The rate of interest becomes another.

    Args:
        kind: "interest".
        first, last: as in `RevenueChange`.
        points: by how many percentage points.
        debt: the amount that the interest is paid on.
    """

    kind: Literal["interest"] = "interest"
    first: int
    last: int | None = None
    points: Number
    debt: str = "interest_exposed_debt"

    @model_validator(mode="after")
    def _known(self) -> InterestChange:
        if self.debt not in KEY_AMOUNTS:
            raise refusal(N_("there is no amount called “%(key)s”"), key=self.debt)
        return self


class PopulationChange(Data):
    """The population becomes another than the plan reckons with, and the services cost with it.

    Args:
        kind: "population".
        planned: how many persons of each group the plan reckons with, by year.
        expected: how many there will be, by group and year.
        cost: what a person of each group costs a year, in kroner.
        source: where the numbers are from.
    """

    kind: Literal["population"] = "population"
    planned: dict[str, dict[int, Number]]
    expected: dict[str, dict[int, Number]]
    cost: dict[str, Number]
    source: str = ""

    @model_validator(mode="after")
    def _whole(self) -> PopulationChange:
        for group, years in self.expected.items():
            if group not in self.cost or not set(years) <= set(self.planned.get(group, {})):
                raise refusal(N_("the group “%(group)s” lacks a cost or a year"), group=group)
        return self


class DemographyChange(Data):
    """A group becomes more or fewer, by a population table, and the services cost with it.

    Args:
        kind: "demography".
        group: the table's key among the amounts' `counts`: how many persons there are, by year.
        as_in: the plan reckons with as many as there are in this year.
        cost: what a person of the group costs a year, in kroner.
    """

    kind: Literal["demography"] = "demography"
    group: str = Field(min_length=1, max_length=200)
    as_in: int = Field(ge=1990, le=2200)
    cost: Number


class InvestmentChange(Data):
    """An investment is added, or taken out when its cost is negative.

    Args:
        kind: "investment".
        name: what it is.
        year: when it is paid.
        cost: in kroner.
        borrowed: the share of a hundred that is borrowed.
        paid_back_over: over how many years the loan is paid back, in equal parts from the year
            after on.
        interest: the rate of interest, in percent a year, on what is owed when the year begins.
        running: what it costs to run, in kroner a year, from the year after on.
    """

    kind: Literal["investment"] = "investment"
    name: str
    year: int
    cost: Number
    borrowed: Number = Field(HUNDRED, ge=0, le=100)
    paid_back_over: int = Field(ge=1, le=60)
    interest: Number
    running: Number = ZERO


Change = Annotated[
    RevenueChange | InterestChange | PopulationChange | DemographyChange | InvestmentChange,
    Field(discriminator="kind"),
]


class Scenario(Data):
    """Changes under a name."""

    name: str
    note: str = ""
    changes: tuple[Change, ...]

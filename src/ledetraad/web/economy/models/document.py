"""What people write of the economy: rules, amounts, ties and scenarios, each with its history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from pydantic import BaseModel, ConfigDict, Field, field_validator

from ledetraad.economy.amounts import KEY_AMOUNTS
from ledetraad.economy.financial_rules import FinancialRule
from ledetraad.economy.given import Number
from ledetraad.economy.ledger import Basis
from ledetraad.economy.peer_costs import ServiceCosts
from ledetraad.economy.scenario_changes import Scenario
from ledetraad.economy.ties import Tie
from ledetraad.i18n import N_
from ledetraad.validation import refusal
from ledetraad.web.history.models import Recorded, Values


def as_json(said: BaseModel) -> dict[str, Any]:
    """What a form or a document says, just as JSON holds it: every key is text."""
    found: dict[str, Any] = json.loads(said.model_dump_json())
    return found


class Documented(Recorded):
    """Something that is what a document says."""

    form: ClassVar[type[BaseModel]]
    """What the document is."""
    document = models.JSONField()
    name = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    def said(self) -> Any:
        """What it says, as its `form`."""
        return self.form.model_validate(self.document)

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return dict(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.document if self.pk is not None else {}
        said = self.form.model_validate({**before, **values})
        self.document = as_json(said)
        self.name = self.named(said)[:200]
        self.save()

    @classmethod
    def named(cls, said: Any) -> str:
        """What something that says this is called."""
        return str(said.name)


class Rule(Documented):
    """A financial rule that the municipality keeps to, or looks at as an example."""

    form = FinancialRule

    class Meta:
        ordering: ClassVar = ["pk"]


class YearAmountsValues(BaseModel):
    """Amounts of a year that no ledger gives.

    Args:
        year: of account.
        basis: what they are.
        kroner: by the keys of `KEY_AMOUNTS`.
        percent: published key figures, by name.
        source: where they are from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int = Field(ge=1900, le=2200)
    basis: Basis
    kroner: dict[str, Number] = {}
    percent: dict[str, Number] = {}
    source: str = Field(min_length=1, max_length=300)

    @field_validator("kroner")
    @classmethod
    def _known(cls, kroner: dict[str, Number]) -> dict[str, Number]:
        for key in kroner:
            if key not in KEY_AMOUNTS:
                raise refusal(N_("there is no amount called “%(key)s”"), key=key)
        return kroner


class YearAmounts(Documented):
    """Amounts of a year that somebody has written in, such as a year of the economic plan."""

    form = YearAmountsValues
    year = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["year", "pk"]

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it."""
        self.year = int(values.get("year", self.year))
        super().assign(values)

    @classmethod
    def named(cls, said: YearAmountsValues) -> str:
        """Its year."""
        return str(said.year)


class MoneyTie(Documented):
    """Which of the ledger's lines go where in the plan."""

    form = Tie

    class Meta:
        ordering: ClassVar = ["pk"]

    @classmethod
    def named(cls, said: Tie) -> str:
        """What it is called, which is its key among the ties."""
        return said.key


class KeptScenario(Documented):
    """A scenario."""

    form = Scenario

    class Meta:
        ordering: ClassVar = ["name", "pk"]


class FetchedService(BaseModel):
    """A service whose figures are fetched: which of the key figures tell what of it.

    Args:
        name: the service.
        user: what a user is.
        cost: the key figure of what a user costs, by its key in the database.
        coverage: that of how many of the group get the service; None for none.
        users: that of how many users there are; None for none.
        note: what makes the figures less alike.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    user: str = Field("", max_length=200)
    cost: int
    coverage: int | None = None
    users: int | None = None
    note: str = Field("", max_length=1000)


class PeerCosts(Documented):
    """A service's cost and coverage, here and elsewhere: written in, or fetched."""

    form = ServiceCosts

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    @property
    def fetched(self) -> bool:
        """Whether its figures are fetched."""
        return "cost" in self.document

    def said(self) -> Any:
        """What it says: `FetchedService` where its figures are fetched, else `ServiceCosts`."""
        form = FetchedService if self.fetched else ServiceCosts
        return form.model_validate(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        whole = {**(self.document if self.pk is not None else {}), **values}
        form = FetchedService if "cost" in whole else ServiceCosts
        said = form.model_validate(whole)
        self.document = as_json(said)
        self.name = said.name[:200]
        self.save()

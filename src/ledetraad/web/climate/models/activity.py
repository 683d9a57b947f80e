"""What is emitted by activities: sets of factors, what was done, and what was spent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models

from ledetraad.climate.factors import Activity, FactorSet
from ledetraad.web.history.models import Recorded, Values


class FactorTable(Recorded):
    """A set of factors, with its source and year; its factors never change, a new set is made."""

    name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    document = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-year", "name", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people call it."""
        return f"{self.name} ({self.year})"

    def factors(self) -> FactorSet:
        """The factors."""
        return FactorSet.model_validate(self.document)

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return dict(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what it says, and store it."""
        said = FactorSet.model_validate(values)
        self.document = said.model_dump(mode="json")
        self.name, self.year = said.name, said.year
        self.save()


class ActivityLine(Recorded):
    """How much was done of something in a year."""

    what = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=60)
    factors = models.ForeignKey(FactorTable, on_delete=models.PROTECT)
    factor = models.CharField(max_length=100)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-year", "what", "pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def title(self) -> str:
        """What people call it."""
        return self.what

    def activity(self) -> Activity:
        """What was done, as it is reckoned with."""
        return Activity(self.amount, self.unit, self.year, self.factor)

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return {
            "what": self.what,
            "year": self.year,
            "amount": str(self.amount.normalize()),
            "unit": self.unit,
            "factors": self.factors_id,
            "factor": self.factor,
            "source": self.source,
        }

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it."""
        for name in ("what", "year", "unit", "factor", "source"):
            if name in values:
                setattr(self, name, values[name])
        if "amount" in values:
            self.amount = Decimal(values["amount"])
        if "factors" in values:
            self.factors_id = values["factors"]
        self.save()


class Spending(Recorded):
    """What a ledger's purchases of a year emitted, by a set of factors for money."""

    year = models.PositiveSmallIntegerField()
    factors = models.ForeignKey(FactorTable, on_delete=models.PROTECT)
    document = models.JSONField()
    """The file's name and hash, the price index, and per factor kroner and tonnes as text."""

    class Meta:
        ordering: ClassVar = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people call it."""
        return f"{self.document['file_name']}, {self.year}"

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return {"year": self.year, "factors": self.factors_id, **self.document}

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what it says, and store it."""
        document = dict(values)
        self.year, self.factors_id = document.pop("year"), document.pop("factors")
        self.document = document
        self.save()

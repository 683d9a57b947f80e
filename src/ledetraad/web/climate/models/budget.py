"""Targets as they were decided, climate budgets as they are made, and those that are published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from ledetraad.climate.budget_values import BudgetValues
from ledetraad.climate.sectors import Boundary
from ledetraad.climate.targets import TargetDecision
from ledetraad.publish.climate.published import PublishedClimate
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.history.models import Recorded, Values


class Decision(Recorded):
    """A target for emissions, as it was decided."""

    year = models.PositiveSmallIntegerField()
    document = models.JSONField()

    class Meta:
        ordering: ClassVar = ["year", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people call it."""
        said = self.said()
        return f"−{said.cut} % {said.year}"

    def said(self) -> TargetDecision:
        """What was decided."""
        return TargetDecision.model_validate(self.document)

    def values(self) -> Values:
        """What was decided, as JSON holds it."""
        return dict(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.document if self.pk is not None else {}
        said = TargetDecision.model_validate({**before, **values})
        self.document, self.year = said.model_dump(mode="json"), said.year
        self.save()


class Budget(Recorded):
    """A climate budget: its years, accounts, baseline and frame; the measures have their own."""

    name = models.CharField(max_length=200)
    first = models.PositiveSmallIntegerField()
    document = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-first", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    def said(self) -> BudgetValues:
        """What it says."""
        return BudgetValues.model_validate(self.document)

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return dict(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.document if self.pk is not None else {}
        said = BudgetValues.model_validate({**before, **values})
        self.document = said.model_dump(mode="json")
        self.name, self.first = said.name, said.first
        self.save()


class PublishedBudget(models.Model):
    """A climate budget as everybody was shown it once, in every language; it never changes."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    budget = models.ForeignKey(Budget, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    """Counted within the municipality, from 1."""
    name = models.CharField(max_length=200)
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    statements = models.JSONField()
    """By language, a `publish.climate.statement.BudgetStatement`."""
    boundary = models.CharField(max_length=20, default=Boundary.AREA_DIRECT.value)
    accounts = models.JSONField(null=True)
    """The edition that it begins from, a `publish.climate.published.PublishedAccounts`."""
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "number"], name="climate_budgets_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def published(self) -> PublishedClimate:
        """All of it, as it was shown."""
        return PublishedClimate.model_validate(
            {
                "number": self.number,
                "at": self.at,
                "boundary": self.boundary,
                "statements": self.statements,
                "accounts": self.accounts,
                "sha256": self.sha256,
            }
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new one.

        Raises:
            ValueError: it is stored already; what is published never changes.
        """
        if self.pk is not None:
            raise ValueError("what is published can't be changed")
        super().save(*args, **kwargs)

"""The app's models."""

from __future__ import annotations

from ledetraad.web.climate.models.activity import ActivityLine, FactorTable, Spending
from ledetraad.web.climate.models.budget import Budget, Decision, PublishedBudget
from ledetraad.web.climate.models.edition import AccountsEdition
from ledetraad.web.climate.models.part import ClimatePart

__all__ = [
    "AccountsEdition",
    "ActivityLine",
    "Budget",
    "ClimatePart",
    "Decision",
    "FactorTable",
    "PublishedBudget",
    "Spending",
]

"""Ledgers that have been sent in: the file, and what it holds of each year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import PurePath
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models

from ledetraad.economy.columns import Columns
from ledetraad.economy.ledger import Basis, CodeSum, Sums
from ledetraad.errors import LedetraadError, Phrase, kept_error, kept_phrase
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.history.models import Recorded, Values
from ledetraad.web.jobs.models import Job

_SAID = ("state", "basis", "first_year", "last_year", "note", "accepted", "reason", "accepted_by")


class LedgerFile(Recorded):
    """A file of ledger lines. Taken in, its years take the place of those of the same sort before.

    The file itself, and its lines, are in the data folder under `key`.
    """

    class State(models.TextChoices):
        """Where it stands."""

        READING = "reading"
        REFUSED = "refused"
        FAILED = "failed"
        TAKEN = "taken"
        UNDONE = "undone"

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    """The SHA-256 of the file, in hexadecimal."""
    basis = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Basis])
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)
    """What it is, in a person's words, such as "vedtatt 12.12.2025, sak 99/25"."""
    state = models.CharField(max_length=7, choices=State.choices, default=State.READING)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    heads = models.JSONField(default=list)
    said = models.JSONField(null=True)
    """The mapping of columns that somebody has chosen; None to guess."""
    columns = models.JSONField(null=True)
    """The mapping that it was read by."""
    faults = models.JSONField(default=list)
    error = models.JSONField(null=True)
    """Why it could not be read at all, as `LedetraadError.kept` has it."""
    accepted = models.JSONField(default=list)
    """The kinds of fault that somebody has accepted."""
    reason = models.CharField(max_length=500, blank=True)
    accepted_by = models.CharField(max_length=150, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    @property
    def ending(self) -> str:
        """What its name ends in, such as ".csv"."""
        return PurePath(self.name).suffix.lower()

    @property
    def years(self) -> range:
        """The years that it may have lines of."""
        return range(self.first_year, self.last_year + 1)

    def mapping(self) -> Columns | None:
        """Which column it was read to mean what; None before it was."""
        return Columns.model_validate(self.columns) if self.columns is not None else None

    def problem(self) -> LedetraadError | None:
        """Why it could not be read at all."""
        return kept_error(self.error) if self.error is not None else None

    def told_faults(self) -> list[tuple[dict[str, Any], Phrase]]:
        """What is wrong with its lines, each with its words."""
        return [(each, kept_phrase(each["words"])) for each in self.faults]

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return {name: getattr(self, name) for name in _SAID}

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it."""
        for name in _SAID:
            if name in values:
                setattr(self, name, values[name])
        self.save()


class LedgerYear(models.Model):
    """What a file holds of one year: enough for every table, the lines being in the data folder.

    It is written once, and never changed.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    file = models.ForeignKey(LedgerFile, on_delete=models.CASCADE, related_name="parts")
    year = models.PositiveSmallIntegerField()
    lines = models.PositiveIntegerField()
    last_period = models.PositiveSmallIntegerField(null=True)
    """The last period that there are lines of; None where they are of the whole year."""
    codes = models.JSONField()
    """By class and code what the lines come to, what was brought in, and how many they are."""
    names = models.JSONField()
    """What codes are called, by dimension and code."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "year"], name="ledger_years_once")
        ]
        ordering: ClassVar = ["year"]

    def __str__(self) -> str:
        return f"{self.file} {self.year}"

    def sums(self) -> Sums:
        """What each code comes to."""
        return {
            (account_class, code): CodeSum(Decimal(amount), Decimal(opening), lines)
            for account_class, codes in self.codes.items()
            for code, (amount, opening, lines) in codes.items()
        }

    def name_of(self, dimension: str, code: str) -> str:
        """What a code is called; the code itself where that isn't known."""
        return self.names.get(dimension, {}).get(code, "") or code


class KeptColumns(models.Model):
    """Which columns meant what in a file of certain heads, for the next such file."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    heads = models.CharField(max_length=64)
    """A mark of the heads, their digits left out."""
    columns = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "heads"], name="kept_columns_once")
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.heads[:8]}"


class CodeList(Recorded):
    """KOSTRA's kinds or functions of a year."""

    class Of(models.TextChoices):
        """What the codes are."""

        KINDS = "kinds"
        FUNCTIONS = "functions"

    of = models.CharField(max_length=9, choices=Of.choices)
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    """What its source calls it, such as "Regnskapsarter 2025"."""
    codes = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "of", "year"],
                condition=models.Q(deleted_at__isnull=True),
                name="code_lists_once_a_year",
            )
        ]
        ordering: ClassVar = ["-year", "of"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return {"of": self.of, "year": self.year, "name": self.name, "codes": self.codes}

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it."""
        for name, value in values.items():
            setattr(self, name, value)
        self.save()

"""The municipality's own day for one of Norway's dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from django.db import models
from pydantic import BaseModel, ConfigDict, StringConstraints

from ledetraad.web.history.models import Recorded, Values

_Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class OwnDateValues(BaseModel):
    """A day that the municipality has set itself.

    Args:
        year: of the date that it stands for.
        key: which date, as `national_dates` has it.
        day: when, here.
        note: why, or what has been told.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int
    key: str
    day: date
    note: _Note = ""


class OwnDate(Recorded):
    """The municipality's own day for one of Norway's dates of a year."""

    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    day = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "year", "key"], name="own_dates_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.day:%d.%m.%Y}"

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self)

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        said = OwnDateValues(year=self.year, key=self.key, day=self.day, note=self.note)
        return said.model_dump(mode="json")

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.values() if self.pk is not None else {}
        said = OwnDateValues.model_validate({**before, **values})
        self.year, self.key, self.day, self.note = said.year, said.key, said.day, said.note
        self.save()

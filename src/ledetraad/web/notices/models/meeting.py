"""The meetings of the municipality's bodies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from django.db import models
from pydantic import BaseModel, ConfigDict, StringConstraints

from ledetraad.web.history.models import Recorded, Values

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
_About = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class MeetingValues(BaseModel):
    """A meeting.

    Args:
        day: when.
        body: who meets, such as "kommunestyret".
        about: what is treated, where that is known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    body: _Name
    about: _About = ""


class Meeting(Recorded):
    """A meeting of one of the municipality's bodies."""

    day = models.DateField()
    body = models.CharField(max_length=120)
    about = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["day", "body", "pk"]
        indexes: ClassVar = [models.Index(fields=["municipality", "day"], name="meetings_by_day")]

    def __str__(self) -> str:
        return f"{self.body}, {self.day:%d.%m.%Y}"

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self)

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        said = MeetingValues(day=self.day, body=self.body, about=self.about)
        return said.model_dump(mode="json")

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.values() if self.pk is not None else {}
        said = MeetingValues.model_validate({**before, **values})
        self.day, self.body, self.about = said.day, said.body, said.about
        self.save()

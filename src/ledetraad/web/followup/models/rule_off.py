"""That a municipality does not want to be told what a rule of the follow-up finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.db import models
from pydantic import BaseModel, ConfigDict, StringConstraints

from ledetraad.web.followup.models.settled import MOST
from ledetraad.web.history.models import Recorded, Values


class _Off(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST)]


class RuleOff(Recorded):
    """A rule that is off, with the reason. Turning it on deletes this, off again restores it."""

    code = models.CharField(max_length=10)
    reason = models.CharField(max_length=MOST)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "code"], name="rules_off_once")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self)

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return {"code": self.code, "reason": self.reason}

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.values() if self.pk is not None else {}
        said = _Off.model_validate({**before, **values})
        self.code, self.reason = said.code, said.reason
        self.save()

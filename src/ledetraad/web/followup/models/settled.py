"""What the follow-up is missing that somebody has looked at and found to be meant so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.db import models
from pydantic import BaseModel, ConfigDict, StringConstraints

from ledetraad.web.history.models import Recorded, Values

MOST = 500
"""The longest reason."""


class _Settled(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    about: str
    plan: int | None = None
    key: str
    sign: str = ""
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST)]


class SettledLack(Recorded):
    """That it is meant so: by code and what it is about, for as long as its sign stays the same.

    Taking it back deletes it; settling it again restores it, so that all of it is one history.
    """

    code = models.CharField(max_length=10)
    about = models.CharField(max_length=10)
    plan_key = models.PositiveBigIntegerField(default=0)
    """The plan's key where it is about an element; 0 for what no plan has."""
    key = models.CharField(max_length=64)
    sign = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=MOST)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "code", "about", "plan_key", "key"], name="settled_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self)

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return {
            "code": self.code,
            "about": self.about,
            "plan": self.plan_key or None,
            "key": self.key,
            "sign": self.sign,
            "reason": self.reason,
        }

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.values() if self.pk is not None else {}
        said = _Settled.model_validate({**before, **values})
        self.code, self.about, self.key = said.code, said.about, said.key
        self.plan_key, self.sign, self.reason = said.plan or 0, said.sign, said.reason
        self.save()

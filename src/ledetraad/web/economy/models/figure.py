"""Key figures of the economy that are fetched from published tables, such as KOSTRA's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from ledetraad.errors import LedetraadError, kept_error
from ledetraad.web.economy.models.document import Documented
from ledetraad.web.followup.figures.models import FeedValues
from ledetraad.web.followup.figures.told import Told


class KeyFigure(Documented):
    """A key figure: which tables it is from, and what they said last."""

    form = FeedValues
    asked_at = models.DateTimeField(null=True)
    """When the sources were last asked."""
    problem = models.JSONField(null=True)
    """Why they could not be asked last time, as `LedetraadError.kept` has it."""
    told = models.JSONField(default=dict)
    """What they said last, as `Told` has it."""

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    @classmethod
    def named(cls, said: FeedValues) -> str:
        """What is counted."""
        return said.definition.name

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what it is, and store it; what was told of other tables is of no use any more."""
        before = dict(self.document) if self.pk is not None else {}
        if _asked(before) != _asked({**before, **values}):
            self.told, self.problem, self.asked_at = {}, None, None
        super().assign(values)

    def last(self) -> Told:
        """What the sources said last."""
        return Told.model_validate(self.told)

    def fault(self) -> LedetraadError | None:
        """Why they could not be asked last time; None where they could."""
        return kept_error(self.problem) if self.problem else None


def _asked(document: Mapping[str, Any]) -> tuple[Any, ...]:
    """What the sources are asked for: a new name or unit asks for nothing else."""
    definition = document.get("definition") or {}
    return document.get("place"), definition.get("parts"), definition.get("formula")

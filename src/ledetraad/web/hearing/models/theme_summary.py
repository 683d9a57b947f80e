"""What the planner says of all that was said on a theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from ledetraad.web.hearing.models.hearing import Hearing
from ledetraad.web.history.models import Recorded, Values


class ThemeSummary(Recorded):
    """A summary for the case paper; every version of it is in the history."""

    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="summaries")
    theme = models.CharField(max_length=64, blank=True)
    """The theme's key; empty for what was said of the whole plan."""
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hearing", "theme"], name="summaries_once_a_theme")
        ]

    def __str__(self) -> str:
        return f"{self.hearing}: {self.theme}"

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self.hearing)

    def values(self) -> Values:
        """What it says."""
        return {"text": self.text}

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say something else, and store it.

        Raises:
            KeyError: a field is none of its own.
        """
        for name, value in values.items():
            if name != "text":
                raise KeyError(name)
            self.text = value
        self.save()

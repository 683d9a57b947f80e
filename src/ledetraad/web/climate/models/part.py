"""What a measure of the follow-up does to emissions: a part of it, kept beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from ledetraad.climate.part import PartValues
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.history.models import Recorded, Values


class ClimatePart(Recorded):
    """What a measure does to emissions, or why that has no figures."""

    measure = models.OneToOneField(Measure, on_delete=models.CASCADE, related_name="climate")
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.SET_NULL, related_name="+")
    document = models.JSONField()

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people call it: as the measure."""
        return self.measure.name

    def said(self) -> PartValues:
        """What it says."""
        return PartValues.model_validate(self.document)

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return dict(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.document if self.pk is not None else {}
        said = PartValues.model_validate({**before, **values})
        self.document, self.indicator_id = said.model_dump(mode="json"), said.indicator
        self.save()

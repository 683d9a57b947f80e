"""What the municipality has chosen to publish of a plan's follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.web.history.models import Recorded, Values
from ledetraad.web.plans.models import WorkingCopy


class FollowUpChoice(Recorded):
    """The choice for one plan; a plan that has none publishes nothing of its follow-up."""

    plan = models.OneToOneField(WorkingCopy, on_delete=models.CASCADE, related_name="+")
    document = models.JSONField()

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self.plan)

    def said(self) -> PublishingChoice:
        """What is chosen."""
        return PublishingChoice.model_validate(self.document)

    def values(self) -> Values:
        """What is chosen, as JSON holds it."""
        return dict(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Choose what some fields say, and store it.

        Raises:
            ValidationError: it can't be so; nothing is stored.
        """
        before = self.document if self.pk is not None else {}
        said = PublishingChoice.model_validate({**before, **values})
        self.document = said.model_dump(mode="json")
        self.save()

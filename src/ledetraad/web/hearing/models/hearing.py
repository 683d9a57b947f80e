"""Hearings as the database keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from ledetraad.hearing.dates import ends_at, is_open
from ledetraad.hearing.hearing import HearingValues, State
from ledetraad.web.history.models import Recorded, Values
from ledetraad.web.plans.models import Publication, WorkingCopy


class Hearing(Recorded):
    """A hearing of a published proposal.

    `document` is what it says, whole; the columns are what is asked for.
    """

    name = models.CharField(max_length=200)
    plan = models.ForeignKey(WorkingCopy, on_delete=models.PROTECT)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT)
    opens = models.DateField()
    closes = models.DateField()
    state = models.CharField(max_length=9, choices=[(one.value, one.value) for one in State])
    document = models.JSONField()
    last_number = models.PositiveIntegerField(default=0)
    """The number that the last statement got; counted up with each of them."""

    class Meta:
        ordering: ClassVar = ["-opens", "-pk"]
        indexes: ClassVar = [models.Index(fields=["plan", "state"], name="hearings_of_plan")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    def said(self) -> HearingValues:
        """What it says of itself; read once for each document."""
        kept: tuple[object, HearingValues] | None = self.__dict__.get("_said")
        if kept is None or kept[0] is not self.document:
            kept = self.document, HearingValues.model_validate(self.document)
            self.__dict__["_said"] = kept
        return kept[1]

    def values(self) -> Values:
        """What it says of itself, as JSON holds it."""
        return dict(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.document if self.pk is not None else {}
        said = HearingValues.model_validate({**before, **values})
        self.document = said.model_dump(mode="json")
        self.name, self.opens, self.closes = said.name, said.opens, said.closes
        self.plan_id, self.publication_id, self.state = said.plan, said.publication, said.state
        if self.pk is None:
            self.save()
        else:
            names = ("name", "opens", "closes", "plan", "publication", "state", "document")
            self.save(update_fields=[*names, "version", "deleted_at"])

    @property
    def announced(self) -> bool:
        """Whether everybody may know of it."""
        return self.state != State.DRAFT and self.deleted_at is None

    def open_at(self, now: datetime) -> bool:
        """Whether one can begin to speak."""
        return self.state == State.ANNOUNCED and is_open(self.opens, self.closes, now)

    def over_at(self, now: datetime) -> bool:
        """Whether its last day has gone."""
        return now >= ends_at(self.closes)

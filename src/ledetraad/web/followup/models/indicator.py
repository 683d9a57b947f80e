"""Indicators as the database keeps them, and their values, of which none is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, ClassVar

import orjson
from django.conf import settings
from django.db import models, transaction

from ledetraad.followup.indicator import IndicatorValues
from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models.measure import Measure
from ledetraad.web.history.editions import touch
from ledetraad.web.history.models import Recorded, Values
from ledetraad.web.plans.models import WorkingCopy


@lru_cache(maxsize=1_024)
def _said(document: bytes) -> IndicatorValues:
    """What a document says; kept, since to read it takes longer than to fetch it."""
    return IndicatorValues.model_validate_json(document)


class Indicator(Recorded):
    """Something that is counted, as a sign of whether a goal is reached.

    `document` is what it says, whole; the columns are what is asked for.
    """

    name = models.CharField(max_length=300)
    plan = models.ForeignKey(WorkingCopy, null=True, on_delete=models.CASCADE)
    element = models.CharField(max_length=64, blank=True)
    measure = models.ForeignKey(
        Measure, null=True, on_delete=models.CASCADE, related_name="indicators"
    )
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT)
    document = models.JSONField()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        indexes: ClassVar = [models.Index(fields=["plan", "element"], name="indicators_of_element")]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    def said(self) -> IndicatorValues:
        """What it says of itself."""
        return _said(orjson.dumps(self.document, option=orjson.OPT_SORT_KEYS))

    def values(self) -> Values:
        """What it says of itself, as JSON holds it."""
        return dict(self.document)

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.document if self.pk is not None else {}
        said = IndicatorValues.model_validate({**before, **values})
        self.document = said.model_dump(mode="json")
        self.name, self.element = said.name, said.element or ""
        self.plan_id, self.measure_id, self.unit_id = said.plan, said.measure, said.unit
        self.save()


class Observation(models.Model):
    """An indicator's value for a period, written once; a correction is a new one."""

    class Missing(models.TextChoices):
        """Why there is no value."""

        NOT_MEASURED = "not_measured"
        NOT_YET = "not_yet"
        NOT_SHOWN = "not_shown"

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE)
    period = models.CharField(max_length=10)
    """The period's code: "2026", "2026-T1", "2026-M03"."""
    measured = models.DateField()
    """The period's last day."""
    value = models.DecimalField(max_digits=24, decimal_places=8, null=True, blank=True)
    missing = models.CharField(max_length=15, blank=True, choices=Missing.choices)
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar = ["measured", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["indicator", "measured"], name="observations_by_time")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period}: {self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new value.

        Raises:
            ValueError: it is stored already; a correction is a new one.
        """
        if self.pk is not None:
            raise ValueError("a value can't be changed, only corrected by a new one")
        with transaction.atomic():
            touch(self.indicator.municipality_id, self._meta.label_lower)
            super().save(*args, **kwargs)

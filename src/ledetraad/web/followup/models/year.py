"""Which elements of a plan a year's plan of action and budget (HØP) takes in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from ledetraad.web.plans.models import WorkingCopy


class YearElement(models.Model):
    """An element that is taken into the plan of a year."""

    plan = models.ForeignKey(WorkingCopy, on_delete=models.CASCADE)
    element = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "element", "year"], name="elements_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.element}"

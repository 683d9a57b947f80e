"""How often one has sent something of late: counted under a key that can't be read back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Visit(models.Model):
    """A count that ends with the span of time that it is of."""

    key = models.CharField(max_length=64)
    """What is counted, and for whom: never an address, only a salted hash of one."""
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key"], name="visits_counted")]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"

"""Editions of the climate accounts: what a file said, which never changes, and its name."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models

from ledetraad.climate.emissions import Edition, Emission, LandUse, Place
from ledetraad.climate.sectors import Boundary, Sector
from ledetraad.web.history.models import Recorded, Values

SAID = ("name", "published", "source", "note")
"""What can be corrected of an edition; its figures can't."""


class AccountsEdition(Recorded):
    """Climate accounts as they were published once."""

    name = models.CharField(max_length=100)
    published = models.DateField()
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=1_000, blank=True)
    example = models.BooleanField(default=False)
    boundary = models.CharField(max_length=20, default=Boundary.AREA_DIRECT.value)
    region = models.CharField(max_length=100, blank=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    figures = models.JSONField()
    """`rows`, `missing` and `land_use`, each figure's place and its tonnes as text."""

    class Meta:
        ordering: ClassVar = ["-published", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "published"], name="editions_by_day")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    def edition(self) -> Edition:
        """The accounts."""
        said = self.figures
        return Edition(
            self.name,
            self.published,
            tuple(Emission(Sector(a), b, c, d, Decimal(e)) for a, b, c, d, e in said["rows"]),
            Boundary(self.boundary),
            self.region,
            self.source,
            self.example,
            tuple(Place(Sector(a), b, c, d) for a, b, c, d in said["missing"]),
            tuple(LandUse(a, b, c, Decimal(d)) for a, b, c, d in said["land_use"]),
        )

    def values(self) -> Values:
        """What it is called and where it is from, as JSON holds it."""
        return {
            "name": self.name,
            "published": self.published.isoformat(),
            "source": self.source,
            "note": self.note,
            "sha256": self.sha256,
        }

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it; what the file said stays."""
        for name in SAID:
            if name in values:
                setattr(self, name, values[name])
        self.save()
        self.refresh_from_db(fields=["published"])


def kept_figures(edition: Edition) -> dict[str, Any]:
    """An edition's figures as `AccountsEdition.figures` holds them."""
    return {
        "rows": [[*row[:-1], str(row.tonnes)] for row in edition.rows],
        "missing": [list(place) for place in edition.missing],
        "land_use": [[*row[:-1], str(row.tonnes)] for row in edition.land_use],
    }

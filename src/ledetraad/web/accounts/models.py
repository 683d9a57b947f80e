"""Municipalities and the roles that people have in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from ledetraad.publish.profile import DEFAULT_COLOUR, Profile


class Municipality(models.Model):
    """A municipality, with what its public pages say of it."""

    name = models.CharField(max_length=120, unique=True)
    colour = models.CharField(
        max_length=7, default=DEFAULT_COLOUR, validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}\Z")]
    )
    contact = models.EmailField(blank=True)
    home = models.URLField(blank=True)
    source_note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name

    def profile(self, address: str) -> Profile:
        """The municipality as a snapshot carries it; `address` is the plan's public address."""
        return Profile(
            name=self.name,
            colour=self.colour,
            contact=self.contact,
            home=self.home,
            address=address,
            source_note=self.source_note,
        )


class Membership(models.Model):
    """What a person may do in a municipality; each role may do what those before it may."""

    class Role(models.TextChoices):
        """From the least to the most."""

        READER = "reader"
        EDITOR = "editor"
        PUBLISHER = "publisher"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "municipality"], name="one_role_each")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}, {self.municipality}"

    def may(self, role: Membership.Role) -> bool:
        """Whether this role is `role` or a higher one."""
        order = list(Membership.Role)
        return order.index(Membership.Role(self.role)) >= order.index(role)

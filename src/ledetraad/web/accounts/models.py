"""Municipalities, their units, and what people are in them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ledetraad.publish.profile import DEFAULT_COLOUR, Profile
from ledetraad.web.accounts.rights import Role
from ledetraad.web.address import free_part


class Municipality(models.Model):
    """A municipality, with what its public pages say of it."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.CharField(max_length=250, unique=True, editable=False)
    """Its part of the addresses of the staff's pages: "asker-kommune"; stays as it was made."""
    colour = models.CharField(
        max_length=7, default=DEFAULT_COLOUR, validators=[RegexValidator(r"^#[0-9A-Fa-f]{6}\Z")]
    )
    contact = models.EmailField(blank=True)
    home = models.URLField(blank=True)
    source_note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, with an address of its own."""
        if not self.slug:
            self.slug = free_part(self.name, Municipality.objects.values_list("slug", flat=True))
        super().save(*args, **kwargs)

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


class Unit(models.Model):
    """A part of a municipality's organisation.

    Units end and have successors when the municipality reorganises; what they have reported
    stays theirs, and can be read.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    """The last day that it is a unit; None while it is."""
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def is_on(self, day: date) -> bool:
        """Whether it is a unit on a day."""
        begun = self.begins is None or self.begins <= day
        return begun and (self.ends is None or day <= self.ends)


class Membership(models.Model):
    """What a person is in a municipality; a person may be several things, in several units."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    role = models.CharField(max_length=13, choices=[(role.value, role.value) for role in Role])
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE)
    """The unit of a role that is held in one; None for the others."""
    given_by = models.CharField(max_length=30, blank=True)
    """The provider of sign-in whose groups gave it, and may take it; empty where a person did."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "unit"],
                condition=Q(unit__isnull=False),
                name="memberships_once_in_a_unit",
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=Q(unit__isnull=True),
                name="memberships_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}, {self.unit or self.municipality}"


class SignedIn(models.Model):
    """Where and when a person signed in, for as long as the session lasts.

    It stands beside Django's own session, so that a person's sessions are found without a look
    through everybody's; it is the person's alone to see, and goes when the session goes.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="signed_in"
    )
    session_key = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    used_at = models.DateTimeField(default=timezone.now)
    """When it was last used, to within five minutes."""
    agent = models.CharField(max_length=300, blank=True)
    """What the browser called itself."""
    address = models.CharField(max_length=45, blank=True)
    """Where from: an IPv4 or IPv6 address."""

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user}, {self.at:%Y-%m-%d %H:%M}"

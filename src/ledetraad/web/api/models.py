"""Tokens, by which other programs act for a person; only a token's fingerprint is kept."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from ledetraad.web.accounts.models import Municipality


class ApiToken(models.Model):
    """A token of a person in a municipality.

    By it one may do at most what the person may there, and only for as long.
    """

    class Scope(models.TextChoices):
        """What it is good for; writing takes reading with it."""

        READ = "read"
        WRITE = "write"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    """What it is used for, in a person's words."""
    sha256 = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=5, choices=Scope.choices)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def is_good(self, now: datetime) -> bool:
        """Whether it may be used at a time."""
        return self.revoked_at is None and now < self.ends_at and self.user.is_active

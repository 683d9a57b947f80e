"""Those who follow a plan's hearings by mail."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ledetraad.web.plans.models import WorkingCopy


class Follower(models.Model):
    """An address that is told what happens in a plan's hearings; taken away when it leaves."""

    plan = models.ForeignKey(WorkingCopy, on_delete=models.CASCADE, related_name="+")
    mail = models.CharField(max_length=254)
    """In small letters."""
    language = models.CharField(max_length=2, default="nb")
    at = models.DateTimeField()
    """When it was last asked for."""
    confirmed_at = models.DateTimeField(null=True)
    """When the address was shown to be the follower's; nothing is told before."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "mail"], name="followers_once")
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.pk}"

"""Support for what somebody else has said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ledetraad.web.hearing.models.statement import Statement


class Support(models.Model):
    """That a browser supports a statement; once, and of whom is not known."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="supports")
    browser = models.CharField(max_length=64)
    """SHA-256 of a random number in a cookie that the browser got when it first supported."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statement", "browser"], name="supports_once")
        ]

    def __str__(self) -> str:
        return f"{self.statement}: +1"

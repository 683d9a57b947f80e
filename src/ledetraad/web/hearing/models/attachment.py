"""Files that came with a statement."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ledetraad.web.hearing.models.statement import Statement


class Attachment(models.Model):
    """A file: as it came, for the archive, and as it is handed out."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    data = models.BinaryField()
    """What is handed out: an image made anew, any other file as it came."""
    original = models.BinaryField(null=True)
    """The file as it came, where `data` is another."""
    sha256 = models.CharField(max_length=64)
    """Of the file as it came."""
    size = models.PositiveIntegerField()
    at = models.DateTimeField()
    released = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)
    """When its sender took it away."""

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name

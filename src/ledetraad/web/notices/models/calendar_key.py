"""What a person's calendar address is made of."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models


def new_nonce() -> str:
    """A text that nobody can guess."""
    return secrets.token_urlsafe(18)


class CalendarKey(models.Model):
    """What a person's calendar address is made of; another one makes the old address void."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_key"
    )
    nonce = models.CharField(max_length=40, default=new_nonce)

    def __str__(self) -> str:
        return str(self.user)

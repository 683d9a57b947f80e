"""Which second steps a person has."""

from __future__ import annotations

from django.contrib.auth.models import User

from ledetraad.web.signin.models import CodeApp, Passkey


def has_second_step(user: User) -> bool:
    """Whether a person has set up a second step; recovery codes alone are none."""
    return CodeApp.objects.filter(user=user).exists() or Passkey.objects.filter(user=user).exists()

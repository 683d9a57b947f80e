"""Which second steps a person has."""

from __future__ import annotations

from django.contrib.auth.models import User

from ledetraad.web.signin.models import CodeApp, Passkey


def has_second_step(user: User) -> bool:
    """Whether a person has set up a second step; recovery codes alone are none."""
    return second_steps(user) > 0


def second_steps(user: User) -> int:
    """How many second steps a person has set up."""
    return CodeApp.objects.filter(user=user).count() + Passkey.objects.filter(user=user).count()

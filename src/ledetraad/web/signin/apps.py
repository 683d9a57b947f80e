"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """`ledetraad.web.signin`."""

    name = "ledetraad.web.signin"
    label = "signin"
    default_auto_field = "django.db.models.BigAutoField"

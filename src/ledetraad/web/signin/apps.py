"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """`ledetraad.web.signin`."""

    name = "ledetraad.web.signin"
    label = "signin"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Remember when somebody signs in, whatever the way."""
        from ledetraad.web.signin import entering  # noqa: F401, PLC0415

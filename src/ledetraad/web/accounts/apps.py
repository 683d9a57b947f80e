"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """`ledetraad.web.accounts`."""

    name = "ledetraad.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """See it whenever somebody signs in or out, in whichever way; make its job known."""
        from ledetraad.web.accounts import sessions, tidying  # noqa: F401, PLC0415

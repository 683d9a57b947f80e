"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class EconomyConfig(AppConfig):
    """`ledetraad.web.economy`."""

    name = "ledetraad.web.economy"
    label = "economy"

    def ready(self) -> None:
        """Make the app's jobs known."""
        from ledetraad.web.economy.figures import jobs  # noqa: F401, PLC0415
        from ledetraad.web.economy.ledgers import reading, tidying  # noqa: F401, PLC0415

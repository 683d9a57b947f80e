"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    """`ledetraad.web.followup.sheets`."""

    name = "ledetraad.web.followup.sheets"
    label = "sheets"

    def ready(self) -> None:
        """Make the app's jobs known."""
        from ledetraad.web.followup.sheets import tidying  # noqa: F401, PLC0415

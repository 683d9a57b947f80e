"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """`ledetraad.web.history`."""

    name = "ledetraad.web.history"
    label = "history"

    def ready(self) -> None:
        """Make the app's jobs known, and watch what is kept in memory."""
        from ledetraad.web.history import tidying, watched  # noqa: F401, PLC0415

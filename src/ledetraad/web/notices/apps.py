"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """`ledetraad.web.notices`."""

    name = "ledetraad.web.notices"
    label = "notices"

    def ready(self) -> None:
        """Make the app's jobs known, and see when a report is sent back."""
        from ledetraad.web.notices import jobs, noticing  # noqa: F401, PLC0415

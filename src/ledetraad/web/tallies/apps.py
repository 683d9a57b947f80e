"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class TalliesConfig(AppConfig):
    """`ledetraad.web.tallies`."""

    name = "ledetraad.web.tallies"
    label = "tallies"

    def ready(self) -> None:
        """Make the app's jobs known."""
        from ledetraad.web.tallies import tidying  # noqa: F401, PLC0415

"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """`ledetraad.web.followup.figures`."""

    name = "ledetraad.web.followup.figures"
    label = "followup_figures"

    def ready(self) -> None:
        """Make the app's jobs known."""
        from ledetraad.web.followup.figures import jobs  # noqa: F401, PLC0415

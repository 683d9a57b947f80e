"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class HearingConfig(AppConfig):
    """`ledetraad.web.hearing`."""

    name = "ledetraad.web.hearing"
    label = "hearing"

    def ready(self) -> None:
        """Make the app's jobs known."""
        from ledetraad.web.hearing import jobs  # noqa: F401, PLC0415

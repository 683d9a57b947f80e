"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """`ledetraad.web.followup`."""

    name = "ledetraad.web.followup"
    label = "followup"

    def ready(self) -> None:
        """Make the app's own jobs known."""
        from ledetraad.web.followup.reporting import joining  # noqa: F401, PLC0415

"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """`ledetraad.web.jobs`."""

    name = "ledetraad.web.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Make the app's own jobs known."""
        from ledetraad.web.jobs import tidying  # noqa: F401, PLC0415

"""The app's name among Django's."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Documents on their way to become plans."""

    name = "ledetraad.web.imports"
    label = "imports"

    def ready(self) -> None:
        """Make the app's jobs known."""
        from ledetraad.web.imports import reading, tidying  # noqa: F401, PLC0415

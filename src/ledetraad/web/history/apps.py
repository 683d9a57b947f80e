"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """`ledetraad.web.history`."""

    name = "ledetraad.web.history"
    label = "history"

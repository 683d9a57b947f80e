"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ClimateConfig(AppConfig):
    """`ledetraad.web.climate`."""

    name = "ledetraad.web.climate"
    label = "climate"

"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """`ledetraad.web.api`."""

    name = "ledetraad.web.api"
    label = "api"

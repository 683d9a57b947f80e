"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """`ledetraad.web.plans`."""

    name = "ledetraad.web.plans"
    label = "plans"

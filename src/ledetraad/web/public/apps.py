"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """`ledetraad.web.public`."""

    name = "ledetraad.web.public"
    label = "public"

"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """`ledetraad.web.followup`."""

    name = "ledetraad.web.followup"
    label = "followup"

"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """`ledetraad.web.accounts`."""

    name = "ledetraad.web.accounts"
    label = "accounts"

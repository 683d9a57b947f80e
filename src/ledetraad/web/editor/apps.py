"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class EditorConfig(AppConfig):
    """`ledetraad.web.editor`."""

    name = "ledetraad.web.editor"
    label = "editor"

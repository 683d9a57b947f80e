"""The addresses that mail leads to without signing in."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.notices import leaving

urlpatterns: list[URLPattern] = [
    path("av/<str:token>/", leaving.leave, name="leave"),
    path("bekreft/<str:token>/", leaving.confirm, name="confirm"),
]

"""The addresses of the pages about the API, under one's own page."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.api import pages

urlpatterns: list[URLPattern] = [
    path("", pages.tokens, name="api-tokens"),
    path("<int:pk>/slutt/", pages.end, name="api-token-end"),
]

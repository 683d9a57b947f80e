"""The addresses under `okonomi/omrader/`; the tables themselves are under `okonomi/tabeller/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.economy.areas import views

urlpatterns: list[URLPattern] = [
    path("", views.areas, name="budget-areas"),
]

"""The addresses under an indicator's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.followup.figures import views

urlpatterns: list[URLPattern] = [
    path("", views.choose, name="figures"),
    path("bruk/", views.save, name="figures-save"),
    path("hent/", views.again, name="figures-again"),
    path("slutt/", views.end, name="figures-end"),
]

"""The addresses under `oppfolging/<place>/publisering/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.followup.publishing import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="publishing"),
    path("<slug:slug>/", views.choose, name="publishing-plan"),
    path("<slug:slug>/forhandsvis/", views.preview, name="publishing-preview"),
    path("<slug:slug>/forhandsvis/<path:address>", views.preview),
]

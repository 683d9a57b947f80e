"""The addresses under `okonomi/varsel/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.economy.outlook import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="outlooks"),
    path("<int:year>/", views.show, name="outlook"),
    path("<int:year>/ansvar/", views.unit, name="outlook-unit"),
]

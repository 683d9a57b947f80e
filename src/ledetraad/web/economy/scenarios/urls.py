"""The addresses under `okonomi/scenarioer/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.economy.scenarios import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="scenarios"),
    path("ny/", views.new, name="scenario-new"),
    path("<int:pk>/", views.show, name="scenario"),
    path("<int:pk>/rediger/", views.edit, name="scenario-edit"),
    path("<int:pk>/slett/", views.throw_away, name="scenario-delete"),
    path("<int:pk>/gjenopprett/", views.bring_back, name="scenario-restore"),
]

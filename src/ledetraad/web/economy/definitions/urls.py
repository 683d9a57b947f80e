"""The addresses under `okonomi/oppstillinger/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.economy.definitions import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="definitions"),
    path("ny/", views.begin, name="definitions-begin"),
    path("<int:pk>/", views.show, name="definition"),
    path("<int:pk>/oppstillinger.json", views.download, name="definitions-json"),
    path("<int:pk>/slett/", views.throw_away, name="definitions-delete"),
    path("<int:pk>/gjenopprett/", views.bring_back, name="definitions-restore"),
    path("<int:pk>/<slug:table>/", views.edit, name="definition-table"),
]

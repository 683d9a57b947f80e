"""The addresses under `okonomi/nokkeltall/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.economy.figures import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="key-figures"),
    path("ny/", views.new, name="key-figure-new"),
    path("<int:pk>/", views.show, name="key-figure"),
    path("<int:pk>/rediger/", views.edit, name="key-figure-edit"),
    path("<int:pk>/hent/", views.again, name="key-figure-again"),
    path("<int:pk>/slett/", views.throw_away, name="key-figure-delete"),
    path("<int:pk>/gjenopprett/", views.bring_back, name="key-figure-restore"),
]

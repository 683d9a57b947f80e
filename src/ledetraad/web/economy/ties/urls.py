"""The addresses under `okonomi/koblinger/` and `okonomi/kostnad/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.economy.ties import views

urlpatterns: list[URLPattern] = [
    path("koblinger/", views.index, name="ties"),
    path("koblinger/ny/", views.new, name="tie-new"),
    path("koblinger/<int:pk>/", views.show, name="tie"),
    path("koblinger/<int:pk>/rediger/", views.edit, name="tie-edit"),
    path("koblinger/<int:pk>/slett/", views.throw_away, name="tie-delete"),
    path("koblinger/<int:pk>/gjenopprett/", views.bring_back, name="tie-restore"),
    path("koblinger/<int:pk>/flytt/", views.move, name="tie-move"),
    path("kostnad/<slug:slug>/<str:element>/", views.cost, name="element-cost"),
]

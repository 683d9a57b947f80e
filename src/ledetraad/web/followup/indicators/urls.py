"""The addresses of this part, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from ledetraad.web.followup.indicators import editing, entering, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="indicators"),
    path("liste.xlsx", views.workbook, name="indicators-workbook"),
    path("ny/", editing.new, name="indicator-new"),
    path("<int:pk>/", views.show, name="indicator"),
    path("<int:pk>/diagram.json", views.explore, name="indicator-chart"),
    path("<int:pk>/rediger/", editing.edit, name="indicator-edit"),
    path("<int:pk>/slett/", editing.throw_away, name="indicator-delete"),
    path("<int:pk>/verdi/", entering.value, name="indicator-value"),
    path("<int:pk>/kilde/", include("ledetraad.web.followup.figures.urls")),
]

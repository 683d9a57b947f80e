"""The addresses of what has changed, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.changes import views

urlpatterns: list[URLPattern] = [
    path("endringer/", views.index, name="what-changed"),
    path("endringer/<slug:kind>/<int:pk>/", views.show, name="changes-of"),
    path("endringer/<slug:kind>/<int:pk>/angre/", views.undo, name="change-undo"),
    path("endringer/<slug:kind>/<int:pk>/gjenopprett/", views.bring_back, name="thing-restore"),
    path("slettet/", views.gone, name="deleted"),
]

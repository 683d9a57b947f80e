"""The addresses of the work in the background, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.jobs import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="jobs"),
    path("<int:pk>/igjen/", views.again, name="job-again"),
]

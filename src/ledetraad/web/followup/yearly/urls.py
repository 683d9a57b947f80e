"""The addresses of setting up a year, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.followup.yearly import views

urlpatterns: list[URLPattern] = [
    path("", views.this_year, name="yearly-now"),
    path("<int:year>/", views.show, name="yearly"),
    path("<int:year>/tiltak/", views.carry, name="yearly-carry"),
    path("<int:year>/plan/<slug:slug>/", views.choose, name="yearly-choose"),
]

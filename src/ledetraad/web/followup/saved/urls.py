"""The addresses under `oppfolging/<place>/visninger/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.followup.saved import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="saved-views"),
    path("ny/", views.save, name="saved-view-new"),
    path("standard/", views.begin_with, name="saved-view-standard"),
    path("<int:pk>/", views.edit, name="saved-view"),
    path("<int:pk>/slett/", views.throw_away, name="saved-view-delete"),
    path("<int:pk>/gjenopprett/", views.bring_back, name="saved-view-restore"),
]

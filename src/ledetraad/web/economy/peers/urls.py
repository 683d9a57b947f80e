"""The addresses under `okonomi/naboer/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.economy.peers import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="peer-services"),
    path("ny/", views.new, name="peer-service-new"),
    path("ny/hent/", views.new_fetched, name="peer-service-fetch"),
    path("<int:pk>/", views.show, name="peer-service"),
    path("<int:pk>/rediger/", views.edit, name="peer-service-edit"),
    path("<int:pk>/slett/", views.throw_away, name="peer-service-delete"),
    path("<int:pk>/gjenopprett/", views.bring_back, name="peer-service-restore"),
]

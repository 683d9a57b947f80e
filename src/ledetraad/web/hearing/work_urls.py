"""The addresses of this part, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.hearing.work import hearings

urlpatterns: list[URLPattern] = [
    path("", hearings.index, name="hearings"),
    path("ny/", hearings.new, name="hearing-new"),
    path("<int:pk>/", hearings.show, name="hearing"),
    path("<int:pk>/rediger/", hearings.edit, name="hearing-edit"),
    path("<int:pk>/gjor/", hearings.act, name="hearing-act"),
]

"""The addresses of the climate pages, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.climate import accounts, taking

urlpatterns: list[URLPattern] = [
    path("regnskap/", accounts.index, name="climate-accounts"),
    path("regnskap/ny/", taking.new, name="climate-edition-new"),
    path("regnskap/<int:pk>/", accounts.show, name="climate-edition"),
    path("regnskap/<int:pk>/tall/", accounts.figure, name="climate-figure"),
    path("regnskap/<int:pk>/rediger/", taking.edit, name="climate-edition-edit"),
    path("regnskap/<int:pk>/slett/", taking.throw_away),
    path("regnskap/<int:pk>/gjenopprett/", taking.bring_back),
]

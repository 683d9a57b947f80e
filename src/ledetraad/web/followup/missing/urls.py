"""The addresses under `oppfolging/<place>/mangler/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.followup.missing import rules, views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="missing"),
    path("liste.xlsx", views.workbook, name="missing-workbook"),
    path("regler/", rules.show, name="missing-rules"),
    path("regler/<slug:code>/", rules.turn, name="missing-rule"),
    path("avgjor/", views.settle_it, name="missing-settle"),
    path("angre/", views.take_it_back, name="missing-undo"),
]

"""The addresses under `oppfolging/<place>/ark/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.followup.sheets import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="sheets"),
    path("verdier.xlsx", views.values, name="sheets-values"),
    path("aktiviteter.xlsx", views.activities, name="sheets-activities"),
    path("klima.xlsx", views.climate, name="sheets-climate"),
    path("<int:pk>/", views.show, name="sheet"),
    path("<int:pk>/forkast/", views.throw_away, name="sheet-discard"),
    path("<int:pk>/angre/", views.take_back, name="sheet-undo"),
]

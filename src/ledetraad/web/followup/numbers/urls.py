"""The addresses of the numbers, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.followup.numbers import own_peers, peers, views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="numbers"),
    path("tall.csv", views.table, name="numbers-csv"),
    path("tall.xlsx", views.workbook, name="numbers-workbook"),
    path("<int:pk>.csv", views.one, name="numbers-one"),
    path("endret/", views.moved, name="numbers-moved"),
    path("sammenligning/", peers.choose, name="numbers-peers"),
    path("sammenligning/<int:pk>/", own_peers.choose, name="numbers-own-peers"),
]

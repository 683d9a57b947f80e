"""The addresses under `okonomi/filer/` and `okonomi/kodelister/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.economy.ledgers import code_lists, views

urlpatterns: list[URLPattern] = [
    path("filer/", views.index, name="ledgers"),
    path("filer/<int:pk>/", views.show, name="ledger"),
    path("filer/<int:pk>/framdrift/", views.progress, name="ledger-progress"),
    path("filer/<int:pk>/kolonner/", views.choose_columns, name="ledger-columns"),
    path("filer/<int:pk>/godta/", views.accept, name="ledger-accept"),
    path("filer/<int:pk>/forkast/", views.throw_away, name="ledger-discard"),
    path("filer/<int:pk>/angre/", views.undo, name="ledger-undo"),
    path("filer/<int:pk>/bruk/", views.use, name="ledger-use"),
    path("filer/<int:pk>/fil/", views.original, name="ledger-original"),
    path("kodelister/", code_lists.index, name="code-lists"),
]

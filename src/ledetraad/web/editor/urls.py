"""The addresses of the editor, under the plan's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.editor import drafts, views

urlpatterns: list[URLPattern] = [
    path("", views.edit, name="edit"),
    path("endre/", views.change, name="edit-change"),
    path("prov/", views.proof, name="edit-proof"),
    path("finn/", views.search, name="edit-search"),
    path("angre/", drafts.undo_last, name="edit-undo"),
    path("gjenta/", drafts.redo_next, name="edit-redo"),
    path("legg-bort/", drafts.set_aside, name="edit-discard"),
    path("hent/", drafts.bring, name="edit-bring-back"),
    path("flytt-over/", drafts.move, name="edit-move-over"),
    path("lagre/", drafts.save, name="edit-save"),
]

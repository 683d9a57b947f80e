"""The addresses of measures, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.followup.measures import beside, editing, views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="measures"),
    path("liste.xlsx", views.workbook, name="measures-workbook"),
    path("ny/", editing.new, name="measure-new"),
    path("<int:number>/", views.show, name="measure"),
    path("<int:number>/rediger/", editing.edit, name="measure-edit"),
    path("<int:number>/slett/", editing.throw_away, name="measure-delete"),
    path("<int:number>/kommentar/", beside.comment, name="measure-comment"),
    path("<int:number>/kommentar/<int:pk>/slett/", beside.uncomment),
    path("<int:number>/kommentar/<int:pk>/gjenopprett/", beside.recomment),
    path("<int:number>/fil/", beside.attach, name="measure-attach"),
    path("<int:number>/fil/<int:pk>/", beside.fetch, name="measure-file"),
    path("<int:number>/fil/<int:pk>/slett/", beside.detach),
    path("<int:number>/fil/<int:pk>/gjenopprett/", beside.reattach),
]

"""The addresses under `okonomi/tabeller/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.economy.areas import views as areas
from ledetraad.web.economy.statements import documents, views

urlpatterns: list[URLPattern] = [
    path("<int:year>/", views.index, name="statements"),
    path("<int:year>/oversikter.xlsx", documents.workbook, name="statements-xlsx"),
    path("<int:year>/oversikter.docx", documents.document, name="statements-docx"),
    path("<int:year>/oversikter.pdf", documents.pdf, name="statements-pdf"),
    path("<int:year>/fordeling/", areas.index, name="distribution"),
    path(
        "<int:year>/fordeling/<slug:part>/<slug:basis>/<str:line>/<int:area>/",
        areas.cell,
        name="distribution-cell",
    ),
    path("<int:year>/<slug:table>/", views.table, name="statement"),
    path("<int:year>/<slug:table>/<slug:basis>/<str:post>/", views.cell, name="statement-cell"),
    path(
        "<int:year>/<slug:table>/<slug:basis>/<str:post>/<slug:code>/",
        views.lines,
        name="statement-lines",
    ),
]

"""The addresses under `okonomi/` of the financial rules and their amounts."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.economy.rules import documents, given, views

urlpatterns: list[URLPattern] = [
    path("regler/", views.index, name="rules"),
    path("regler/maler/", views.presets, name="rule-presets"),
    path("regler/ny/", views.new, name="rule-new"),
    path("regler/handlingsregler.xlsx", documents.workbook, name="rules-xlsx"),
    path("regler/handlingsregler.docx", documents.document, name="rules-docx"),
    path("regler/handlingsregler.pdf", documents.pdf, name="rules-pdf"),
    path("regler/<int:pk>/", views.show, name="rule"),
    path("regler/<int:pk>/rediger/", views.edit, name="rule-edit"),
    path("regler/<int:pk>/slett/", views.throw_away, name="rule-delete"),
    path("regler/<int:pk>/gjenopprett/", views.bring_back, name="rule-restore"),
    path("belop/", given.index, name="amounts"),
    path("belop/<int:year>/", given.year, name="year-amounts"),
    path("belop/<int:year>/slett/", given.throw_away, name="year-amounts-delete"),
]

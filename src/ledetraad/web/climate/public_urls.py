"""The climate budget's public addresses, under a plan's own, in each of its languages."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.climate import public

urlpatterns: list[URLPattern] = [
    path("", public.page),
    path("v/<int:number>/", public.page),
    path("v/<int:number>/klimabudsjett.pdf", public.document, {"ending": "pdf"}),
    path("v/<int:number>/klimabudsjett.docx", public.document, {"ending": "docx"}),
    path("v/<int:number>/klimabudsjett.xlsx", public.document, {"ending": "xlsx"}),
    path("v/<int:number>/klimabudsjett.csv", public.document, {"ending": "csv"}),
    path("v/<int:number>/regnskap/", public.accounts),
    path("v/<int:number>/klimaregnskap.xlsx", public.accounts_document, {"ending": "xlsx"}),
    path("v/<int:number>/klimaregnskap.csv", public.accounts_document, {"ending": "csv"}),
]

"""The addresses of this part, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.hearing.work import (
    alike,
    comments,
    cutting,
    entering,
    hearings,
    intake,
    invited,
    letters,
    statements,
    summaries,
    tables,
)

urlpatterns: list[URLPattern] = [
    path("", hearings.index, name="hearings"),
    path("ny/", hearings.new, name="hearing-new"),
    path("<int:pk>/", hearings.show, name="hearing"),
    path("<int:pk>/rediger/", hearings.edit, name="hearing-edit"),
    path("<int:pk>/merknadstabell.docx", tables.word),
    path("<int:pk>/merknadstabell.xlsx", tables.excel),
    path("<int:pk>/merknadstabell.pdf", tables.pdf),
    path("<int:pk>/arkiv.zip", tables.archive),
    path("<int:pk>/tema/", summaries.themes, name="hearing-themes"),
    path("<int:pk>/brev/", letters.index, name="hearing-letters"),
    path("<int:pk>/brev/sendt/", letters.mark),
    path("<int:pk>/brev.zip", letters.package),
    path("<int:pk>/brev.pdf", letters.joined),
    path("<int:pk>/innspill/<int:number>/brev.docx", letters.one_word),
    path("<int:pk>/innspill/<int:number>/brev.pdf", letters.one_pdf),
    path("<int:pk>/gjor/", hearings.act, name="hearing-act"),
    path("<int:pk>/invitert/", invited.index, name="hearing-invited"),
    path("<int:pk>/invitert/gjor/", invited.act),
    path("<int:pk>/invitert/<int:invited>/", invited.one),
    path("<int:pk>/invitert.xlsx", invited.sheet),
    path("<int:pk>/innspill/", statements.index, name="hearing-statements"),
    path("<int:pk>/innspill/ny/", entering.new, name="hearing-enter"),
    path("<int:pk>/innspill/inn/", intake.index, name="hearing-intakes"),
    path("<int:pk>/innspill/inn/<int:intake>/", intake.show, name="hearing-intake"),
    path("<int:pk>/innspill/inn/<int:intake>/gjor/", intake.act),
    path("<int:pk>/innspill/<int:number>/original/<int:version>/", statements.original),
    path("<int:pk>/innspill/<int:number>/", statements.show, name="hearing-statement"),
    path("<int:pk>/innspill/<int:number>/gjor/", statements.act, name="hearing-decide"),
    path("<int:pk>/innspill/<int:number>/vedlegg/<int:file>/", statements.file),
    path("<int:pk>/merknader/", comments.index, name="hearing-comments"),
    path("<int:pk>/merknader/fordel/", comments.share_out, name="hearing-share"),
    path("<int:pk>/merknader/like/", alike.index, name="hearing-alike"),
    path("<int:pk>/merknader/plasser/", cutting.unplaced, name="hearing-unplaced"),
    path("<int:pk>/merknader/<int:comment>/", comments.answer, name="hearing-comment"),
    path("<int:pk>/merknader/<int:comment>/del/", cutting.cut_page, name="hearing-cut"),
    path("<int:pk>/merknader/<int:comment>/sted/", comments.put_on),
]

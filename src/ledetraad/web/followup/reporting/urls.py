"""The addresses of this part, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.followup.reporting import board, elements, locking, periods, report, work

urlpatterns: list[URLPattern] = [
    path("", work.work, name="my-work"),
    path("rapportering/", periods.index, name="periods"),
    path("rapportering/nye/", periods.new, name="periods-new"),
    path("rapportering/<int:pk>/", board.board, name="board"),
    path("rapportering/<int:pk>/tavle.xlsx", board.workbook, name="board-xlsx"),
    path("rapportering/<int:pk>/endre/", periods.edit, name="period-edit"),
    path("rapportering/<int:pk>/apne/", periods.open_now),
    path("rapportering/<int:pk>/slett/", periods.remove_now),
    path("rapportering/<int:pk>/las/", locking.lock_it, name="period-lock"),
    path("rapportering/<int:pk>/last/", locking.locked, name="locked"),
    path("rapportering/<int:pk>/last/rapporter.json", locking.document, name="locked-json"),
    path("rapportering/<int:pk>/tiltak/<int:number>/", report.measure, name="report"),
    path("rapportering/<int:pk>/tiltak/<int:number>/kladd/", report.measure_draft),
    path("rapportering/<int:pk>/tiltak/<int:number>/tilbake/", report.measure_back),
    path("rapportering/<int:pk>/plan/<slug:slug>/", elements.index, name="report-elements"),
    path("rapportering/<int:pk>/plan/<slug:slug>/<str:element>/", report.element),
    path("rapportering/<int:pk>/plan/<slug:slug>/<str:element>/kladd/", report.element_draft),
    path("rapportering/<int:pk>/plan/<slug:slug>/<str:element>/tilbake/", report.element_back),
]

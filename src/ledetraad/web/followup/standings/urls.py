"""The addresses of how it stands, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.followup.standings import dashboards, views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="standings"),
    path("enhet/<int:pk>/", dashboards.unit, name="unit-dashboard"),
    path("person/<int:pk>/", dashboards.someone, name="person-dashboard"),
    path("<slug:slug>/", views.plan, name="standing"),
    path("<slug:slug>/mote/", views.meeting, name="meeting"),
    path("<slug:slug>/<str:element>/", views.element, name="standing-element"),
    path("<slug:slug>/<str:element>/vurder/", views.judge_it, name="standing-judge"),
]

"""The addresses of units and people, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.people import views

urlpatterns: list[URLPattern] = [
    path("", views.index, name="people"),
    path("enhet/", views.new_unit, name="unit-new"),
    path("enhet/<int:pk>/", views.edit_unit, name="unit-edit"),
    path("<int:pk>/rolle/", views.give_role, name="role-give"),
    path("rolle/<int:pk>/ta/", views.take_role, name="role-take"),
]

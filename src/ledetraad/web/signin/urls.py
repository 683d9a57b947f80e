"""The addresses of ways of signing in, from the root on."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.signin import groups
from ledetraad.web.signin.oidc import views as oidc

_FOLK = "oppfolging/<slug:place>/folk/"

urlpatterns: list[URLPattern] = [
    path("logg-inn/med/<slug:provider>/", oidc.start, name="provider-start"),
    path("logg-inn/med/<slug:provider>/svar/", oidc.answer, name="provider-answer"),
    path(f"{_FOLK}grupper/", groups.index, name="groups"),
    path(f"{_FOLK}grupper/<int:pk>/fjern/", groups.remove, name="group-remove"),
]

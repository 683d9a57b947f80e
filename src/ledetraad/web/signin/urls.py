"""The addresses of ways of signing in, from the root on."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.signin import answers, demanding, groups, managing, own
from ledetraad.web.signin.oidc import leaving
from ledetraad.web.signin.oidc import views as oidc

_FOLK = "oppfolging/<slug:place>/folk/"
_STEPS = f"{_FOLK}meg/totrinn/"

urlpatterns: list[URLPattern] = [
    path("logg-inn/med/<slug:provider>/", oidc.start, name="provider-start"),
    path("logg-inn/med/<slug:provider>/svar/", oidc.answer, name="provider-answer"),
    path("logg-inn/med/<slug:provider>/ut/", leaving.signed_out, name="provider-signed-out"),
    path("logg-inn/nokkel/start/", answers.passkey_start, name="passkey-start"),
    path("logg-inn/nokkel/", answers.passkey, name="passkey"),
    path("logg-inn/andre-steg/", answers.second_step, name="second-step"),
    path("logg-inn/andre-steg/nokkel/start/", answers.second_step_start, name="step-start"),
    path("logg-inn/andre-steg/nokkel/", answers.second_step_passkey, name="step-passkey"),
    path("logg-inn/totrinn/", demanding.demanded, name="step-demanded"),
    path(_STEPS, own.steps, name="own-steps"),
    path(f"{_STEPS}app/", own.code_app, name="own-code-app"),
    path(f"{_STEPS}app/fjern/", own.remove_code_app, name="own-code-app-remove"),
    path(f"{_STEPS}koder/", own.new_codes, name="own-codes"),
    path(f"{_STEPS}nokkel/start/", own.passkey_start, name="own-passkey-start"),
    path(f"{_STEPS}nokkel/", own.passkey, name="own-passkey"),
    path(f"{_STEPS}nokkel/<int:pk>/fjern/", own.remove_passkey, name="own-passkey-remove"),
    path(f"{_STEPS}tilbyder/<slug:provider>/", own.connect, name="own-connect"),
    path(f"{_STEPS}tilknytning/<int:pk>/fjern/", own.disconnect, name="own-disconnect"),
    path(f"{_FOLK}totrinn/", managing.demand, name="step-demand"),
    path(f"{_FOLK}person/<int:pk>/logg-ut/", managing.sign_out, name="account-sign-out"),
    path(f"{_FOLK}person/<int:pk>/totrinn/", managing.reset, name="account-reset"),
    path(f"{_FOLK}grupper/", groups.index, name="groups"),
    path(f"{_FOLK}grupper/<int:pk>/fjern/", groups.remove, name="group-remove"),
]

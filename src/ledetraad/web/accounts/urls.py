"""The addresses of accounts, from the root on."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.accounts import account, new_password, own, reorganising

_FOLK = "oppfolging/<slug:place>/folk/"

urlpatterns: list[URLPattern] = [
    path(
        "logg-inn/nytt-passord/<str:uid>/<str:token>/",
        new_password.new_password,
        name="new-password",
    ),
    path(f"{_FOLK}meg/", own.own_page, name="own-page"),
    path(f"{_FOLK}meg/passord/", own.change_password, name="own-password"),
    path(f"{_FOLK}meg/logg-ut-andre/", own.sign_out_others, name="sign-out-others"),
    path(f"{_FOLK}meg/logg-ut-alle/", own.sign_out_everywhere, name="sign-out-everywhere"),
    path(f"{_FOLK}meg/logg-ut/<int:pk>/", own.sign_out_one, name="sign-out-one"),
    path(f"{_FOLK}person/ny/", account.new, name="account-new"),
    path(f"{_FOLK}person/<int:pk>/", account.show, name="account"),
    path(f"{_FOLK}person/<int:pk>/lenke/", account.link, name="account-link"),
    path(f"{_FOLK}person/<int:pk>/sperr/", account.close, name="account-close"),
    path(f"{_FOLK}person/<int:pk>/apne/", account.reopen, name="account-open"),
    path(f"{_FOLK}enhet/<int:pk>/avslutt/", reorganising.end, name="unit-end"),
    path(f"{_FOLK}enhet/sla-sammen/", reorganising.merge, name="units-merge"),
]

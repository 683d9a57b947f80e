"""Every address of the application."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.i18n import set_language

from ledetraad.web.accounts import views as accounts
from ledetraad.web.plans import versions
from ledetraad.web.plans import views as plans
from ledetraad.web.public import compare
from ledetraad.web.public import views as public

urlpatterns: list[URLPattern] = [
    path("", public.home, name="home"),
    path("plan/<slug:slug>/", public.page, {"address": ""}, name="plan"),
    path("plan/<slug:slug>/publikasjoner/", public.publications, name="publications"),
    path("plan/<slug:slug>/v/<int:number>/", public.page, {"address": ""}, name="publication"),
    path("plan/<slug:slug>/v/<int:number>/<path:address>", public.page),
    path("plan/<slug:slug>/sammenlign/", compare.choose, name="choose-two"),
    path("plan/<slug:slug>/sammenlign/<int:old>/<int:new>/", compare.compare, name="compare"),
    path("plan/<slug:slug>/sammenlign/<int:old>/<int:new>/endringer.docx", compare.document),
    path("plan/<slug:slug>/<str:language>/sammenlign/<int:old>/<int:new>/", compare.compare),
    path(
        "plan/<slug:slug>/<str:language>/sammenlign/<int:old>/<int:new>/endringer.docx",
        compare.document,
    ),
    path("plan/<slug:slug>/<path:address>", public.page),
    path("arbeid/", plans.index, name="plans"),
    path("arbeid/ny/", plans.new, name="new"),
    path("arbeid/<slug:slug>/", plans.show, name="work"),
    path("arbeid/<slug:slug>/funn/", plans.findings, name="findings"),
    path("arbeid/<slug:slug>/endringer/", versions.show_changes, name="changes"),
    path("arbeid/<slug:slug>/status/", versions.status, name="status"),
    path("arbeid/<slug:slug>/dokument/", plans.take_in, name="take-in"),
    path("arbeid/<slug:slug>/tilbake/<int:number>/", plans.go_back, name="go-back"),
    path("arbeid/<slug:slug>/publiser/", plans.publish_now, name="publish"),
    path("logg-inn/", accounts.sign_in, name="login"),
    path("logg-ut/", accounts.sign_out, name="logout"),
    path("sprak/", set_language, name="language"),
    path("helse/", public.health, name="health"),
]
handler404 = "ledetraad.web.problems.not_found"
handler500 = "ledetraad.web.problems.server_error"

"""Every address of the application."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from ledetraad.web import desk
from ledetraad.web.accounts import views as accounts
from ledetraad.web.followup.searching import views as searching
from ledetraad.web.imports import finishing, looking, uploading
from ledetraad.web.imports import views as imports
from ledetraad.web.plans import versions
from ledetraad.web.plans import views as plans
from ledetraad.web.public import compare
from ledetraad.web.public import views as public

urlpatterns: list[URLPattern | URLResolver] = [
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
    path("plan/<slug:slug>/horing/", include("ledetraad.web.hearing.public_urls")),
    path("plan/<slug:slug>/<str:language>/horing/", include("ledetraad.web.hearing.public_urls")),
    path("plan/<slug:slug>/klima/", include("ledetraad.web.climate.public_urls")),
    path("plan/<slug:slug>/<str:language>/klima/", include("ledetraad.web.climate.public_urls")),
    path("plan/<slug:slug>/<path:address>", public.page),
    path("arbeid/", desk.desk, name="plans"),
    path("arbeid/ny/", uploading.new, name="new"),
    path("arbeid/<slug:slug>/", plans.show, name="work"),
    path("arbeid/<slug:slug>/funn/", plans.findings, name="findings"),
    path("arbeid/<slug:slug>/endringer/", versions.show_changes, name="changes"),
    path("arbeid/<slug:slug>/status/", versions.status, name="status"),
    path("arbeid/<slug:slug>/dokument/", uploading.newer, name="newer"),
    path("arbeid/<slug:slug>/tilbake/<int:number>/", plans.go_back, name="go-back"),
    path("arbeid/<slug:slug>/publiser/", plans.publish_now, name="publish"),
    path("arbeid/<slug:slug>/rediger/", include("ledetraad.web.editor.urls")),
    path("innlesing/<int:pk>/", imports.show, name="import"),
    path("innlesing/<int:pk>/framdrift/", imports.progress, name="import-progress"),
    path("innlesing/<int:pk>/deler/", imports.parts_mean, name="import-meanings"),
    path("innlesing/<int:pk>/igjen/", imports.again, name="import-again"),
    path("innlesing/<int:pk>/les/<int:number>/", looking.look, name="import-look"),
    path("innlesing/<int:pk>/les/<int:number>/rett/", looking.mend),
    path("innlesing/<int:pk>/les/<int:number>/angre/", looking.take_back),
    path("innlesing/<int:pk>/les/<int:number>/greit/", looking.found_right),
    path("innlesing/<int:pk>/side/<int:page>.png", imports.picture),
    path("innlesing/<int:pk>/ferdig/", finishing.last_step, name="import-finish"),
    path("innlesing/<int:pk>/forkast/", imports.throw_away),
    path("oppfolging/<slug:place>/", include("ledetraad.web.followup.reporting.urls")),
    path("oppfolging/<slug:place>/sok/", searching.search, name="find"),
    path("oppfolging/<slug:place>/tiltak/", include("ledetraad.web.followup.measures.urls")),
    path("oppfolging/<slug:place>/indikatorer/", include("ledetraad.web.followup.indicators.urls")),
    path("oppfolging/<slug:place>/tall/", include("ledetraad.web.followup.numbers.urls")),
    path("oppfolging/<slug:place>/status/", include("ledetraad.web.followup.standings.urls")),
    path("oppfolging/<slug:place>/mangler/", include("ledetraad.web.followup.missing.urls")),
    path("oppfolging/<slug:place>/visninger/", include("ledetraad.web.followup.saved.urls")),
    path("oppfolging/<slug:place>/ark/", include("ledetraad.web.followup.sheets.urls")),
    path("oppfolging/<slug:place>/arsplan/", include("ledetraad.web.followup.yearly.urls")),
    path("oppfolging/<slug:place>/publisering/", include("ledetraad.web.followup.publishing.urls")),
    path("oppfolging/<slug:place>/klima/", include("ledetraad.web.climate.urls")),
    path("oppfolging/<slug:place>/okonomi/", include("ledetraad.web.economy.urls")),
    path("oppfolging/<slug:place>/horing/", include("ledetraad.web.hearing.work_urls")),
    path("oppfolging/<slug:place>/", include("ledetraad.web.changes.urls")),
    path("oppfolging/<slug:place>/folk/", include("ledetraad.web.people.urls")),
    path("oppfolging/<slug:place>/jobber/", include("ledetraad.web.jobs.urls")),
    path("oppfolging/<slug:place>/folk/meg/token/", include("ledetraad.web.api.page_urls")),
    path("", include("ledetraad.web.accounts.urls")),
    path("", include("ledetraad.web.signin.urls")),
    path("oppfolging/<slug:place>/", include("ledetraad.web.notices.urls")),
    path("varsler/", include("ledetraad.web.notices.mail_urls")),
    path("api/v1/", include("ledetraad.web.api.urls")),
    path("logg-inn/", accounts.sign_in, name="login"),
    path("logg-ut/", accounts.sign_out, name="logout"),
    path("sprak/", set_language, name="language"),
    path("helse/", public.health, name="health"),
]
handler400 = "ledetraad.web.problems.bad_request"
handler404 = "ledetraad.web.problems.not_found"
handler500 = "ledetraad.web.problems.server_error"

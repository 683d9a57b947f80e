"""The addresses under `oppfolging/<place>/okonomi/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from ledetraad.web.economy import overview

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="economy"),
    path("", include("ledetraad.web.economy.ledgers.urls")),
    path("", include("ledetraad.web.economy.rules.urls")),
    path("", include("ledetraad.web.economy.ties.urls")),
    path("varsel/", include("ledetraad.web.economy.outlook.urls")),
    path("naboer/", include("ledetraad.web.economy.peers.urls")),
    path("nokkeltall/", include("ledetraad.web.economy.figures.urls")),
    path("omrader/", include("ledetraad.web.economy.areas.urls")),
    path("oppstillinger/", include("ledetraad.web.economy.definitions.urls")),
    path("scenarioer/", include("ledetraad.web.economy.scenarios.urls")),
    path("tabeller/", include("ledetraad.web.economy.statements.urls")),
]

"""Every address of the API."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path

from ledetraad.errors import LedetraadError
from ledetraad.web.api.bearer import Bearer
from ledetraad.web.api.body import BodyParser, JsonRenderer
from ledetraad.web.api.edge import at_the_edge, fault, nothing_here
from ledetraad.web.api.openapi import Api
from ledetraad.web.api.problems import answer, not_found
from ledetraad.web.api.routes import (
    beside,
    calendar,
    changes,
    climate,
    climate_effects,
    economy,
    indicators,
    judgements,
    measures,
    missing,
    observations,
    periods,
    place,
    plans,
    publishing,
    reports,
    rules,
    views,
    years,
)

API = Api(
    title="Ledetråd",
    version="1",
    description=(
        "A municipality's plan at work: plans, measures, indicators and reports. "
        "See docs/api.md for tokens, paging, versions and problems."
    ),
    docs_url=None,
    auth=Bearer(),
    parser=BodyParser(),
    renderer=JsonRenderer(),
)
for one in (
    place,
    plans,
    judgements,
    measures,
    beside,
    indicators,
    observations,
    periods,
    reports,
    climate,
    climate_effects,
    economy,
    years,
    publishing,
    calendar,
    rules,
    missing,
    views,
    changes,
):
    API.add_router("", one.router)


@API.exception_handler(LedetraadError)
def _told(request: HttpRequest, error: LedetraadError) -> HttpResponse:
    return answer(request, error)


@API.exception_handler(Http404)
def _not_there(request: HttpRequest, _error: Http404) -> HttpResponse:
    return answer(request, not_found())


@API.exception_handler(Exception)
def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    return fault(request, error)


def _edged() -> tuple[list[URLPattern | URLResolver], str, str]:
    patterns, app, namespace = API.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = at_the_edge(pattern.callback)
    return patterns, app, namespace


_PATTERNS, _APP, _NAMESPACE = _edged()
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_PATTERNS, _APP), namespace=_NAMESPACE)),
    re_path("", at_the_edge(nothing_here)),
]

"""What every answer has in common: language, headers, and a problem document for every error."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from ledetraad.errors import LedetraadError
from ledetraad.i18n import DEFAULT, LANGUAGES, N_, Language
from ledetraad.web.api.body import take_body
from ledetraad.web.api.problems import Problem, answer, not_found

View = Callable[..., HttpResponseBase]
_LOG = logging.getLogger("django.request")
_NORWEGIAN = "no"
_NOT_ALLOWED = 405


def at_the_edge(view: View) -> View:
    """A view as it is reached from outside; no cookie is heeded, so none can be misused."""

    @csrf_exempt
    def reached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = _language(request)
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        with translation.override(language):
            response = _answer(view, request, *args, **kwargs)
        if head:
            request.method = "HEAD"
            if isinstance(response, HttpResponse):
                response["Content-Length"] = str(len(response.content))
                response.content = b""
        response["Content-Language"] = language
        response.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Authorization", "Accept-Language"])
        return response

    return reached


def nothing_here(_request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
    """The view of every address that is none.

    Raises:
        Http404: always.
    """
    raise Http404


def fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to a fault of ours, which is written in the log."""
    _LOG.error(
        "API: %s",
        request.path,
        exc_info=error,
        extra={"status_code": 500, "request": request},
    )
    return answer(
        request,
        Problem(
            "fault",
            500,
            N_("Something went wrong here, and nothing has been stored."),
            remedy=N_("Try again later; the log of the server says what it was."),
        ),
    )


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        take_body(request)
        response = view(request, *args, **kwargs)
    except Http404:
        return answer(request, not_found())
    except LedetraadError as error:
        return answer(request, error)
    if response.status_code != _NOT_ALLOWED:
        return response
    allow = response.get("Allow", "")
    if "GET" in allow.split(", "):
        allow = f"{allow}, HEAD"
    return answer(
        request,
        Problem(
            "method",
            405,
            N_("This can't be done at this address: %(method)s."),
            remedy=N_("What can be done: %(allow)s."),
            headers={"Allow": allow},
            method=request.method,
            allow=allow,
        ),
    )


def _language(request: HttpRequest) -> Language:
    """The language that the header "Accept-Language" asks for, or Bokmål."""
    header = request.headers.get("Accept-Language", "")
    for wanted, weight in parse_accept_lang_header(header):
        short = wanted.split("-", maxsplit=1)[0]
        if weight and short in LANGUAGES:
            return short
        if weight and short == _NORWEGIAN:
            return DEFAULT
    return DEFAULT

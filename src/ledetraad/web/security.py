"""What the browser is told that pages may do: nothing that does not come from this site."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from ledetraad.web.api.edge import at_the_edge, nothing_here
from ledetraad.web.problems import bad_request

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
_NO_ADDRESS = at_the_edge(nothing_here)
"""The answer to programs, which are told in a problem document."""
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class NoNul:
    """Middleware that takes the character NUL out of what an address asks for.

    PostgreSQL refuses what is asked with it. In the path it leads nowhere.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            of_programs = request.path_info.startswith("/api/")
            return _NO_ADDRESS(request) if of_programs else bad_request(request)
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\0" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "").replace("\0", "")
        return self._get_response(request)


class ContentSecurityPolicy:
    """Middleware that puts the policies on every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = PERMISSIONS
        return response

"""What is shown when something is wrong; each page says what to do next."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse

from ledetraad.errors import LedetraadError
from ledetraad.web.pages import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no page at this address, or it is not for this visitor."""
    return render(request, "problem.html", status=404, kind="not-found", error=exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from this site, or was open too long."""
    return render(request, "problem.html", status=403, kind="form", error=reason)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that isn't read, most often for being too large."""
    large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    kind, status = ("large", 413) if large else ("unread", 400)
    request.user = AnonymousUser()
    return render(request, "problem.html", status=status, kind=kind, error=None)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, told to a visitor of no name: to ask who it is may be what failed."""
    request.user = AnonymousUser()
    return render(request, "problem.html", status=500, kind="fault", error=None)


class Told:
    """Middleware that shows our own errors where no view has shown them itself."""

    def __init__(self, get_response: object) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)  # type: ignore[operator,no-any-return]

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for an error that says what is wrong; others are left to Django."""
        if isinstance(exception, LedetraadError):
            return render(request, "problem.html", status=500, kind="told", error=exception)
        return None

"""The language of the staff's pages: the one chosen, or Bokmål; never guessed from the browser."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ledetraad.i18n import DEFAULT, LANGUAGES


class ChosenLanguage:
    """Middleware that speaks the language kept in the visitor's cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, DEFAULT)
        with translation.override(wanted if wanted in LANGUAGES else DEFAULT):
            return self._get_response(request)

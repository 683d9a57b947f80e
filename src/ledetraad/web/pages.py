"""The staff's pages: the public pages' components and languages, in a shell of their own."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from jinja2 import ChoiceLoader, Environment, PackageLoader

from ledetraad.i18n import DEFAULT, LANGUAGES, Language, catalogue
from ledetraad.publish.site import static
from ledetraad.publish.site.environment import make_environment
from ledetraad.web.accounts.access import Access, access
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.menu import Menu, menu


def language_of(_request: HttpRequest) -> Language:
    """The language that this visitor has chosen, or Bokmål."""
    wanted = (get_language() or DEFAULT).split("-", maxsplit=1)[0]
    return wanted if wanted in LANGUAGES else DEFAULT


@cache
def environment(language: Language) -> Environment:
    """The environment of the public pages, with the staff's templates beside them."""
    shared = make_environment(language)
    return shared.overlay(
        loader=ChoiceLoader([PackageLoader("ledetraad.web"), shared.loader or PackageLoader("")])
    )


def render(
    request: HttpRequest, template: str, *, status: int = 200, **values: Any
) -> HttpResponse:
    """An HTML page from one of the staff's templates.

    Args:
        request: whose language, sign-in and CSRF token the page is made for.
        template: the template's name.
        status: the HTTP status.
        values: what the template is filled with; a plan's own language isn't the page's.
    """
    language = language_of(request)
    page = environment(language).get_template(template)
    html = page.render(
        request=request,
        language=language,
        user=request.user,
        csrf_token=get_token(request),
        assets=settings.STATIC_URL,
        demo=settings.DEMO,
        fingerprint=static.fingerprint,
        translate=catalogue(language).gettext,
        menu_at=partial(_menu_at, request),
        **values,
    )
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _menu_at(request: HttpRequest, place: Municipality, allowed: Access | None) -> Menu:
    """The menu of a page in a municipality; what the person may there is asked for if need be."""
    person = getattr(request, "user", AnonymousUser())
    return menu(place.slug, request.path, (allowed or access(person, place)).anywhere)

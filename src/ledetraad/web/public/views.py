"""The public pages: an address in, a page of a publication out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from ledetraad.hearing.dates import begins_at
from ledetraad.i18n import Language
from ledetraad.publish.site import Invitation, SiteOptions, addresses, split_language
from ledetraad.web.climate.published import PUBLISHED
from ledetraad.web.hearing.opened import OPENED
from ledetraad.web.pages import render
from ledetraad.web.plans.models import Publication
from ledetraad.web.public.library import LIBRARY, Published, published_plans

MINUTE = "public, max-age=60"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The plan, where there is one; the plans to choose among, where there are more."""
    plans = published_plans()
    if len(plans) == 1:
        return redirect("plan", slug=plans[0].slug)
    return render(request, "home.html", plans=plans)


@gzip_page
@require_safe
def page(request: HttpRequest, slug: str, address: str, number: int | None = None) -> HttpResponse:
    """A page of the newest publication, or of the one with a number."""
    published = LIBRARY.find(slug, number)
    if published is None:
        raise Http404
    if _lacks_slash(request.path_info, address, LIBRARY.languages(published)):
        return redirect(f"{request.path}/")
    language, inner = split_language(address, LIBRARY.languages(published))
    site = LIBRARY.site(published, language, site_options(slug, number, published))
    made = site.page(inner, query=request.GET.get("q", ""))
    status = 200
    if made is None:
        made, status = site.page(addresses.NOT_FOUND), 404
        if made is None:
            raise Http404
    response = HttpResponse(made.body, content_type=made.content_type, status=status)
    response["Cache-Control"] = MINUTE
    return response


@require_safe
def publications(request: HttpRequest, slug: str) -> HttpResponse:
    """Every publication of a plan, the newest first, each at its own address."""
    found = list(
        Publication.objects.filter(working_copy__slug=slug)
        .defer("data")
        .select_related("working_copy__municipality")
    )
    if not found:
        raise Http404
    return render(request, "publications.html", publications=found, slug=slug)


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Whether the application and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def _lacks_slash(path: str, address: str, languages: Sequence[Language]) -> bool:
    """Whether an address is that of a folder, written as if it were a page."""
    return address in languages or (
        "." not in address and not path.endswith("/") and bool(resolve(f"{path}/").url_name)
    )


def site_options(slug: str, number: int | None, published: Published) -> SiteOptions:
    """How the pages of a plan are used: of its newest publication, or of the one with a number."""
    own = _address("publication", slug, published.number)
    return SiteOptions(
        dynamic=True,
        assets=settings.STATIC_URL,
        findings=settings.DEMO,
        styleguide=settings.DEMO,
        superseded=published.number != published.newest,
        staff=_address("plans"),
        base=plan_address(slug) if number is None else own,
        publications=_address("publications", slug),
        permanent=own,
        hearing=_invitation(slug),
        climate=reverse("plan", kwargs={"slug": slug}) if PUBLISHED.of(slug) else "",
    )


def plan_address(slug: str) -> str:
    """Where a plan's pages begin."""
    return _address("plan", slug)


@lru_cache(maxsize=1_000)
def _address(name: str, *arguments: str | int) -> str:
    """The address of a page, by its name."""
    return reverse(name, args=arguments)


def _invitation(slug: str) -> Invitation | None:
    """The hearing that a plan's pages lead to, where one has been announced and has begun."""
    known = OPENED.of(slug)
    if known is None:
        return None
    now = timezone.now()
    opens_now = known.open_at(now)
    if not opens_now and now < begins_at(known.opens):
        return None
    return Invitation(plan_address(slug), known.closes, opens_now, known.only)

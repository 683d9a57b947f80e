"""Two publications of a plan held against each other: a page, and a Word document to take away."""

from __future__ import annotations

import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from ledetraad.i18n import Language
from ledetraad.publish.site import addresses, split_language
from ledetraad.publish.site.changes import Chosen
from ledetraad.publish.site.pages.compare import build
from ledetraad.publish.write_changes_docx import DOCX, changes_docx
from ledetraad.web.forms import wholes
from ledetraad.web.pages import language_of
from ledetraad.web.public.library import LIBRARY, Published
from ledetraad.web.public.views import MINUTE, site_options


@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """From the form where two publications are chosen to the page that compares them."""
    numbers = [request.GET.get(name, "") for name in ("fra", "til")]
    chosen = wholes(numbers)
    if len(chosen) != len(numbers):
        raise Http404
    old, new = sorted(chosen)
    published, _ = _both(slug, old, new)
    languages = LIBRARY.languages(published)
    language = language_of(request)
    start = addresses.prefix(language, languages) if language in languages else ""
    return redirect(f"{reverse('plan', args=[slug])}{start}{_address(old, new)}")


@gzip_page
@require_safe
def compare(
    request: HttpRequest, slug: str, old: int, new: int, language: str = ""
) -> HttpResponse:
    """What has changed from one publication to another."""
    before, after = _both(slug, old, new)
    newest = LIBRARY.find(slug) or after
    chosen_language = _language(language, newest)
    site = LIBRARY.site(newest, chosen_language, site_options(slug, None, newest))
    address = _address(old, new)
    content = build(
        site,
        LIBRARY.book(before).snapshot,
        LIBRARY.book(after).snapshot,
        LIBRARY.diff(before, after),
        chosen=Chosen(
            kind=request.GET.get("hva", ""),
            theme=request.GET.get("tema", ""),
            page=_page(request.GET.get("side", "")),
        ),
        roots=(_root(slug, before, chosen_language), _root(slug, after, chosen_language)),
        up=addresses.up(address),
    )
    made = site.whole(address, content)
    response = HttpResponse(made.body, content_type=made.content_type)
    response["Cache-Control"] = MINUTE
    return response


@require_safe
def document(
    _request: HttpRequest, slug: str, old: int, new: int, language: str = ""
) -> HttpResponse:
    """The changes as a Word document in which they are tracked."""
    before, after = _both(slug, old, new)
    snapshot = LIBRARY.book(after).snapshot
    out = io.BytesIO()
    changes_docx(
        LIBRARY.diff(before, after),
        out,
        language=_language(language, after),
        author=snapshot.municipality,
        when=snapshot.published_at,
    )
    response = HttpResponse(out.getvalue(), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{old}-{new}.docx"'
    response["Cache-Control"] = MINUTE
    return response


def _both(slug: str, old: int, new: int) -> tuple[Published, Published]:
    before, after = LIBRARY.find(slug, old), LIBRARY.find(slug, new)
    if before is None or after is None:
        raise Http404
    return before, after


def _address(old: int, new: int) -> str:
    return f"sammenlign/{old}/{new}/"


def _language(wanted: str, published: Published) -> Language:
    languages = LIBRARY.languages(published)
    language, rest = split_language(wanted, languages)
    if rest:
        raise Http404
    return language


def _root(slug: str, published: Published, language: Language) -> str:
    """Where a publication's pages are, in this language if it is in it."""
    languages = LIBRARY.languages(published)
    start = addresses.prefix(language, languages) if language in languages else ""
    return reverse("publication", args=[slug, published.number]) + start


def _page(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 1  # noqa: PLR2004

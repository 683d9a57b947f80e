"""The page that finds anything, whole or as the list that the palette shows."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ledetraad.i18n import catalogue
from ledetraad.web.followup.searching.find import find
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at

_LONGEST = 100


@login_required
@require_safe
def search(request: HttpRequest, place: str) -> HttpResponse:
    """What fits the words that are asked for."""
    allowed = place_of(request, place)
    words = request.GET.get("q", "").replace("\0", "").strip()[:_LONGEST]
    bare = request.GET.get("bare") == "1"
    return render_at(
        request,
        allowed,
        "followup/search_hits.html" if bare else "followup/search.html",
        words=words,
        hits=find(allowed.municipality, words, catalogue(language_of(request)).gettext),
    )

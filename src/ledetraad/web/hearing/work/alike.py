"""The groups of comments that say nearly the same: form letters, and what many have copied."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ledetraad.web.hearing.models import Comment
from ledetraad.web.hearing.work.finding import hearing_of
from ledetraad.web.hearing.work.likeness import groups_of
from ledetraad.web.hearing.work.listed import comment_keys, comments_at
from ledetraad.web.place import render_at

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Group:
    """Comments that say nearly the same.

    Args:
        first: the first of them.
        label: what that is about.
        count: how many there are.
        left: how many of them have no answer.
        onward: the key of the first that has none; of the first of all where all have one.
    """

    first: Comment
    label: str
    count: int
    left: int
    onward: int


@login_required
@require_safe
def index(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The groups, the largest first, page by page."""
    at = hearing_of(request, place, pk)
    page = Paginator(groups_of(at), ON_A_PAGE).get_page(request.GET.get("side", "1"))
    waiting = set(comment_keys(at, done=False))
    shown = []
    for group in page.object_list:
        left = [key for key in group if key in waiting]
        shown.append((group[0], len(group), len(left), (left or group)[0]))
    found = {one.pk: one for one in comments_at(at, [key for key, *_ in shown])}
    return render_at(
        request,
        at.allowed,
        "hearing/desk/alike.html",
        hearing=at.hearing,
        own=at.here,
        page=page,
        groups=[
            Group(found[key], at.label(found[key].element), count, left, onward)
            for key, count, left, onward in shown
            if key in found
        ],
    )

"""Cutting a statement into comments: its paragraphs, each with what it is likely about."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.hearing.placing import Placing, Suggestion, Why, pieces
from ledetraad.i18n import N_
from ledetraad.plan.wording import excerpt
from ledetraad.web.forms import Form, sent
from ledetraad.web.hearing.models import Comment
from ledetraad.web.hearing.services.comment_handle import cut_up
from ledetraad.web.hearing.work.finding import At, hearing_of
from ledetraad.web.hearing.work.listed import comment_keys, comments_at, page_of
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person
from ledetraad.web.shelf import Shelf

WHY_NAMES = {
    Why.NUMBER: N_("named: %(said)s"),
    Why.CODE: N_("has the code %(said)s"),
    Why.WORDS: N_("words in common: %(said)s"),
    Why.PARTS: N_("parts of words in common"),
}
MOST_PIECES = 150
ON_A_PAGE = 20
_SHOWN = 110
_PLACINGS: Shelf[int, Placing] = Shelf(8)


@dataclass(frozen=True, slots=True)
class Likely:
    """An element that a text may be about, as it is shown.

    Args:
        key: the element's.
        label: its level and number.
        words: what it says, in short.
        why: why it is suggested, a phrase with a place for `said`.
        said: what it was found by.
    """

    key: str
    label: str
    words: str
    why: str
    said: str


def placing_of(at: At) -> Placing:
    """What finds the elements that texts are about; a publication never changes."""
    return _PLACINGS.of(at.hearing.publication_id, lambda: Placing(at.proposal.book.index))


def likely(at: At, found: list[Suggestion]) -> list[Likely]:
    """Suggestions as they are shown."""
    return [
        Likely(
            one.element,
            at.label(one.element),
            excerpt(at.words(one.element), _SHOWN),
            WHY_NAMES[one.why],
            one.said,
        )
        for one in found
    ]


@login_required
@require_safe
def unplaced(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The comments on the whole plan that wait for an answer, each with what it may be about."""
    at = hearing_of(request, place, pk)
    keys = comment_keys(at, element="", done=False, text__gt="")
    page = page_of(keys, ON_A_PAGE, request.GET.get("side", "1"))
    placing, found = placing_of(at), comments_at(at, list(page.object_list))
    return render_at(
        request,
        at.allowed,
        "hearing/desk/unplaced.html",
        hearing=at.hearing,
        own=at.here,
        page=page,
        rows=[(one, likely(at, placing.suggest(one.text))) for one in found],
        plan=at.proposal.plan,
        today=timezone.localdate(),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cut_page(request: HttpRequest, place: str, pk: int, comment: int) -> HttpResponse:
    """A comment in its parts; those that are chosen become comments of their own."""
    at = hearing_of(request, place, pk)
    found = at.comment(comment)
    if request.method != "POST":
        return _page(request, at, found, Form({}))
    form = Form(sent(request.POST))
    parts = [
        (row.text("text"), _element(at, row))
        for _, row in form.rows("part")
        if row.text("take") == "1"
    ]
    try:
        cut_up(found, parts, user=person(request), version=form.key("version"))
    except LedetraadError as error:
        return _page(request, at, found, form, error=error)
    return redirect("hearing-statement", place=place, pk=pk, number=found.statement.number)


def _element(at: At, row: Form) -> str:
    """What a part is about: another that was chosen from all, or else one of the likeliest."""
    other = row.text("other")
    key = row.text("element") if other in {"", "-"} else other
    return key if at.words(key) else ""


def _page(
    request: HttpRequest,
    at: At,
    comment: Comment,
    form: Form,
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    placing = placing_of(at)
    parts = pieces(comment.text)[:MOST_PIECES]
    return render_at(
        request,
        at.allowed,
        "hearing/desk/cut.html",
        status=422 if error is not None else 200,
        error=error,
        form=form,
        hearing=at.hearing,
        own=at.here,
        comment=comment,
        statement=comment.statement,
        version=comment.version,
        parts=[(n, one, likely(at, placing.suggest(one))) for n, one in enumerate(parts)],
        choices=at.choices(),
        plan=at.proposal.plan,
    )

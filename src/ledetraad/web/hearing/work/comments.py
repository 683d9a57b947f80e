"""The work list: every comment that is to be answered, shared out, and one of them answered."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.hearing.outcomes import OUTCOME_NAMES, Outcome
from ledetraad.hearing.speakers import SPEAKER_NAMES
from ledetraad.i18n import N_, catalogue
from ledetraad.plan.word_changes import word_changes
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent, wholes
from ledetraad.web.hearing.models import Comment
from ledetraad.web.hearing.names import COMMENT_NAMES
from ledetraad.web.hearing.services.comment_handle import assign, handle
from ledetraad.web.hearing.services.hearing_save import comments_that_count
from ledetraad.web.hearing.services.said_anew import SaidAnew
from ledetraad.web.hearing.work.cutting import likely, placing_of
from ledetraad.web.hearing.work.finding import At, hearing_of
from ledetraad.web.hearing.work.likeness import alike_to
from ledetraad.web.hearing.work.listed import comment_keys, comments_at, page_of
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.pages import language_of
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

ON_A_PAGE = 50
_MOST_ALIKE = 30
_MOST_BESIDE = 20
VIEWS = {
    "igjen": N_("Without an answer"),
    "mine": N_("Mine, without an answer"),
    "": N_("All"),
}
_SHARED = ("summary", "assessment", "outcome", "carried_to", "tags")
"""What those that are alike can be given of another's answer."""
_LONG = ("summary", "assessment", "old_text", "new_text")
_LONGEST = 20_000
_MOST_TAGS = 20


@login_required
@require_safe
def index(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The comments, those that are asked for, page by page."""
    at = hearing_of(request, place, pk)
    wanted = sent(request.GET)
    view = wanted.get("vis", "igjen") if wanted.get("vis", "igjen") in VIEWS else "igjen"
    element, tag = wanted.get("e", ""), wanted.get("ord", "")
    only: dict[str, object] = {}
    if view:
        only["done"] = False
    if view == "mine":
        only["assigned"] = person(request).pk
    if element:
        only["element"] = "" if element == "-" else element
    if tag:
        only["tags__icontains"] = tag[:60]
    page = page_of(comment_keys(at, **only), ON_A_PAGE, wanted.get("side", "1"))
    return render_at(
        request,
        at.allowed,
        "hearing/desk/comments.html",
        hearing=at.hearing,
        own=at.here,
        page=page,
        rows=[(one, at.label(one.element)) for one in comments_at(at, list(page.object_list))],
        view=view,
        views=VIEWS,
        wanted=wanted,
        choices=at.choices(),
        people=[(one.pk, _called(one)) for one in at.people()],
        outcome_names=OUTCOME_NAMES,
        today=timezone.localdate(),
    )


@login_required
@require_POST
def share_out(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Let somebody answer the comments that were ticked."""
    at = hearing_of(request, place, pk)
    keys = wholes(request.POST.getlist("comment"))
    to = at.people().filter(pk=Form(sent(request.POST)).key("to") or 0).first()
    assign(comments_that_count(at.hearing).filter(pk__in=keys), to, user=person(request))
    return redirect("hearing-comments", place=place, pk=pk)


@login_required
@require_POST
def put_on(request: HttpRequest, place: str, pk: int, comment: int) -> HttpResponse:
    """Say what a comment is about, by one press on a suggestion."""
    at = hearing_of(request, place, pk)
    found = at.comment(comment)
    form = Form(sent(request.POST))
    key = form.text("element")
    if at.words(key):
        handle(found, {"element": key}, user=person(request), version=None)
    if form.text("from") == "list":
        return redirect(f"{at.here}merknader/plasser/?side={form.key('side') or 1}")
    return redirect("hearing-comment", place=place, pk=pk, comment=comment)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, place: str, pk: int, comment: int) -> HttpResponse:
    """Answer a comment; where another has changed the same, both texts are shown."""
    at = hearing_of(request, place, pk)
    found = at.comment(comment)
    if request.method != "POST":
        return _page(request, at, found, Form(_written(at, found)))
    form = Form(sent(request.POST))
    try:
        values = _read(form, at)
        handle(found, values, user=person(request), version=form.key("version"))
    except ChangedMeanwhile as error:
        found.refresh_from_db()
        return _page(request, at, found, form, error=error, clashes=_clashes(request, at, error))
    except (FormRefused, SaidAnew) as error:
        if isinstance(error, SaidAnew):
            found.refresh_from_db()
            form = Form({**form.said, "version": str(found.version)})
        return _page(request, at, found, form, error=error)
    if form.text("also"):
        share = {name: values[name] for name in _SHARED}
        for one in comments_at(at, alike_to(at, found)):
            if not one.done:
                handle(one, share, user=person(request), version=None)
    if form.text("next"):
        left = comments_that_count(at.hearing).filter(done=False).exclude(pk=found.pk)
        after = (
            left.filter(
                statement__number__gte=found.statement.number,
            )
            .order_by("statement__number", "place")
            .first()
            or left.order_by("statement__number", "place").first()
        )
        if after is not None:
            return redirect("hearing-comment", place=place, pk=pk, comment=after.pk)
        return redirect("hearing", place=place, pk=pk)
    return redirect("hearing-comment", place=place, pk=pk, comment=comment)


def _page(
    request: HttpRequest,
    at: At,
    comment: Comment,
    form: Form,
    *,
    error: LedetraadError | None = None,
    clashes: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    alike = alike_to(at, comment)
    beside = comment_keys(at, element=comment.element)[: _MOST_BESIDE + 1]
    return render_at(
        request,
        at.allowed,
        "hearing/desk/comment.html",
        status=422 if error is not None else 200,
        error=error,
        clashes=clashes or [],
        form=form,
        version=comment.version if clashes or "version" not in form.said else form.said["version"],
        hearing=at.hearing,
        own=at.here,
        comment=comment,
        statement=comment.statement,
        label=at.label(comment.element),
        words=at.words(comment.element),
        runs=word_changes(comment.was, comment.wording) if comment.wording else (),
        plan=at.proposal.plan,
        newest=at.newest(),
        choices=at.choices(),
        likely=likely(at, placing_of(at).suggest(comment.text)) if not comment.element else [],
        people=[("", ""), *((one.pk, _called(one)) for one in at.people())],
        outcomes=[(one.value, OUTCOME_NAMES[one]) for one in Outcome],
        outcome_names=OUTCOME_NAMES,
        speaker_names=SPEAKER_NAMES,
        alike=comments_at(at, alike[:_MOST_ALIKE]),
        alike_count=len(alike),
        beside=comments_at(at, [key for key in beside if key != comment.pk][:_MOST_BESIDE]),
        past=past_at(request, at.allowed, comment),
        today=timezone.localdate(),
    )


def _read(form: Form, at: At) -> dict[str, Any]:
    """What a form says.

    Raises:
        FormRefused: a field says something it can't.
    """
    outcome, element = form.text("outcome"), form.text("element")
    if outcome and outcome not in set(Outcome):
        form.problems["outcome"] = FieldRefused(
            N_("There is no such outcome."), remedy=N_("Choose one.")
        )
    if outcome == Outcome.CARRIED_ON and not form.text("carried_to"):
        form.problems["carried_to"] = FieldRefused(
            N_("It isn't said to which plan it is carried on."), remedy=N_("Write it.")
        )
    if outcome and not form.text("assessment"):
        form.problems["assessment"] = FieldRefused(
            N_("An outcome without an assessment is no answer."), remedy=N_("Write why.")
        )
    for name in _LONG:
        if len(form.text(name)) > _LONGEST:
            form.problems[name] = FieldRefused(
                N_("This is longer than %(most)s characters."),
                remedy=N_("Write it shorter."),
                most=_LONGEST,
            )
    if form.problems:
        raise FormRefused(form.problems)
    to = at.people().filter(pk=form.key("assigned") or 0).first()
    tags = [" ".join(tag.split())[:60] for tag in form.text("tags").split(",")]
    return {
        **{name: form.text(name) for name in _LONG},
        "element": element if at.words(element) else "",
        "tags": list(dict.fromkeys(tag for tag in tags if tag))[:_MOST_TAGS],
        "outcome": outcome,
        "carried_to": form.text("carried_to")[:200] if outcome == Outcome.CARRIED_ON else "",
        "divided": form.text("divided") == "1",
        "assigned": to.pk if to is not None else None,
    }


def _written(at: At, comment: Comment) -> dict[str, str]:
    return {
        **{name: getattr(comment, name) for name in _LONG},
        "element": comment.element,
        "outcome": comment.outcome,
        "carried_to": comment.carried_to,
        "tags": ", ".join(comment.tags),
        "assigned": str(comment.assigned_id or ""),
        "divided": "1" if comment.divided else "",
        "old_text": comment.old_text or comment.was or at.words(comment.element),
    }


def _clashes(request: HttpRequest, at: At, error: ChangedMeanwhile) -> list[tuple[str, str]]:
    """What the other has written in the fields that both have changed."""
    translate = catalogue(language_of(request)).gettext
    told = []
    for name in sorted(error.fields):
        value = error.now.get(name)
        if name == "outcome" and value:
            value = translate(OUTCOME_NAMES[Outcome(value)])
        elif name == "element":
            value = at.label(str(value or ""))
        elif name == "assigned":
            value = next((_called(one) for one in at.people() if one.pk == value), "")
        elif isinstance(value, list):
            value = ", ".join(value)
        told.append((translate(COMMENT_NAMES[name]), str(value or "–")))
    return told


def _called(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())

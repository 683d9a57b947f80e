"""The statements of a hearing, and one of them: read, released, hidden, anonymised, cut."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.hearing.files import ending_of
from ledetraad.hearing.outcomes import OUTCOME_NAMES
from ledetraad.hearing.personal import PERSONAL_NAMES, find_personal, parted
from ledetraad.hearing.speakers import PRIVATE, SPEAKER_NAMES, Speaker
from ledetraad.i18n import N_
from ledetraad.plan.word_changes import word_changes
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.forms import FieldRefused, Form, FormRefused, chosen, sent, wholes
from ledetraad.web.hearing.channels import CHANNEL_NAMES
from ledetraad.web.hearing.models import Comment, Statement
from ledetraad.web.hearing.public.own import handed_out
from ledetraad.web.hearing.public.place import private
from ledetraad.web.hearing.services.comment_handle import cut
from ledetraad.web.hearing.services.said_anew import SaidAnew
from ledetraad.web.hearing.services.statement_decide import (
    LEFT_OUT,
    LeftOut,
    anonymise,
    decide,
)
from ledetraad.web.hearing.work.finding import At, hearing_of
from ledetraad.web.hearing.work.listed import page_of, statement_keys, statements_at
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

ON_A_PAGE = 50
VIEWS = {
    "": N_("All that count"),
    "ikke-frigitt": N_("Not decided yet"),
    "frigitt": N_("Shown to all"),
    "skjult": N_("Hidden"),
    "trukket": N_("Withdrawn"),
    "venter": N_("Waiting for a mail to be opened"),
}
_COUNTS = Q(confirmed_at__isnull=False, withdrawn_at=None)
_FILTERS = {
    "": _COUNTS,
    "ikke-frigitt": _COUNTS & Q(text_released=False, hidden_why=""),
    "frigitt": _COUNTS & Q(text_released=True, hidden_why=""),
    "skjult": ~Q(hidden_why=""),
    "trukket": Q(withdrawn_at__isnull=False),
    "venter": Q(confirmed_at=None, withdrawn_at=None),
}
_LONGEST_LINE = 300
_LONGEST_LEFT_OUT = 500
_LONGEST_SUMMARY = 5_000


@login_required
@require_safe
def index(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The statements, those that are asked for, page by page."""
    at = hearing_of(request, place, pk)
    wanted = sent(request.GET)
    view = wanted.get("vis", "") if wanted.get("vis", "") in VIEWS else ""
    query = wanted.get("q", "").strip()[:100]
    keys = statement_keys(at, _asked(at, view, query), (view, query))
    page = page_of(keys, ON_A_PAGE, wanted.get("side", "1"))
    shown = statements_at(at, list(page.object_list))
    return render_at(
        request,
        at.allowed,
        "hearing/desk/statements.html",
        hearing=at.hearing,
        own=at.here,
        page=page,
        shown=list(zip(shown, _left(shown), strict=True)),
        view=view,
        views=VIEWS,
        query=wanted.get("q", ""),
        speaker_names=SPEAKER_NAMES,
        today=timezone.localdate(),
    )


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int, number: int) -> HttpResponse:
    """One statement."""
    at = hearing_of(request, place, pk)
    return show_page(request, at, at.statement(number))


@login_required
@require_POST
def act(request: HttpRequest, place: str, pk: int, number: int) -> HttpResponse:
    """Release or hide a statement, take its sender's name away, or cut a comment out of it."""
    at = hearing_of(request, place, pk)
    statement = at.statement(number)
    form = Form(sent(request.POST))
    user = person(request)
    try:
        match form.text("op"):
            case "decide":
                values = _decided(form, request.POST.getlist("files"))
                words = " ".join(form.text("left_out").split())
                left_out = LeftOut(words, form.text("left_out_seen"))
                decide(statement, values, left_out=left_out, user=user, version=form.key("version"))
            case "anonymise":
                erase = form.text("erase") == "1"
                anonymise(statement, erase=erase, user=user, now=timezone.now())
            case "cut":
                element = form.text("element")
                known = element if at.words(element) else ""
                cut(statement, form.text("text"), known, user=user)
    except SaidAnew as error:
        return show_page(request, at, at.statement(number), error=error)
    except ChangedMeanwhile as error:
        statement = at.statement(number)
        if LEFT_OUT in error.fields:
            form = _with_both(form, statement)
        return show_page(request, at, statement, form=form, error=error)
    except LedetraadError as error:
        return show_page(request, at, statement, form=form, error=error)
    return redirect("hearing-statement", place=place, pk=pk, number=number)


@login_required
@require_safe
def file(request: HttpRequest, place: str, pk: int, number: int, file: int) -> HttpResponse:
    """A file that came with a statement."""
    statement = hearing_of(request, place, pk).statement(number)
    return handed_out(get_object_or_404(statement.attachments, pk=file, size__gt=0))


@login_required
@require_safe
def original(request: HttpRequest, place: str, pk: int, number: int, version: int) -> HttpResponse:
    """A version of a statement just as it came, to keep."""
    statement = hearing_of(request, place, pk).statement(number)
    found = get_object_or_404(statement.versions, number=version)
    data = bytes(found.original)
    response = HttpResponse(data, content_type="application/octet-stream")
    name = f"innspill-{number}-v{version}.{ending_of(data)}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return private(response)


def show_page(
    request: HttpRequest,
    at: At,
    statement: Statement,
    *,
    form: Form | None = None,
    error: LedetraadError | None = None,
) -> HttpResponse:
    """The page of a statement, with what is wrong with what was asked of it, if anything is."""
    comments = list(statement.comments.filter(deleted_at=None).select_related("assigned"))
    names = [part for part in statement.name.lower().split() if len(part) > 2]  # noqa: PLR2004
    texts = [text for one in comments for text in (one.text, one.wording)]
    kinds = {one.kind for text in texts for one in find_personal(text)}
    return render_at(
        request,
        at.allowed,
        "hearing/desk/statement.html",
        status=422 if error is not None else 200,
        error=error,
        form=form or Form(_written(statement)),
        hearing=at.hearing,
        own=at.here,
        statement=statement,
        comments=[
            (
                one,
                at.label(one.element),
                parted(one.text, find_personal(one.text)),
                word_changes(one.was, one.wording) if one.wording else (),
            )
            for one in comments
        ],
        answered=bool(comments) and all(one.done for one in comments),
        plan=at.proposal.plan,
        found=[PERSONAL_NAMES[kind] for kind in sorted(kinds)],
        as_shown=[statement.as_shown(text) for text in texts if text],
        names_itself=any(name in text.lower() for name in names for text in texts),
        personal_names=PERSONAL_NAMES,
        files=list(statement.attachments.defer("data", "original")),
        versions=list(statement.versions.defer("original")),
        private=Speaker(statement.speaker) in PRIVATE,
        speakers=[(one.value, SPEAKER_NAMES[one]) for one in Speaker],
        speaker_names=SPEAKER_NAMES,
        channel_names=CHANNEL_NAMES,
        outcome_names=OUTCOME_NAMES,
        choices=at.choices(),
        past=past_at(request, at.allowed, statement),
        today=timezone.localdate(),
    )


def _asked(at: At, view: str, query: str) -> QuerySet[Statement]:
    found = Statement.objects.filter(_FILTERS[view], hearing=at.hearing, deleted_at=None)
    if query.isdecimal():
        found = found.filter(number=int(query[:9]))
    elif query:
        found = found.filter(
            Q(name__icontains=query)
            | Q(journal__icontains=query)
            | Q(pk__in=Statement.objects.filter(comments__text__icontains=query).values("pk"))
        )
    return found


def _left(statements: list[Statement]) -> list[int]:
    """How many comments of each are left to answer, in one query."""
    comments = Comment.objects.filter(statement__in=statements, done=False, deleted_at=None)
    left = dict(comments.order_by().values_list("statement").annotate(Count("pk")))
    return [left.get(one.pk, 0) for one in statements]


def _decided(form: Form, files: list[str]) -> dict[str, Any]:
    """What a form decides.

    Raises:
        FormRefused: a field says something it can't.
    """
    speaker = form.text("speaker")
    if speaker not in set(Speaker):
        form.problems["speaker"] = FieldRefused(
            N_("The sender's kind is missing."), remedy=N_("Choose one.")
        )
    for name, most in (
        ("hidden_why", _LONGEST_LINE),
        ("left_out", _LONGEST_LEFT_OUT),
        ("summary", _LONGEST_SUMMARY),
    ):
        if len(form.text(name)) > most:
            form.problems[name] = FieldRefused(
                N_("This is longer than %(most)s characters."),
                remedy=N_("Write it shorter."),
                most=most,
            )
    hidden = form.text("shown") == "hidden"
    if hidden and not form.text("hidden_why"):
        form.problems["hidden_why"] = FieldRefused(
            N_("What is hidden is hidden for a reason, which its sender is told."),
            remedy=N_("Write it."),
        )
    if form.problems:
        raise FormRefused(form.problems)
    return {
        "speaker": speaker,
        "journal": form.text("journal")[:60],
        "summary": form.text("summary"),
        "text_released": form.text("shown") in {"text", "masked"},
        "masked": form.text("shown") == "masked",
        "name_released": form.text("name_released") == "1",
        "hidden_why": form.text("hidden_why") if hidden else "",
        "files_released": sorted(wholes(chosen(files))),
    }


def _written(statement: Statement) -> dict[str, str]:
    released = "masked" if statement.masked else "text"
    shown = released if statement.text_released else "none"
    return {
        "speaker": statement.speaker,
        "journal": statement.journal,
        "summary": statement.summary,
        "shown": "hidden" if statement.hidden_why else shown,
        "name_released": "1" if statement.name_released else "",
        "hidden_why": statement.hidden_why,
        "left_out": statement.left_out,
        "left_out_seen": statement.left_out_mark,
    }


def _with_both(form: Form, statement: Statement) -> Form:
    """A form in which the words to leave out are those of both who have changed them."""
    both = [one.strip() for one in f"{statement.left_out},{form.text('left_out')}".split(",")]
    return Form(
        {
            **form.said,
            "left_out": ", ".join(dict.fromkeys(filter(None, both))),
            "left_out_seen": statement.left_out_mark,
        }
    )

"""Reply letters: in Word and PDF, joined for printing, and noted as sent."""

from __future__ import annotations

import io

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.publish.hearing.reply import Reply
from ledetraad.publish.hearing.write_reply import replies_pdf, reply_docx, write_replies
from ledetraad.publish.write_changes_docx import DOCX
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent, wholes
from ledetraad.web.hearing.models import Statement
from ledetraad.web.hearing.proposal import proposal_in
from ledetraad.web.hearing.public.place import private
from ledetraad.web.hearing.replying import (
    ANSWERED,
    answered_statements,
    by_hand,
    replies_to,
    with_comments,
)
from ledetraad.web.hearing.services.statement_decide import letters_sent
from ledetraad.web.hearing.work.finding import At, hearing_of
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

PDF = "application/pdf"


@login_required
@require_safe
def index(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Who gets a letter, who has got one by mail, and what is left to send."""
    return _page(request, hearing_of(request, place, pk))


@login_required
@require_POST
def mark(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Note that letters were sent on a day."""
    at = hearing_of(request, place, pk)
    form = Form(sent(request.POST))
    try:
        day = form.day("day")
        if day is None:
            form.problems.setdefault(
                "day", FieldRefused(N_("The day is missing."), remedy=N_("Write it."))
            )
        keys = wholes(request.POST.getlist("statement"))
        if not keys:
            form.problems["statement"] = FieldRefused(
                N_("No letter is chosen."), remedy=N_("Tick those that were sent.")
            )
        if form.problems or day is None:
            raise FormRefused(form.problems)
        letters_sent(answered_statements(at.hearing).filter(pk__in=keys), day, user=person(request))
    except LedetraadError as error:
        return _page(request, at, form=form, error=error)
    return redirect("hearing-letters", place=place, pk=pk)


@login_required
@require_safe
def package(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Each letter in Word and PDF, in a ZIP."""
    at = hearing_of(request, place, pk)
    out = io.BytesIO()
    write_replies(_replies(at, _wanted(request, at)), out)
    return _file(out.getvalue(), "application/zip", f"svarbrev-{pk}.zip")


@login_required
@require_safe
def joined(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The letters in one PDF, to be printed."""
    at = hearing_of(request, place, pk)
    return _file(replies_pdf(_replies(at, _wanted(request, at))), PDF, f"svarbrev-{pk}.pdf")


@login_required
@require_safe
def one_word(request: HttpRequest, place: str, pk: int, number: int) -> HttpResponse:
    """One letter in Word."""
    at = hearing_of(request, place, pk)
    (made,) = _replies(at, _only(at, number))
    return _file(reply_docx(made), DOCX, f"svar-innspill-{number}.docx")


@login_required
@require_safe
def one_pdf(request: HttpRequest, place: str, pk: int, number: int) -> HttpResponse:
    """One letter as PDF."""
    at = hearing_of(request, place, pk)
    return _file(replies_pdf(_replies(at, _only(at, number))), PDF, f"svar-innspill-{number}.pdf")


def _only(at: At, number: int) -> QuerySet[Statement]:
    return Statement.objects.filter(pk=at.statement(number).pk)


def _wanted(request: HttpRequest, at: At) -> QuerySet[Statement]:
    """Those that are left to send by hand, or all."""
    return (
        answered_statements(at.hearing) if request.GET.get("til") == "alle" else by_hand(at.hearing)
    )


def _replies(at: At, statements: QuerySet[Statement]) -> list[Reply]:
    return list(
        replies_to(
            at.hearing,
            with_comments(statements),
            lambda language: proposal_in(at.hearing, language),
            made=timezone.localdate(),
        )
    )


def _page(
    request: HttpRequest,
    at: At,
    *,
    form: Form | None = None,
    error: LedetraadError | None = None,
) -> HttpResponse:
    if isinstance(error, FormRefused) and form is not None:
        form.problems = error.problems
    every = list(answered_statements(at.hearing).select_related("hearing"))
    today = timezone.localdate()
    return render_at(
        request,
        at.allowed,
        "hearing/desk/letters.html",
        status=422 if error is not None else 200,
        error=error,
        form=form or Form({"day": f"{today:%d.%m.%Y}"}),
        hearing=at.hearing,
        own=at.here,
        left=[one for one in every if not one.answer_mailed_at and not one.letter_sent],
        gone=[one for one in every if one.answer_mailed_at or one.letter_sent],
        published=at.hearing.state in ANSWERED,
        signed=bool(at.hearing.said().signature),
        today=today,
    )


def _file(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)

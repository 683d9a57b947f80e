"""Coming back by the private link: reading, correcting, withdrawing, and seeing the answer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.hearing.hearing import State
from ledetraad.hearing.outcomes import OUTCOME_NAMES
from ledetraad.hearing.sending import original
from ledetraad.hearing.speakers import ORGANISATIONS, SPEAKER_NAMES, Speaker
from ledetraad.i18n import N_
from ledetraad.plan.word_changes import word_changes
from ledetraad.web.forms import Form, FormRefused, chosen, sent, wholes
from ledetraad.web.hearing.links import confirmed_by, statement_at
from ledetraad.web.hearing.models import FIRST_CUT, Attachment, Statement
from ledetraad.web.hearing.public.form import Row, Who, Written, read, read_files, written
from ledetraad.web.hearing.public.place import Place, place_of, private
from ledetraad.web.hearing.public.speaking import (
    fields_of,
    form_values,
    row_asked_for,
    wordings,
)
from ledetraad.web.hearing.services.statement_correct import (
    CorrectedMeanwhile,
    confirm,
    correct,
    withdraw,
)

_ANSWERED = frozenset({State.ANSWERED.value, State.ADOPTED.value})


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, slug: str, token: str, language: str = "") -> HttpResponse:
    """What one has said, with the answer when there is one; or withdraw it."""
    place, statement = _own(slug, token, language)
    if request.method == "POST":
        if request.POST.get("op") == "withdraw" and _may_correct(statement):
            withdraw(statement, timezone.now())
        return redirect(f"{place.here}mitt/{token}/")
    return place.page(
        request,
        "hearing/public/own.html",
        f"horing/mitt/{token}/",
        N_("Your statement"),
        script="speak",
        statement=statement,
        token=token,
        fresh="ny" in request.GET,
        may_correct=_may_correct(statement),
        answered=place.hearing.state in _ANSWERED,
        comments=[
            (
                one,
                place.spoken(one.element),
                word_changes(one.was, one.wording) if one.wording else (),
            )
            for one in statement.comments.all()
        ],
        files=statement.attachments.filter(removed_at=None, size__gt=0).defer("data", "original"),
        first=statement.versions.defer("original").first(),
        link=request.build_absolute_uri(f"{place.here}mitt/{token}/"),
        speaker_names=SPEAKER_NAMES,
        outcome_names=OUTCOME_NAMES,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct_own(request: HttpRequest, slug: str, token: str, language: str = "") -> HttpResponse:
    """Change what one has said, as long as the hearing is open."""
    place, statement = _own(slug, token, language)
    if not _may_correct(statement):
        return redirect(f"{place.here}mitt/{token}/")
    if request.method != "POST":
        return _form(request, place, statement, token, _as_written(statement))
    said = written(sent(request.POST), place)
    if row_asked_for(said, place):
        return _form(request, place, statement, token, said)
    attachments = list(statement.attachments.filter(removed_at=None).values_list("pk", flat=True))
    gone = wholes(chosen(request.POST.getlist("remove")))
    remove = [key for key in attachments if key in gone]
    try:
        now_said = read(said, place, keep_empty=True)
        files = read_files(
            request.FILES.getlist("files"), said.form, kept=len(attachments) - len(remove)
        )
        correct(
            statement,
            now_said,
            files,
            places=[row.at + 1 for row in said.rows],
            remove=remove,
            seen=said.form.key("seen") or 0,
            original=original(fields_of(request)),
            wordings=wordings(place, said),
            now=timezone.now(),
        )
    except (FormRefused, CorrectedMeanwhile) as error:
        return _form(request, place, statement, token, said, error=error)
    return redirect(f"{place.here}mitt/{token}/")


@require_safe
def own_file(
    _request: HttpRequest, slug: str, token: str, pk: int, language: str = ""
) -> HttpResponse:
    """A file that one has attached."""
    _, statement = _own(slug, token, language)
    return handed_out(get_object_or_404(statement.attachments, pk=pk, removed_at=None, size__gt=0))


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_mail(request: HttpRequest, slug: str, token: str, language: str = "") -> HttpResponse:
    """Show that a mail reached one; looking at the page changes nothing."""
    statement = confirmed_by(token)
    if statement is None or statement.hearing.plan.slug != slug:
        raise Http404
    place = place_of(slug, language, statement.hearing_id)
    if request.method == "POST":
        confirm(statement, timezone.now())
    return place.page(
        request,
        "hearing/public/confirm.html",
        f"horing/bekreft/{token}/",
        N_("Confirm the statement"),
        statement=statement,
        token=token,
        done=statement.confirmed_at is not None,
    )


def handed_out(file: Attachment) -> HttpResponse:
    """A file as one to keep, never as a page: no browser runs what is in it."""
    response = HttpResponse(bytes(file.data), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=file.name
    )
    response["X-Content-Type-Options"] = "nosniff"
    return private(response)


def _own(slug: str, token: str, language: str) -> tuple[Place, Statement]:
    statement = statement_at(token)
    if statement is None or statement.hearing.plan.slug != slug:
        raise Http404
    return place_of(slug, language, statement.hearing_id), statement


def _may_correct(statement: Statement) -> bool:
    return statement.withdrawn_at is None and statement.hearing.open_at(timezone.now())


def _as_written(statement: Statement) -> Written:
    """A form that says what a statement says."""
    speaker = Speaker(statement.speaker)
    if speaker is Speaker.RESIDENT:
        who = Who.SELF
    elif speaker is Speaker.CHILD:
        who = Who.CHILD
    else:
        who = Who.ORGANISATION if speaker in ORGANISATIONS else Who.BODY
    said = {
        "who": who.value,
        f"{who.value}_kind": speaker.value,
        "name": statement.name,
        "contact": statement.contact,
        "mail": statement.mail,
        "may_name": "1" if statement.may_name else "",
        "area": statement.area,
        "seen": str(statement.versions.count()),
    }
    comments = statement.comments.filter(place__lt=FIRST_CUT)
    rows = [Row(one.place - 1, one.element, one.text, one.wording, kept=True) for one in comments]
    return Written(Form(said), rows)


def _form(
    request: HttpRequest,
    place: Place,
    statement: Statement,
    token: str,
    said: Written,
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    return place.page(
        request,
        "hearing/public/speak.html",
        f"horing/mitt/{token}/rett/",
        N_("Correct your statement"),
        status=422 if error is not None else 200,
        error=error,
        stamp="",
        action=f"{place.here}mitt/{token}/rett/",
        correcting=statement,
        kept_files=statement.attachments.filter(removed_at=None).defer("data", "original"),
        own=f"{place.here}mitt/{token}/",
        **form_values(place, said),
    )

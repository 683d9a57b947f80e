"""Entering statements that came by letter or mail."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError
from ledetraad.hearing.dates import OSLO
from ledetraad.hearing.files import ENDINGS, FileRefused
from ledetraad.hearing.incoming import parts_of
from ledetraad.hearing.mail_in import read_mail
from ledetraad.hearing.sending import Said, Sent, original
from ledetraad.hearing.speakers import SPEAKER_NAMES, Speaker
from ledetraad.i18n import N_
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.hearing.channels import CHANNEL_NAMES
from ledetraad.web.hearing.models import Statement
from ledetraad.web.hearing.public.form import read_files
from ledetraad.web.hearing.public.speaking import fields_of
from ledetraad.web.hearing.services.statement_enter import enter, nonce_of
from ledetraad.web.hearing.services.statement_receive import take_what_is_safe
from ledetraad.web.hearing.work.finding import At, hearing_of
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

_LARGEST_MAIL = 28_000_000


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Enter a statement by hand, or from a mail that was saved as a file."""
    at = hearing_of(request, place, pk)
    today = f"{timezone.localdate():%d.%m.%Y}"
    if request.method != "POST":
        return _page(request, at, Form({"speaker": "resident", "channel": "mail", "day": today}))
    form = Form(sent(request.POST))
    try:
        made = _mail(request, at, form) if "eml" in request.FILES else _written(request, at, form)
    except LedetraadError as error:
        return _page(request, at, form, error=error)
    return redirect("hearing-statement", place=place, pk=pk, number=made.number)


def _written(request: HttpRequest, at: At, form: Form) -> Statement:
    day = form.day("day")
    if day is None:
        form.problems.setdefault(
            "day", FieldRefused(N_("The day is missing."), remedy=N_("Write it."))
        )
    for name in ("name", "text"):
        if not form.text(name):
            form.problems[name] = FieldRefused(N_("This is missing."), remedy=N_("Write it."))
    channels = {"mail", "letter", "meeting"}
    channel = form.text("channel") if form.text("channel") in channels else "letter"
    element = form.text("element")
    values: dict[str, Any] = {
        "speaker": form.text("speaker"),
        "name": form.text("name") or "–",
        "contact": form.text("contact"),
        "mail": form.text("mail"),
        "area": form.text("area") if form.text("area") in at.hearing.said().areas else "",
        "said": [
            Said(element=element if at.words(element) else "", text=part)
            for part in parts_of(form.text("text"))
        ],
        "language": at.language,
    }
    said = form.make(Sent, values, {})
    files = read_files(request.FILES.getlist("files"), form)
    if day is None:
        raise FormRefused(form.problems)
    return enter(
        at.hearing,
        said,
        files,
        channel=Statement.Channel(channel),
        journal=form.text("journal")[:60],
        received_at=datetime.combine(day, time(12), OSLO),
        original=original(fields_of(request)),
        user=person(request),
    )


def _mail(request: HttpRequest, at: At, form: Form) -> Statement:
    file = request.FILES["eml"]
    if not isinstance(file, UploadedFile) or (file.size or 0) > _LARGEST_MAIL:
        raise FormRefused(
            {
                "eml": FileRefused(
                    N_("The file is larger than %(most)s MB."),
                    remedy=N_("Choose a smaller file."),
                    most=_LARGEST_MAIL // 1_000_000,
                )
            }
        )
    data = file.read()
    now = timezone.now()
    try:
        mail = read_mail(data, now)
    except LedetraadError as error:
        form.problems["eml"] = error
        raise FormRefused(form.problems) from None
    taken, left_out = take_what_is_safe(mail.files)
    text = mail.text if not left_out else f"{mail.text}\n\n[{', '.join(left_out)}]"
    said = Sent(
        speaker=Speaker.RESIDENT,
        name=mail.name or mail.address,
        mail=mail.address,
        said=tuple(Said(text=part or "–") for part in parts_of(text)),
        language=at.language,
    )
    return enter(
        at.hearing,
        said,
        taken,
        channel=Statement.Channel.MAIL,
        journal=form.text("eml_journal")[:60],
        received_at=mail.at or now,
        original=(data, hashlib.sha256(data).hexdigest()),
        nonce=nonce_of(at.hearing.pk, hashlib.sha256(data).hexdigest().encode()),
        user=person(request),
    )


def _page(
    request: HttpRequest, at: At, form: Form, *, error: LedetraadError | None = None
) -> HttpResponse:
    if isinstance(error, FormRefused):
        form.problems = error.problems
    return render_at(
        request,
        at.allowed,
        "hearing/desk/enter.html",
        status=422 if error is not None else 200,
        form=form,
        error=error,
        hearing=at.hearing,
        own=at.here,
        speakers=[(one.value, SPEAKER_NAMES[one]) for one in Speaker],
        channels=[(one.value, name) for one, name in CHANNEL_NAMES.items() if one.value != "web"],
        choices=at.choices(),
        endings=ENDINGS,
        areas=[("", "–"), *((one, one) for one in at.hearing.said().areas)],
    )

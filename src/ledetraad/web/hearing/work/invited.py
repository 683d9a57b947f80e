"""Those who are invited: put on the list, sent to, reminded, and who has answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.hearing.files import LARGEST
from ledetraad.hearing.inviting import Body, body, likely, read_bodies
from ledetraad.hearing.sending import MAIL_ADDRESS
from ledetraad.hearing.sheet_rows import heads, read_rows
from ledetraad.hearing.speakers import PRIVATE, SPEAKER_NAMES, Speaker
from ledetraad.hearing.text import clean_line
from ledetraad.i18n import N_, catalogue
from ledetraad.publish.list_sheet import CONTENT_TYPE, Cell, Column, list_workbook
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent, whole
from ledetraad.web.hearing.message_letters import invited_address
from ledetraad.web.hearing.models import Hearing, Invited, Statement
from ledetraad.web.hearing.public.place import private
from ledetraad.web.hearing.services import invitation_save as saving
from ledetraad.web.hearing.services.message_make import (
    reachable,
    send_invitations,
    send_reminders,
    to_remind,
)
from ledetraad.web.hearing.work.finding import At, hearing_of
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

_HEADS = heads(mail=r"e-?post|mail", name=r"navn|name|instans|part|mottaker|avsender")
KINDS = [one for one in Speaker if one not in PRIVATE]


@login_required
@require_safe
def index(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The list, with what became of each."""
    return _page(request, hearing_of(request, place, pk))


@login_required
@require_POST
def act(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Put bodies on the list, or write to those who stand on it."""
    at = hearing_of(request, place, pk)
    form, user, now = Form(sent(request.POST)), person(request), timezone.now()
    told: dict[str, int] = {}
    try:
        match form.text("op"):
            case "add":
                told = _added(at, _pasted(form), user)
            case "sheet":
                told = _added(at, _from_sheet(request, form), user)
            case "copy":
                earlier = get_object_or_404(_earlier(at), pk=form.key("from"))
                made, stood = saving.copy_list(earlier, at.hearing, user=user)
                told = {"made": made, "stood": stood}
            case "send" if at.hearing.announced:
                with transaction.atomic():
                    told = {"sent": send_invitations(at.hearing, now=now)}
            case "remind" if at.hearing.open_at(now):
                with transaction.atomic():
                    today = timezone.localdate(now)
                    told = {"reminded": send_reminders(at.hearing, today, now=now)}
    except LedetraadError as error:
        return _page(request, at, form=form, error=error)
    query = "&".join(f"{name}={count}" for name, count in told.items())
    return redirect(f"{at.here}invitert/?{query}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, place: str, pk: int, invited: int) -> HttpResponse:
    """One of them: name, kind and mail, what came back, and which statement is the answer."""
    at = hearing_of(request, place, pk)
    found = get_object_or_404(
        Invited.objects.select_related("statement", "hearing__plan"),
        pk=invited,
        hearing=at.hearing,
        deleted_at=None,
    )
    if request.method != "POST":
        return _one_page(request, at, found, Form(_written(found)))
    form, user, now = Form(sent(request.POST)), person(request), timezone.now()
    try:
        match form.text("op"):
            case "tie":
                saving.tie(found, _chosen(at, form), user=user)
            case "no-remarks":
                saving.has_no_remarks(found, now=now, user=user)
            case "off":
                saving.take_off(found, user=user, now=now)
                return redirect("hearing-invited", place=place, pk=pk)
            case _:
                saving.change_invited(found, _read(form), user=user, version=form.key("version"))
    except LedetraadError as error:
        if isinstance(error, FormRefused):
            form.problems = error.problems
        return _one_page(request, at, found, form, error=error)
    return redirect("hearing-invited", place=place, pk=pk)


@login_required
@require_safe
def sheet(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The list in Excel, with the personal links, for those who send from elsewhere."""
    at = hearing_of(request, place, pk)
    translate = catalogue(at.language).gettext
    columns = [
        Column(translate(head), width)
        for head, width in (
            (N_("Name"), 34),
            (N_("Kind"), 22),
            (N_("E-mail"), 30),
            (N_("Invited"), 12),
            (N_("Reminded"), 12),
            (N_("Answer"), 20),
            (N_("What came back"), 28),
            (N_("Personal link"), 60),
        )
    ]
    rows: list[list[Cell]] = [
        [
            each.name,
            translate(SPEAKER_NAMES[Speaker(each.speaker)]),
            each.mail,
            timezone.localdate(each.sent_at) if each.sent_at else None,
            timezone.localdate(each.reminded_at) if each.reminded_at else None,
            _answer(each, translate),
            translate(each.bounced) if each.bounced else "",
            _link(request, each),
        ]
        for each in _all(at)
    ]
    made = list_workbook(translate(N_("Invited")), columns, rows, made=timezone.localdate())
    response = HttpResponse(made, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="invitert-{pk}.xlsx"'
    return private(response)


def _page(
    request: HttpRequest,
    at: At,
    *,
    form: Form | None = None,
    error: LedetraadError | None = None,
) -> HttpResponse:
    if isinstance(error, FormRefused) and form is not None:
        form.problems = error.problems
    listed = list(_all(at))
    tied = {each.statement_id for each in listed}
    others = [
        (number, name, mail)
        for key, number, name, mail in Statement.objects.filter(
            hearing=at.hearing, withdrawn_at=None, deleted_at=None
        )
        .exclude(speaker__in=[one.value for one in PRIVATE], mail="")
        .values_list("pk", "number", "name", "mail")
        if key not in tied
    ]
    now = timezone.now()
    return render_at(
        request,
        at.allowed,
        "hearing/desk/invited.html",
        status=422 if error is not None else 200,
        error=error,
        form=form or Form({}),
        hearing=at.hearing,
        own=at.here,
        rows=[
            (each, None if each.answered else likely(each.name, each.mail, others))
            for each in listed
        ],
        answered=sum(each.answered for each in listed),
        told={
            name: count
            for name, value in sent(request.GET).items()
            if name in {"made", "stood", "sent", "reminded"} and (count := whole(value)) is not None
        },
        unsent=reachable(at.hearing).filter(sent_at=None).count(),
        waiting=to_remind(at.hearing).count(),
        open=at.hearing.open_at(now),
        remind_days=at.hearing.said().remind_days,
        mail_works=settings.MAIL,
        earlier=[(each.pk, each.name) for each in _earlier(at)],
        speaker_names=SPEAKER_NAMES,
    )


def _one_page(
    request: HttpRequest,
    at: At,
    invited: Invited,
    form: Form,
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    return render_at(
        request,
        at.allowed,
        "hearing/desk/invited_one.html",
        status=422 if error is not None else 200,
        error=error,
        form=form,
        version=form.said.get("version") or invited.version,
        hearing=at.hearing,
        own=at.here,
        invited=invited,
        link=_link(request, invited),
        kinds=[(one.value, SPEAKER_NAMES[one]) for one in KINDS],
    )


def _all(at: At) -> Any:
    return Invited.objects.filter(hearing=at.hearing, deleted_at=None).select_related(
        "statement", "hearing__plan"
    )


def _earlier(at: At) -> Any:
    """The municipality's other hearings that have invited anybody."""
    others = Hearing.objects.filter(municipality=at.allowed.municipality, deleted_at=None)
    return others.exclude(pk=at.hearing.pk).filter(invited__deleted_at=None).distinct()


def _added(at: At, bodies: list[Body], user: Any) -> dict[str, int]:
    made, stood = saving.invite(at.hearing, bodies, user=user)
    return {"made": made, "stood": stood}


def _pasted(form: Form) -> list[Body]:
    found, strange = read_bodies(form.text("bodies"))
    if strange or not found:
        form.problems["bodies"] = FieldRefused(
            N_("These lines aren't understood: %(lines)s")
            if strange
            else N_("There is nobody on the list."),
            remedy=N_("Write a body on each line: its name, and its mail in < >."),
            lines="; ".join(strange[:5])[:300],
        )
        raise FormRefused(form.problems)
    return list(found)


def _from_sheet(request: HttpRequest, form: Form) -> list[Body]:
    file = request.FILES.get("sheet")
    if not isinstance(file, UploadedFile) or (file.size or 0) > LARGEST:
        form.problems["sheet"] = FieldRefused(
            N_("No file was chosen, or it is too large."), remedy=N_("Choose an Excel file.")
        )
        raise FormRefused(form.problems)
    try:
        rows = read_rows(file.read(), clean_line(file.name or ""), _HEADS, ["name"])
    except LedetraadError as error:
        form.problems["sheet"] = error
        raise FormRefused(form.problems) from None
    found = []
    for row in rows:
        mail = row.cells.get("mail", "")
        if row.cells.get("name"):
            good = MAIL_ADDRESS.fullmatch(mail) is not None
            found.append(body(row.cells["name"], mail if good else ""))
    return found


def _read(form: Form) -> dict[str, str]:
    values = {
        "name": clean_line(form.text("name"))[:150],
        "mail": clean_line(form.text("mail")).lower(),
        "speaker": form.text("speaker"),
        "bounced": clean_line(form.text("bounced"))[:200],
    }
    if not values["name"]:
        form.problems["name"] = FieldRefused(N_("This is missing."), remedy=N_("Write it."))
    if values["mail"] and MAIL_ADDRESS.fullmatch(values["mail"]) is None:
        form.problems["mail"] = FieldRefused(
            N_("This is not an e-mail address."),
            remedy=N_("Write it as name@example.org, or leave it empty."),
        )
    if values["speaker"] not in set(KINDS):
        form.problems["speaker"] = FieldRefused(
            N_("The sender's kind is missing."), remedy=N_("Choose one.")
        )
    if form.problems:
        raise FormRefused(form.problems)
    return values


def _chosen(at: At, form: Form) -> Statement | None:
    """The statement whose number was written; None where none was, to untie.

    Raises:
        FormRefused: there is none of that number.
    """
    if not form.text("number"):
        return None
    found = Statement.objects.filter(
        hearing=at.hearing, number=form.key("number") or 0, deleted_at=None
    ).first()
    if found is None:
        form.problems["number"] = FieldRefused(
            N_("There is no statement of that number."), remedy=N_("Look it up in the list.")
        )
        raise FormRefused(form.problems)
    return found


def _written(invited: Invited) -> dict[str, str]:
    return {
        "name": invited.name,
        "mail": invited.mail,
        "speaker": invited.speaker,
        "bounced": invited.bounced,
        "number": str(invited.statement.number) if invited.statement else "",
    }


def _link(request: HttpRequest, invited: Invited) -> str:
    """The personal link, whole, where the application hasn't been told its own address, too."""
    address = invited_address(invited)
    return request.build_absolute_uri(address) if address else ""


def _answer(invited: Invited, translate: Any) -> str:
    if invited.statement is not None:
        return f"{translate('Statement %(number)s') % {'number': invited.statement.number}}"
    return str(translate(N_("No remarks"))) if invited.no_remarks_at else ""

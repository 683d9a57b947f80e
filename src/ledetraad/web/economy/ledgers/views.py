"""Sending a ledger in, seeing how it went, mending that, and undoing it."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.economy.faults import UnreadableLedger
from ledetraad.economy.ledger import BASIS_NAMES, Basis
from ledetraad.economy.ledger_faults import FAULT_REMEDIES, NEVER_ACCEPTED, FaultKind
from ledetraad.economy.raw_table import READERS
from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.ledgers.mapped import CHOSEN
from ledetraad.web.economy.models import LedgerFile
from ledetraad.web.economy.names import COLUMN_NAMES, STATE_NAMES
from ledetraad.web.economy.services.ledger_again import read_accepting, read_with_columns
from ledetraad.web.economy.services.ledger_begin import LedgerSaid, begin_ledger
from ledetraad.web.economy.services.ledger_discard import discard_ledger
from ledetraad.web.economy.services.ledger_take_back import take_back, use_again
from ledetraad.web.economy.store import ledger_store
from ledetraad.web.forms import FieldRefused, Form, FormRefused, chosen, sent
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person
from ledetraad.web.uploads import may_send

LARGEST = 500_000_000
"""The most bytes of a ledger that is sent in: some four million lines as CSV."""
PATIENCE = 1.5
"""Seconds that a page waits for a ledger that is soon read, before it shows how far it is."""
_LOOK_EVERY = 0.1
_MOST_LISTED = 100
State = LedgerFile.State


@login_required
@may_send(LARGEST)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The ledgers that have been sent in, and a form to send one."""
    allowed = place_of(request, place)
    allowed.require(Action.READ if request.method != "POST" else Action.EDIT_ECONOMY)
    if request.method != "POST":
        year = timezone.localdate().year
        return _index(request, allowed, Form({"year": str(year), "basis": Basis.ACCOUNTS.value}))
    form = Form(sent(request.POST))
    try:
        said, upload = _said(form), _upload(request, form)
        if said is None or upload is None:
            raise FormRefused(form.problems)
        file = begin_ledger(
            allowed.municipality,
            upload.chunks(),
            upload.name or "",
            said,
            user=person(request),
        )
    except FormRefused as refused:
        form.problems = refused.problems
        return _index(request, allowed, form, refused)
    except LedetraadError as error:
        return _index(request, allowed, form, error)
    return redirect("ledger", place=place, pk=file.pk)


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A ledger: how far the reading is, what is wrong, or what was taken in."""
    allowed, file = _file_of(request, place, pk)
    until = time.monotonic() + PATIENCE
    while file.state == State.READING and time.monotonic() < until:
        time.sleep(_LOOK_EVERY)
        file.refresh_from_db()
    return _show(request, allowed, file)


@login_required
@require_safe
def progress(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """How far the reading is, for a page that waits; it is sent on when there is more to see."""
    allowed, file = _file_of(request, place, pk)
    if file.state != State.READING:
        response = HttpResponse(status=200)
        response["HX-Redirect"] = reverse("ledger", args=[place, pk])
        return response
    return render_at(request, allowed, "economy/ledger_progress.html", job=file.job)


@login_required
@require_POST
def choose_columns(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Read the file again, with other columns."""
    allowed, file = _file_of(request, place, pk, Action.EDIT_ECONOMY)
    form = Form(sent(request.POST))
    try:
        read_with_columns(file, {name: form.text(name) for name in CHOSEN}, user=person(request))
    except LedetraadError as error:
        return _show(request, allowed, file, error)
    return redirect("ledger", place=place, pk=pk)


@login_required
@require_POST
def accept(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Read the file again, with some of its faults accepted."""
    allowed, file = _file_of(request, place, pk, Action.EDIT_ECONOMY)
    try:
        kinds = chosen(request.POST.getlist("kind"))
        read_accepting(file, kinds, Form(sent(request.POST)).text("reason"), user=person(request))
    except LedetraadError as error:
        return _show(request, allowed, file, error)
    return redirect("ledger", place=place, pk=pk)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Throw a file away that has not been taken in."""
    _, file = _file_of(request, place, pk, Action.EDIT_ECONOMY)
    if not discard_ledger(file):
        return redirect("ledger", place=place, pk=pk)
    return redirect("ledgers", place=place)


@login_required
@require_POST
def undo(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Take a file out of use; what was in use before it is in use again."""
    allowed, file = _file_of(request, place, pk, Action.EDIT_ECONOMY)
    try:
        take_back(file, user=person(request))
    except LedetraadError as error:
        return _show(request, allowed, file, error)
    return redirect("ledger", place=place, pk=pk)


@login_required
@require_POST
def use(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Take a file into use again."""
    allowed, file = _file_of(request, place, pk, Action.EDIT_ECONOMY)
    try:
        use_again(file, user=person(request), now=timezone.now())
    except LedetraadError as error:
        return _show(request, allowed, file, error)
    return redirect("ledger", place=place, pk=pk)


@login_required
@require_safe
def original(request: HttpRequest, place: str, pk: int) -> HttpResponseBase:
    """The file as it came."""
    _, file = _file_of(request, place, pk)
    try:
        data = ledger_store().original(file.key, file.ending).open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(
        data, as_attachment=True, filename=file.name, content_type="application/octet-stream"
    )
    response["Cache-Control"] = "no-store"
    return response


def _file_of(
    request: HttpRequest, place: str, pk: int, action: Action = Action.READ
) -> tuple[Access, LedgerFile]:
    allowed = place_of(request, place)
    allowed.require(action)
    found = LedgerFile.objects.filter(municipality=allowed.municipality, deleted_at=None)
    return allowed, get_object_or_404(found.select_related("job"), pk=pk)


def _said(form: Form) -> LedgerSaid | None:
    """What the form says of the file; None where it can't be, which is told at the fields."""
    year, last = form.whole("year"), form.whole("last_year")
    if year is None and "year" not in form.problems:
        form.problems["year"] = FieldRefused(
            N_("The year is missing."), remedy=N_("Write the year of account.")
        )
    values = {
        "basis": form.text("basis"),
        "first_year": year,
        "last_year": year if last is None else last,
        "note": form.text("note"),
    }
    try:
        return form.make(LedgerSaid, values, {"first_year": "year", "": "last_year"})
    except FormRefused:
        return None


def _upload(request: HttpRequest, form: Form) -> UploadedFile[Any] | None:
    file = request.FILES.get("document")
    if isinstance(file, UploadedFile) and file.name:
        return file
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise UnreadableLedger(
            N_("The file is too large: the most is %(most)s MB."),
            remedy=N_("Export one year at a time, as CSV."),
            most=LARGEST // 1_000_000,
        )
    form.problems["document"] = FieldRefused(
        N_("No file was chosen."), remedy=N_("Choose the export from the accounts.")
    )
    return None


def _index(
    request: HttpRequest, allowed: Access, form: Form, error: LedetraadError | None = None
) -> HttpResponse:
    files = LedgerFile.objects.filter(municipality=allowed.municipality, deleted_at=None)
    books = Books(allowed.municipality)
    translate = catalogue(language_of(request)).gettext
    return render_at(
        request,
        allowed,
        "economy/ledgers.html",
        status=422 if error is not None else 200,
        error=error,
        form=form,
        files=list(files.defer("faults", "heads", "columns")[:_MOST_LISTED]),
        in_use=_in_use(books),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        bases=[(each.value, translate(name)) for each, name in BASIS_NAMES.items()],
        basis_names=BASIS_NAMES,
        state_names=STATE_NAMES,
        endings=", ".join(READERS),
        largest=LARGEST // 1_000_000,
    )


def _in_use(books: Books) -> dict[int, list[int]]:
    """By the keys of files, the years that they are in use for."""
    found: dict[int, list[int]] = {}
    for book in books.all:
        found.setdefault(book.file.pk, []).append(book.year)
    return found


def _show(
    request: HttpRequest, allowed: Access, file: LedgerFile, error: LedetraadError | None = None
) -> HttpResponse:
    status = 422 if error is not None else 200
    names: dict[str, Any] = {"basis_names": BASIS_NAMES, "state_names": STATE_NAMES}
    if file.state == State.READING:
        return render_at(
            request,
            allowed,
            "economy/ledger_waiting.html",
            status=status,
            file=file,
            job=file.job,
            **names,
        )
    mapping = file.mapping()
    said = dict(request.POST.items()) if error is not None else {}
    return render_at(
        request,
        allowed,
        "economy/ledger.html",
        status=status,
        file=file,
        error=error,
        said=said,
        faults=file.told_faults(),
        acceptable={kind.value for kind in FaultKind if kind not in NEVER_ACCEPTED},
        remedies={kind.value: words for kind, words in FAULT_REMEDIES.items()},
        mapping=mapping,
        named=mapping.named() if mapping is not None else {},
        column_names=COLUMN_NAMES,
        parts=list(file.parts.defer("codes", "names")),
        used=_in_use(Books(allowed.municipality)).get(file.pk, []),
        past=past_at(request, allowed, file),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        **names,
    )

"""Own definitions of the statutory tables: taken in, looked at, changed, undone."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from pydantic import ValidationError

from ledetraad.economy.amounts import KEY_AMOUNTS
from ledetraad.economy.definition import (
    Definitions,
    DefinitionsFile,
    standard_definitions,
    standard_file,
)
from ledetraad.economy.definition_checks import definition_faults
from ledetraad.economy.faults import InvalidDefinition
from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.readers.registry import LARGEST
from ledetraad.validation import first_fault
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.acting import restore_thing
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.changes.kinds import BY_NAME
from ledetraad.web.economy.definitions.form import (
    KIND_NAMES,
    SHOWN_NAMES,
    read_table,
    written_table,
)
from ledetraad.web.economy.models import OwnDefinitions
from ledetraad.web.economy.rules.form import rows_of
from ledetraad.web.economy.services.definitions_set import (
    begin_definitions,
    codes_known,
    set_table,
)
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import delete
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_FIRST, _LAST = 1990, 2100


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The program's definitions, the municipality's own, and a way to take in others."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    return _index(request, allowed, Form({"year": str(timezone.localdate().year)}))


@login_required
@require_POST
def begin(request: HttpRequest, place: str) -> HttpResponse:
    """Take a file of definitions in, or begin from the program's."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_ECONOMY)
    form = Form(sent(request.POST))
    try:
        file = _file(request, form)
        made = begin_definitions(allowed.municipality, file, user=person(request))
    except FormRefused as refused:
        form.problems = refused.problems
        return _index(request, allowed, form, refused)
    except LedetraadError as error:
        return _index(request, allowed, form, error)
    return redirect("definition", place=place, pk=made.pk)


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The tables, what the check says of each, and what has been changed."""
    allowed, own = _own_of(request, place, pk, Action.READ)
    return _show(request, allowed, own)


@login_required
@require_safe
def download(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The definitions as a file that can be taken in again."""
    _, own = _own_of(request, place, pk, Action.READ)
    text = own.said().model_dump_json(indent=1, exclude_none=True)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="oppstillinger-{own.year}.json"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int, table: str) -> HttpResponse:
    """A table's lines, to be changed."""
    allowed, own = _own_of(request, place, pk, Action.EDIT_ECONOMY)
    before = next((each for each in own.values()["tables"] if each["id"] == table), None)
    if before is None or own.deleted_at is not None:
        raise Http404
    if request.method != "POST":
        return _form(request, allowed, own, before, Form(written_table(before)))
    form = Form(sent(request.POST))
    try:
        set_table(own, read_table(form, before), user=person(request), version=form.key("version"))
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, own, before, form, error=refused)
    except LedetraadError as error:
        return _form(request, allowed, own, before, form, error=error)
    except ValidationError as error:
        at, why = first_fault(error)
        wrong = InvalidDefinition(
            N_("The definition of tables won't do at “%(place)s”: %(why)s."), place=at, why=why
        )
        return _form(request, allowed, own, before, form, error=wrong)
    return redirect("definition", place=place, pk=pk)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Go back to the definitions that were in force before these; they can be restored."""
    _, own = _own_of(request, place, pk, Action.EDIT_ECONOMY)
    delete(own, user=person(request), now=timezone.now())
    return redirect("definition", place=place, pk=pk)


@login_required
@require_POST
def bring_back(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Restore definitions."""
    allowed, own = _own_of(request, place, pk, Action.EDIT_ECONOMY)
    try:
        restore_thing(allowed, person(request), BY_NAME[OwnDefinitions.kind()], own)
    except LedetraadError as error:
        return _show(request, allowed, _own_of(request, place, pk, Action.READ)[1], error)
    return redirect("definition", place=place, pk=pk)


def _own_of(
    request: HttpRequest, place: str, pk: int, action: Action
) -> tuple[Access, OwnDefinitions]:
    allowed = place_of(request, place)
    allowed.require(action)
    found = OwnDefinitions.objects.filter(municipality=allowed.municipality)
    if not allowed.may(Action.EDIT_ECONOMY):
        found = found.filter(deleted_at=None)
    return allowed, get_object_or_404(found, pk=pk)


def _file(request: HttpRequest, form: Form) -> DefinitionsFile:
    """What is taken in: the file that was sent, or the program's own for a year."""
    sent_file = request.FILES.get("document")
    if isinstance(sent_file, UploadedFile) and sent_file.name:
        try:
            return DefinitionsFile.model_validate_json(sent_file.read(LARGEST))
        except ValidationError as error:
            at, why = first_fault(error)
            raise InvalidDefinition(
                N_("The definition of tables won't do at “%(place)s”: %(why)s."),
                where=sent_file.name,
                place=at or "{}",
                why=why,
            ) from None
    year = form.whole("year")
    if year is None or not _FIRST <= year <= _LAST:
        form.problems.setdefault(
            "year",
            FieldRefused(N_("The year is missing."), remedy=N_("Write the year of account.")),
        )
    if form.problems or year is None:
        raise FormRefused(form.problems)
    return standard_file().model_copy(update={"year": year})


def _checked(allowed: Access, definitions: Definitions) -> list[dict[str, Any]]:
    """Each table with what the check says of it."""
    known = codes_known(allowed.municipality)
    return [
        {"table": table, "faults": definition_faults(table, known[table.account_class])}
        for table in definitions.tables
    ]


def _index(
    request: HttpRequest, allowed: Access, form: Form, error: LedetraadError | None = None
) -> HttpResponse:
    every = OwnDefinitions.objects.filter(municipality=allowed.municipality)
    may_edit = allowed.may(Action.EDIT_ECONOMY)
    return render_at(
        request,
        allowed,
        "economy/definitions.html",
        status=422 if error is not None else 200,
        error=error,
        form=form,
        own=list(every.filter(deleted_at=None)),
        deleted=list(every.filter(deleted_at__isnull=False)[:50]) if may_edit else [],
        standard=standard_definitions(),
        checked=_checked(allowed, standard_definitions()),
        may_edit=may_edit,
    )


def _show(
    request: HttpRequest, allowed: Access, own: OwnDefinitions, error: LedetraadError | None = None
) -> HttpResponse:
    definitions = own.definitions()
    return render_at(
        request,
        allowed,
        "economy/definition.html",
        status=422 if error is not None else 200,
        error=error,
        own=own,
        definitions=definitions,
        checked=_checked(allowed, definitions),
        leaned_on=_leaned_on(definitions),
        past=past_at(request, allowed, own),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
    )


def _leaned_on(definitions: Definitions) -> list[tuple[str, list[str]]]:
    """The amounts of the financial rules, and the lines that they are: as these tables have them.

    A line that is not there any more is told by its number alone.
    """
    tables = {each.key: each for each in definitions.tables}
    found = []
    for amount in KEY_AMOUNTS.values():
        lines = []
        for key, post, _ in amount.parts:
            table = tables.get(key)
            row = table.by_post.get(post) if table is not None else None
            words = row.label if row is not None else "–"
            paragraph = table.paragraph if table is not None else key
            lines.append(f"{paragraph[max(paragraph.find('§'), 0) :]}, {post} {words}")
        if lines:
            found.append((amount.name, lines))
    return found


def _form(
    request: HttpRequest,
    allowed: Access,
    own: OwnDefinitions,
    table: dict[str, Any],
    form: Form,
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    translate = catalogue(language_of(request)).gettext
    return render_at(
        request,
        allowed,
        "economy/definition_edit.html",
        status=422 if error is not None else 200,
        error=error,
        own=own,
        table=table,
        form=form,
        rows=rows_of(form.said, "rows"),
        version=form.said.get("version") or own.version,
        kinds=[(each.value, translate(name)) for each, name in KIND_NAMES.items()],
        ways=[(value, translate(name)) for value, name in SHOWN_NAMES.items()],
    )

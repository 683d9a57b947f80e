"""Taking in an edition of the climate accounts, correcting what is told of it, and deleting it."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.climate.faults import UnreadableEmissions
from ledetraad.climate.sectors import BOUNDARY_NAMES, STANDARD_SCOPES, Boundary
from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.climate.files import LARGEST, sent_file
from ledetraad.web.climate.finding import one_of
from ledetraad.web.climate.models import AccountsEdition
from ledetraad.web.climate.services.edition_take import Told, faults_of, take_edition
from ledetraad.web.climate.telling import clashes
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import ChangedMeanwhile, change, delete, restore
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_LENGTHS = {"name": 100, "source": 300, "region": 100, "note": 1_000}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Take in a file."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_CLIMATE)
    if request.method != "POST":
        return _form(request, allowed, Form({}))
    form = Form(sent(request.POST))
    try:
        told = _told(form)
        data, name = sent_file(request)
        kept = take_edition(allowed.municipality, data, name, told, user=person(request))
    except FormRefused as refused:
        return _form(request, allowed, form, error=refused)
    except UnreadableEmissions as error:
        return _form(request, allowed, form, error=error, faults=faults_of(error))
    except LedetraadError as error:
        return _form(request, allowed, form, error=error)
    return redirect("climate-edition", place=place, pk=kept.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Correct what is told of an edition; its figures never change."""
    allowed, kept = one_of(request, place, AccountsEdition, pk, Action.EDIT_CLIMATE)
    if request.method != "POST":
        day = kept.published
        said = kept.values() | {"published": f"{day.day}.{day.month}.{day.year}"}
        return _form(request, allowed, Form({name: str(one) for name, one in said.items()}), kept)
    form = Form(sent(request.POST))
    try:
        told = _told(form)
        values = {
            "name": told.name,
            "published": told.published.isoformat(),
            "source": told.source,
            "note": told.note,
        }
        change(kept, values, user=person(request), version=form.key("version"))
    except (FormRefused, ChangedMeanwhile) as error:
        kept.refresh_from_db()
        return _form(request, allowed, form, kept, error=error)
    return redirect("climate-edition", place=place, pk=pk)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Delete an edition; it can be restored for a year."""
    _, kept = one_of(request, place, AccountsEdition, pk, Action.EDIT_CLIMATE)
    delete(kept, user=person(request), now=timezone.now())
    return redirect("climate-edition", place=place, pk=pk)


@login_required
@require_POST
def bring_back(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Restore an edition."""
    _, kept = one_of(request, place, AccountsEdition, pk, Action.EDIT_CLIMATE, deleted=True)
    restore(kept, user=person(request))
    return redirect("climate-edition", place=place, pk=pk)


def _told(form: Form) -> Told:
    """What the form tells of the file.

    Raises:
        FormRefused: a field says something it can't.
    """
    texts = {name: form.text(name) for name in _LENGTHS}
    published = form.day("published")
    for name in ("name", "source"):
        if not texts[name]:
            form.problems[name] = _wanted()
    if published is None:
        form.problems.setdefault("published", _wanted())
    for name, most in _LENGTHS.items():
        if len(texts[name]) > most:
            form.problems[name] = FieldRefused(
                N_("This is too long."), remedy=N_("Use at most %(most)s characters."), most=most
            )
    if form.problems or published is None:
        raise FormRefused(form.problems)
    text = form.text("boundary") or Boundary.AREA_DIRECT.value
    if text not in set(Boundary):
        raise FormRefused(
            {"boundary": FieldRefused(N_("This can't be chosen."),
                                      remedy=N_("Choose one of those that are in the list."))}
        )  # fmt: skip
    example = form.text("example") == "1"
    return Told(published=published, example=example, boundary=Boundary(text), **texts)


def _wanted() -> FieldRefused:
    return FieldRefused(N_("This is missing."), remedy=N_("Fill it in."))


def _form(
    request: HttpRequest,
    allowed: Access,
    form: Form,
    kept: AccountsEdition | None = None,
    *,
    error: LedetraadError | None = None,
    faults: Sequence[LedetraadError] = (),
) -> HttpResponse:
    return render_at(
        request,
        allowed,
        "climate/edition_edit.html",
        status=422 if error is not None else 200,
        form=form,
        kept=kept,
        error=error,
        clashes=clashes(error, catalogue(language_of(request)).gettext),
        faults=faults,
        largest=LARGEST // 1_000_000,
        boundaries=[(each, BOUNDARY_NAMES[each], STANDARD_SCOPES[each]) for each in Boundary],
    )

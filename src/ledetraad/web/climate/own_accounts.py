"""Accounts of the municipality's own operations, made of its activities and purchases."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ledetraad.climate.sectors import BOUNDARY_NAMES, OWN_SECTORS, STANDARD_SCOPES, Boundary
from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.climate.own_reading import years_of
from ledetraad.web.climate.services.own_freeze import freeze_own
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_LONGEST_NAME = 100


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Make an edition of accounts of all that is written down."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_CLIMATE)
    if request.method != "POST":
        begun = {"boundary": Boundary.OWN_OPERATIONS.value}
        return _form(request, allowed, Form(begun))
    form = Form(sent(request.POST))
    try:
        name, boundary = form.text("name")[:_LONGEST_NAME], form.text("boundary")
        if not name:
            form.problems["name"] = FieldRefused(N_("This is missing."), remedy=N_("Fill it in."))
        if boundary not in set(OWN_SECTORS):
            form.problems["boundary"] = FieldRefused(
                N_("This can't be chosen."), remedy=N_("Choose one of those that are in the list.")
            )
        if form.problems:
            raise FormRefused(form.problems)
        made = freeze_own(
            allowed.municipality,
            Boundary(boundary),
            name,
            today=timezone.localdate(),
            user=person(request),
            translate=catalogue(language_of(request)).gettext,
        )
    except LedetraadError as error:
        return _form(request, allowed, form, error)
    return redirect("climate-edition", place=place, pk=made.pk)


def _form(
    request: HttpRequest, allowed: Access, form: Form, error: LedetraadError | None = None
) -> HttpResponse:
    if isinstance(error, FormRefused):
        form.problems = error.problems
    return render_at(
        request,
        allowed,
        "climate/own_accounts.html",
        status=422 if error is not None else 200,
        form=form,
        error=error,
        years=sorted(years_of(allowed.municipality)),
        boundaries=[(each, BOUNDARY_NAMES[each], STANDARD_SCOPES[each]) for each in OWN_SECTORS],
    )

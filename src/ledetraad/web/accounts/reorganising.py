"""Units that end: one that becomes others, and several that become one."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.answers_for import MOST_NAMED, answers_for, can_take_over, going_on
from ledetraad.web.accounts.models import Unit
from ledetraad.web.accounts.rights import ROLE_NAMES, Action
from ledetraad.web.accounts.services.unit_split import end_with_successors
from ledetraad.web.accounts.services.units_merge import merge_units
from ledetraad.web.followup.indicators.finding import units_of
from ledetraad.web.forms import FieldRefused, Form, chosen, sent
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """What a unit answers for, and ending it."""
    allowed = _manages(request, place)
    able = Unit.objects.filter(municipality=allowed.municipality, ends=None)
    unit = get_object_or_404(able.select_related("municipality"), pk=pk)
    units = can_take_over(units_of(allowed.municipality), unit)
    form = Form(sent(request.POST))
    became = _picked(request, "became", units)
    measures = going_on(unit).only("pk", "name", "unit")
    if request.method == "POST":
        receiver = _one(form, "receiver", units)
        chosen_for = {one.pk: _one(form, f"to-{one.pk}", units) for one in measures}
        shares = {key: to for key, to in chosen_for.items() if to is not None}
        on = _day(form)
        if on is not None and not form.problems:
            try:
                end_with_successors(unit, on, receiver, became, user=person(request), shares=shares)
            except LedetraadError as error:
                form.problems["on"] = error
            else:
                return redirect("people", place=place)
    return render_at(
        request,
        allowed,
        "people/unit_end.html",
        status=422 if form.problems else 200,
        form=form,
        unit=unit,
        units=units,
        became=became,
        measures=measures,
        sharing=[one.pk for one in measures if form.text(f"to-{one.pk}")],
        found=answers_for(unit),
        most=MOST_NAMED,
        role_names=ROLE_NAMES,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, place: str) -> HttpResponse:
    """Several units that become one."""
    allowed = _manages(request, place)
    units = [unit for unit in units_of(allowed.municipality) if unit.ends is None]
    form = Form(sent(request.POST))
    merged = _picked(request, "merged", units)
    if request.method == "POST":
        parent = _one(form, "parent", units)
        on = _day(form)
        if on is not None and not form.problems:
            try:
                merge_units(
                    allowed.municipality,
                    merged,
                    form.text("name"),
                    parent,
                    on,
                    user=person(request),
                )
            except LedetraadError as error:
                return _merge_page(request, allowed, form, units, merged, error=error)
            return redirect("people", place=place)
    return _merge_page(request, allowed, form, units, merged)


def _merge_page(
    request: HttpRequest,
    allowed: Access,
    form: Form,
    units: list[Unit],
    merged: list[Unit],
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    return render_at(
        request,
        allowed,
        "people/units_merge.html",
        status=422 if form.problems or error is not None else 200,
        form=form,
        units=units,
        merged=merged,
        error=error,
    )


def _manages(request: HttpRequest, place: str) -> Access:
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_UNITS)
    return allowed


def _picked(request: HttpRequest, name: str, units: list[Unit]) -> list[Unit]:
    """The units that are ticked; those that can't be are left out."""
    keys = set(chosen(request.POST.getlist(name)))
    return [unit for unit in units if str(unit.pk) in keys]


def _one(form: Form, name: str, units: list[Unit]) -> Unit | None:
    if not form.text(name):
        return None
    for unit in units:
        if str(unit.pk) == form.text(name):
            return unit
    form.problems[name] = FieldRefused(
        N_("This is not in the list."), remedy=N_("Choose from the list.")
    )
    return None


def _day(form: Form) -> date | None:
    on = form.day("on")
    if on is None and "on" not in form.problems:
        form.problems["on"] = FieldRefused(
            N_("The day that the unit ends is missing."),
            remedy=N_("Write the day, such as 31.12.2027."),
        )
    return on

"""The page of units and people, and what is done on it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.account import account_page
from ledetraad.web.accounts.managing import person_of
from ledetraad.web.accounts.models import Membership, Unit
from ledetraad.web.accounts.rights import ROLE_NAMES, Action, Role
from ledetraad.web.changes.at_page import rows_at
from ledetraad.web.followup.indicators.finding import units_of
from ledetraad.web.forms import Form, sent
from ledetraad.web.people.services.recorded import PERSON, UNIT
from ledetraad.web.people.services.roles_change import RoleRefused, give, take
from ledetraad.web.people.services.unit_change import add_unit, change_unit
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person
from ledetraad.web.signin.fresh import freshly
from ledetraad.web.signin.services.demand_set import DEMAND
from ledetraad.web.signin.services.group_role_change import GROUP

_MOST_CHANGES = 30


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with how deep it stands, whether it has ended, and what it became."""

    unit: Unit
    depth: int
    ended: bool
    became: list[str]


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The units as a tree, and the people with what they are."""
    return _page(request, place_of(request, place))


@login_required
@require_POST
def new_unit(request: HttpRequest, place: str) -> HttpResponse:
    """Make a unit."""
    allowed = _may(request, place, Action.MANAGE_UNITS)
    form = Form(sent(request.POST))
    try:
        add_unit(
            allowed.municipality,
            form.text("name"),
            _unit(allowed, form, "parent"),
            user=person(request),
        )
    except LedetraadError as error:
        return _page(request, allowed, error)
    return redirect("people", place=place)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_unit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Give a unit another name or place, on a page of its own."""
    allowed = _may(request, place, Action.MANAGE_UNITS)
    unit = get_object_or_404(Unit, pk=pk, municipality=allowed.municipality)
    form = Form({"name": unit.name, "parent": str(unit.parent_id or "")})
    if request.method == "POST":
        form = Form(sent(request.POST))
        try:
            parent = _unit(allowed, form, "parent")
            change_unit(unit, form.text("name"), parent, user=person(request))
        except LedetraadError as error:
            form.problems["name"] = error
        else:
            return redirect("people", place=place)
    return render_at(
        request,
        allowed,
        "people/unit.html",
        status=422 if form.problems else 200,
        unit=get_object_or_404(Unit, pk=pk),
        form=form,
        choices=[(one.pk, one.name) for one in _going_on(allowed) if one.pk != pk],
    )


@login_required
@freshly("account")
@require_POST
def give_role(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Give somebody who is here another role beside those they have."""
    allowed = _may(request, place, Action.MANAGE_PEOPLE)
    shown = person_of(allowed, pk)
    form = Form(sent(request.POST))
    try:
        role, unit = _role(form), _unit(allowed, form, "unit")
        give(allowed.municipality, shown, role, unit, user=person(request))
    except LedetraadError as error:
        return account_page(request, allowed, shown, error=error)
    return redirect("account", place=place, pk=pk)


@login_required
@require_POST
def take_role(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Take a role away."""
    allowed = _may(request, place, Action.MANAGE_PEOPLE)
    found = Membership.objects.select_related("user", "municipality", "unit")
    membership = get_object_or_404(found, pk=pk, municipality=allowed.municipality)
    try:
        take(membership, user=person(request))
    except LedetraadError as error:
        return account_page(request, allowed, membership.user, error=error)
    left = Membership.objects.filter(municipality=allowed.municipality, user=membership.user_id)
    if left.exists():
        return redirect("account", place=place, pk=membership.user_id)
    return redirect("people", place=place)


def _may(request: HttpRequest, place: str, action: Action) -> Access:
    allowed = place_of(request, place)
    allowed.require(action)
    return allowed


def _unit(allowed: Access, form: Form, name: str) -> Unit | None:
    if not form.text(name):
        return None
    unit = Unit.objects.filter(municipality=allowed.municipality, pk=form.key(name) or 0).first()
    if unit is None:
        raise Http404
    return unit


def _going_on(allowed: Access) -> list[Unit]:
    """The units that have not been told to end, as their tree has them."""
    return [unit for unit in units_of(allowed.municipality) if unit.ends is None]


def _role(form: Form) -> Role:
    said = form.text("role")
    if said not in set(Role):
        raise RoleRefused(N_("No role was chosen."), remedy=N_("Choose what the person is to be."))
    return Role(said)


def _page(
    request: HttpRequest, allowed: Access, error: LedetraadError | None = None
) -> HttpResponse:
    municipality, today = allowed.municipality, timezone.localdate()
    units = units_of(municipality)
    depths: dict[int, int] = {}
    for unit in units:
        depths[unit.pk] = depths.get(unit.parent_id or 0, -1) + 1
    became: dict[int, list[str]] = {}
    for unit_, name in Unit.objects.filter(municipality=municipality).values_list(
        "pk", "successors__name"
    ):
        if name:
            became.setdefault(unit_, []).append(name)
    memberships = Membership.objects.filter(municipality=municipality).select_related(
        "user", "unit"
    )
    people: dict[User, list[Membership]] = {}
    for one in memberships.order_by("user__first_name", "user__last_name", "user__username"):
        people.setdefault(one.user, []).append(one)
    return render_at(
        request,
        allowed,
        "people/people.html",
        status=422 if error is not None else 200,
        error=error,
        rows=[
            UnitRow(unit, depths[unit.pk], not unit.is_on(today), became.get(unit.pk, []))
            for unit in units
        ],
        going_on=[unit for unit in units if unit.ends is None],
        people=people,
        role_names=ROLE_NAMES,
        changes=rows_at(request, allowed, UNIT, PERSON, GROUP, DEMAND, most=_MOST_CHANGES),
        may_units=allowed.may(Action.MANAGE_UNITS),
        may_people=allowed.may(Action.MANAGE_PEOPLE),
    )

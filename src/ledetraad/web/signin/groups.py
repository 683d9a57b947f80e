"""The page on which an administrator says what those of a provider's groups are."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Membership, Unit
from ledetraad.web.accounts.rights import ROLE_NAMES, Action, Role
from ledetraad.web.forms import FieldRefused, Form, sent
from ledetraad.web.people.services.roles_change import RoleRefused
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person
from ledetraad.web.signin.models import GroupRole
from ledetraad.web.signin.oidc.providers import Provider
from ledetraad.web.signin.services.group_role_change import (
    GroupRefused,
    add_group_role,
    remove_group_role,
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, place: str) -> HttpResponse:
    """What those of each group are, and saying it of one more."""
    allowed = _manages(request, place)
    form = Form(sent(request.POST))
    if request.method == "POST" and _added(request, allowed, form):
        return redirect("groups", place=place)
    here = {"municipality": allowed.municipality}
    return render_at(
        request,
        allowed,
        "signin/groups.html",
        status=422 if form.problems else 200,
        form=form,
        group_roles=GroupRole.objects.filter(**here).select_related("unit"),
        providers=_providers(allowed),
        provider_names={one.key: one.name for one in settings.OIDC.values()},
        roles=[(role.value, ROLE_NAMES[role]) for role in Role],
        role_names=ROLE_NAMES,
        units=_units(allowed),
        given=Membership.objects.filter(**here).exclude(given_by="").count(),
    )


@login_required
@require_POST
def remove(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Say no longer what those of a group are."""
    allowed = _manages(request, place)
    found = GroupRole.objects.select_related("municipality", "unit")
    group_role = get_object_or_404(found, pk=pk, municipality=allowed.municipality)
    remove_group_role(group_role, user=person(request))
    return redirect("groups", place=place)


def _manages(request: HttpRequest, place: str) -> Access:
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PEOPLE)
    return allowed


def _providers(allowed: Access) -> list[Provider]:
    known: list[Provider] = list(settings.OIDC.values())
    return [one for one in known if one.speaks_for(allowed.municipality.slug)]


def _units(allowed: Access) -> list[Unit]:
    going_on = Unit.objects.filter(municipality=allowed.municipality, ends=None)
    return list(going_on.order_by("name"))


def _added(request: HttpRequest, allowed: Access, form: Form) -> bool:
    """Whether what a form says is said now; else what is wrong stands at its fields."""
    known = {one.key: one for one in _providers(allowed)}
    units = {one.pk: one for one in _units(allowed)}
    provider, role = known.get(form.text("provider")), form.text("role")
    unit = units.get(form.key("unit") or 0)
    if provider is None:
        form.problems["provider"] = _not_listed()
    if role not in set(Role):
        form.problems["role"] = _not_listed()
    if form.text("unit") and unit is None:
        form.problems["unit"] = _not_listed()
    if form.problems or provider is None:
        return False
    try:
        add_group_role(
            allowed.municipality,
            provider,
            group=form.text("group"),
            name=form.text("name"),
            role=Role(role),
            unit=unit,
            user=person(request),
        )
    except GroupRefused as error:
        form.problems["group"] = error
    except RoleRefused as error:
        form.problems["unit"] = error
    return not form.problems


def _not_listed() -> LedetraadError:
    return FieldRefused(N_("This is not in the list."), remedy=N_("Choose from the list."))

"""The account of somebody who works in the municipality, for those who manage its people."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.links import DAYS, password_link
from ledetraad.web.accounts.managing import is_ours_alone, person_of, refuse_shared
from ledetraad.web.accounts.models import Membership, Unit
from ledetraad.web.accounts.rights import ROLE_NAMES, Action, Role
from ledetraad.web.accounts.services.account_close import close_account, open_account
from ledetraad.web.accounts.services.member_new import new_member
from ledetraad.web.accounts.services.person_add import AccountRefused
from ledetraad.web.accounts.services.person_describe import describe, refuse_no_address
from ledetraad.web.accounts.sessions import own_sessions
from ledetraad.web.followup.indicators.finding import units_of
from ledetraad.web.forms import FieldRefused, Form, sent
from ledetraad.web.people.services.recorded import PERSON, keep
from ledetraad.web.people.services.roles_change import RoleRefused
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person
from ledetraad.web.signin.entering import is_fresh
from ledetraad.web.signin.factors.held import second_steps
from ledetraad.web.signin.fresh import freshly, sign_in_again
from ledetraad.web.signin.models import Identity

_SAVED = {
    "sign_out_everywhere": N_("The person is signed out everywhere."),
    "reset_steps": N_("The second steps are removed, and the person is signed out everywhere."),
}


@login_required
@freshly("account-new")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Make an account for somebody new; the link for choosing a password is shown this once."""
    allowed = _manages(request, place)
    form = Form(sent(request.POST))
    if request.method == "POST":
        made = _made(request, allowed, form)
        if made is not None:
            return account_page(request, allowed, made, link=password_link(request, made))
    units = Unit.objects.filter(municipality=allowed.municipality, ends=None).order_by("name")
    return render_at(
        request,
        allowed,
        "people/new_person.html",
        status=422 if form.problems else 200,
        form=form,
        roles=[(role.value, ROLE_NAMES[role]) for role in Role],
        units=units,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """An account, and saying what its person is called and where mail goes."""
    if request.method == "POST":
        return _described(request, place, pk=pk)
    allowed = _manages(request, place)
    return account_page(request, allowed, person_of(allowed, pk))


@freshly("account")
def _described(request: HttpRequest, place: str, *, pk: int) -> HttpResponse:
    """The account with another name or address: mail to it, and a provider, lead into it."""
    allowed = _manages(request, place)
    shown = person_of(allowed, pk)
    form = Form(sent(request.POST))
    try:
        refuse_shared(shown, request.user)
        describe(
            allowed.municipality,
            shown,
            full_name=form.text("name"),
            email=form.text("email"),
            user=person(request),
        )
    except LedetraadError as error:
        form.problems["email"] = error
        return account_page(request, allowed, person_of(allowed, pk), form=form)
    return redirect("account", place=place, pk=pk)


@login_required
@freshly("account")
@require_POST
def link(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Make a link by which the person chooses another password; it is shown this once."""
    allowed = _manages(request, place)
    shown = person_of(allowed, pk)
    try:
        refuse_shared(shown, request.user)
        if shown == request.user:
            raise AccountRefused(
                N_("You can't make a link to your own account."),
                remedy=N_("Change your password on your own page."),
            )
        if not shown.is_active:
            raise _closed(shown)
    except LedetraadError as error:
        return account_page(request, allowed, shown, error=error)
    called = shown.get_full_name() or shown.username
    made = {"link": [None, "made"]}
    keep(allowed.municipality, PERSON, shown.pk, called, dict(made), user=person(request))
    return account_page(request, allowed, shown, link=password_link(request, shown))


@login_required
@require_POST
def close(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Close the account."""
    allowed = _manages(request, place)
    shown = person_of(allowed, pk)
    try:
        refuse_shared(shown, request.user)
        close_account(allowed.municipality, shown, user=person(request))
    except LedetraadError as error:
        return account_page(request, allowed, shown, error=error)
    return redirect("account", place=place, pk=pk)


@login_required
@freshly("account")
@require_POST
def reopen(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Open the account again."""
    allowed = _manages(request, place)
    shown = person_of(allowed, pk)
    try:
        refuse_shared(shown, request.user)
    except LedetraadError as error:
        return account_page(request, allowed, shown, error=error)
    open_account(allowed.municipality, shown, user=person(request))
    return redirect("account", place=place, pk=pk)


def _manages(request: HttpRequest, place: str) -> Access:
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PEOPLE)
    return allowed


def _made(request: HttpRequest, allowed: Access, form: Form) -> User | None:
    """The person that a form describes, made; None where a field won't do."""
    role = form.text("role")
    if role not in set(Role):
        form.problems["role"] = FieldRefused(
            N_("No role was chosen."), remedy=N_("Choose what the person is to be.")
        )
    unit = Unit.objects.filter(
        municipality=allowed.municipality, ends=None, pk=form.key("unit") or 0
    ).first()
    if form.text("unit") and unit is None:
        form.problems["unit"] = FieldRefused(
            N_("This is not in the list."), remedy=N_("Choose from the list.")
        )
    try:
        refuse_no_address(form.text("email"))
    except LedetraadError as error:
        form.problems["email"] = error
    if form.problems:
        return None
    try:
        return new_member(
            allowed.municipality,
            name=form.text("user"),
            full_name=form.text("name"),
            email=form.text("email"),
            role=Role(role),
            unit=unit,
            user=person(request),
        )
    except RoleRefused as error:
        form.problems["unit"] = error
    except AccountRefused as error:
        form.problems["user"] = error
    return None


def _closed(shown: User) -> AccountRefused:
    return AccountRefused(
        N_("The account is closed."),
        where=shown.get_full_name() or shown.username,
        remedy=N_("Open it first."),
    )


def account_page(
    request: HttpRequest,
    allowed: Access,
    shown: User,
    *,
    link: str = "",
    error: LedetraadError | None = None,
    form: Form | None = None,
) -> HttpResponse:
    """The page of somebody's account.

    Args:
        request: whose page it is.
        allowed: what they may do.
        shown: whose account.
        link: one for choosing a password, where it was made just now.
        error: why what was asked for was not done.
        form: what was written, where it won't do.
    """
    here = Membership.objects.filter(municipality=allowed.municipality, user=shown)
    return render_at(
        request,
        allowed,
        "people/account.html",
        status=422 if error is not None or form is not None else 200,
        shown=shown,
        form=form or Form({"name": shown.get_full_name(), "email": shown.email}),
        held=here.select_related("unit").order_by("role", "unit__name"),
        role_names=ROLE_NAMES,
        roles=[(role.value, ROLE_NAMES[role]) for role in Role],
        units=[one for one in units_of(allowed.municipality) if one.ends is None],
        ours_alone=is_ours_alone(shown, request.user),
        link=link,
        days=DAYS,
        error=error,
        saved=_SAVED.get(request.GET.get("lagret", "")),
        sessions=len(own_sessions(shown, None)),
        steps=second_steps(shown),
        by_provider=Identity.objects.filter(user=shown).exists(),
        fresh=is_fresh(request),
        again=sign_in_again(request.path),
    )

"""The page on which a person makes and ends the tokens that other programs use for them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.services.token_make import MOST_DAYS, MadeToken, TokenRefused, make_token
from ledetraad.web.api.services.token_revoke import revoke_token
from ledetraad.web.forms import FieldRefused, Form, sent
from ledetraad.web.limits import Limit
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person
from ledetraad.web.signin.fresh import freshly

MADE = Limit("token-made", most=20, seconds=3600)
"""Tokens that one person makes."""
SCOPE_NAMES = {ApiToken.Scope.READ: N_("read"), ApiToken.Scope.WRITE: N_("read and change")}
_USUAL_DAYS = 365


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest, place: str) -> HttpResponse:
    """One's own tokens, and making one; its text is shown this once."""
    allowed = place_of(request, place)
    if request.method != "POST":
        return _page(request, allowed, Form({"days": str(_USUAL_DAYS)}))
    return _make(request, place)


@freshly("api-tokens")
def _make(request: HttpRequest, place: str) -> HttpResponse:
    allowed, form = place_of(request, place), Form(sent(request.POST))
    made = _made(request, allowed, form)
    if made is None:
        return _page(request, allowed, form, status=422)
    return _page(request, allowed, Form({"days": str(_USUAL_DAYS)}), made=made)


@login_required
@require_POST
def end(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Make a token void at once: one's own, or any where one manages the people."""
    allowed = place_of(request, place)
    token = get_object_or_404(_seen(request, allowed), pk=pk)
    revoke_token(token.pk, by=person(request), now=timezone.now())
    return redirect("api-tokens", place=place)


def _seen(request: HttpRequest, allowed: Access) -> QuerySet[ApiToken]:
    here = ApiToken.objects.filter(municipality=allowed.municipality)
    if not allowed.may(Action.MANAGE_PEOPLE):
        here = here.filter(user=person(request))
    return here


def _made(request: HttpRequest, allowed: Access, form: Form) -> MadeToken | None:
    """The token that a form asks for; None where a field won't do."""
    days, scope = form.whole("days"), form.text("scope")
    if scope not in set(ApiToken.Scope):
        form.problems["scope"] = FieldRefused(
            N_("Nothing was chosen."), remedy=N_("Choose what the token is to be good for.")
        )
    if days is None:
        form.problems.setdefault(
            "days",
            FieldRefused(N_("The number of days is missing."), remedy=N_("Write it in digits.")),
        )
    if form.problems or days is None:
        return None
    user = person(request)
    if not MADE.spend(str(user.pk)):
        form.problems["name"] = TokenRefused(
            N_("You have made many tokens in a short time."), remedy=N_("Wait an hour.")
        )
        return None
    try:
        return make_token(
            user,
            allowed.municipality,
            name=form.text("name"),
            scope=ApiToken.Scope(scope),
            days=days,
            now=timezone.now(),
            by=user,
        )
    except TokenRefused as error:
        form.problems["days"] = error
    except LedetraadError as error:
        form.problems["name"] = error
    return None


def _page(
    request: HttpRequest,
    allowed: Access,
    form: Form,
    *,
    made: MadeToken | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    good = Q(revoked_at=None, ends_at__gt=now)
    seen = list(_seen(request, allowed).filter(good).select_related("user"))
    mine = person(request).pk
    return render_at(
        request,
        allowed,
        "people/tokens.html",
        status=status,
        form=form,
        made=made,
        own_tokens=[one for one in seen if one.user_id == mine],
        others=[one for one in seen if one.user_id != mine],
        manages=allowed.may(Action.MANAGE_PEOPLE),
        scope_names=SCOPE_NAMES,
        scopes=[(scope.value, name) for scope, name in SCOPE_NAMES.items()],
        most_days=MOST_DAYS,
    )

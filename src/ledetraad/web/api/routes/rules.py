"""The rules of the follow-up, and turning them off and on."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Body, Query, Router
from ninja.responses import Status

from ledetraad.checks.followup.run import FOLLOWUP_RULES
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking, Caller
from ledetraad.web.api.choosing import merged
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.shapes.choices import (
    RuleOffChange,
    RuleOffIn,
    RuleOffOut,
    RuleOut,
    rule_off_out,
    rule_out,
)
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.followup.missing.services.rule_turn import turn_off, turn_on
from ledetraad.web.followup.models import RuleOff
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.pages import language_of

router = Router(tags=["rules"])
_ONE = "/rules-off/{int:key}"


@router.get("/rules", response={200: Page[RuleOut], **READ_ERRORS})
def rules(request: Asking, asked: Query[PageQuery]) -> Page[RuleOut]:
    """Every rule of the follow-up, and whether it is off in the municipality."""
    translate = catalogue(language_of(request)).gettext
    off = {one.code: one for one in _off(request.auth)}
    some, total = part(FOLLOWUP_RULES, asked)
    return Page[RuleOut].model_construct(
        items=[rule_out(one, off.get(one.code), translate) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/rules-off", response={200: Page[RuleOffOut], **READ_ERRORS})
def rules_off(request: Asking, asked: Query[PageQuery]) -> Page[RuleOffOut]:
    """The rules that are off, and why."""
    some, total = part(_off(request.auth).order_by("code"), asked)
    return Page[RuleOffOut].model_construct(
        items=[rule_off_out(one) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.post("/rules-off", response={201: RuleOffOut, **ERRORS})
def turn_one_off(request: Asking, response: HttpResponse, body: RuleOffIn) -> Status[RuleOffOut]:
    """Turn a rule off, and say why."""
    caller = request.auth
    caller.allowed.require(Action.CHOOSE_RULES)
    if body.code not in {rule.code for rule in FOLLOWUP_RULES}:
        raise FormRefused(
            {
                "code": FieldRefused(
                    N_("There is no such rule."), remedy=N_("Look it up among the rules.")
                )
            }
        )
    with transaction.atomic():
        if _off(caller).filter(code=body.code).exists():
            raise FieldRefused(
                N_("The rule is off already."), remedy=N_("Change why, or turn it on.")
            )
        _turn_off(caller, body.code, body.reason)
        made = _off(caller).get(code=body.code)
    response["Location"] = f"{request.path}/{made.pk}"
    tell(response, made.version)
    return Status(201, rule_off_out(made))


@router.get(_ONE, response={200: RuleOffOut, **READ_ERRORS})
def rule_off(request: Asking, response: HttpResponse, key: int) -> RuleOffOut:
    """A rule that is off."""
    found = _one(request.auth, key)
    tell(response, found.version)
    return rule_off_out(found)


@router.patch(
    _ONE, response={200: RuleOffOut, **ERRORS}, openapi_extra={"x-merges": "RuleOffChange"}
)
def change_why(
    request: Asking, response: HttpResponse, key: int, body: Body[dict[str, Any]]
) -> RuleOffOut:
    """Say anew why a rule is off."""
    caller = request.auth
    require_version(request)
    with transaction.atomic():
        held = _one(caller, key, held=True)
        require_same(request, held.version)
        _turn_off(caller, held.code, merged(RuleOffChange, {"reason": held.reason}, body).reason)
    return rule_off(request, response, key)


@router.delete(_ONE, response={204: None, **ERRORS})
def turn_one_on(request: Asking, key: int) -> Status[None]:
    """Turn a rule on."""
    caller = request.auth
    require_version(request)
    with transaction.atomic():
        held = _one(caller, key, held=True)
        require_same(request, held.version)
        turn_on(caller.municipality, held.code, user=caller.user, now=timezone.now())
    return Status(204, None)


def _turn_off(caller: Caller, code: str, reason: str) -> None:
    try:
        turn_off(caller.municipality, code, reason, user=caller.user)
    except FieldRefused as refused:
        raise FormRefused({"reason": refused}) from None


def _off(caller: Caller) -> QuerySet[RuleOff]:
    return RuleOff.objects.filter(municipality=caller.municipality, deleted_at=None)


def _one(caller: Caller, key: int, *, held: bool = False) -> RuleOff:
    """A rule that is off; held, so that nobody else changes it meanwhile, by those who may.

    Raises:
        Http404: there is none, or the caller may not.
    """
    if held:
        caller.allowed.require(Action.CHOOSE_RULES)
    found = _off(caller).filter(pk=key)
    one = (found.select_for_update() if held else found).first()
    if one is None:
        raise Http404
    return one

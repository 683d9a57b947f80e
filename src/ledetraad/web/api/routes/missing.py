"""What the follow-up is missing, and settling that it is meant so."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone
from ninja import Query, Router

from ledetraad.i18n import catalogue
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.paging import Page, next_address, part
from ledetraad.web.api.shapes.missing import MissingOut, MissingQuery, SettleIn, missing_out
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.followup.indicators.finding import units_of
from ledetraad.web.followup.missing.gather import looked_at
from ledetraad.web.followup.missing.rows import (
    Filter,
    Missing,
    Names,
    Teller,
    asked_for,
    is_settled,
    settled_of,
)
from ledetraad.web.followup.missing.services.lack_settle import settle, take_back
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.pages import language_of

router = Router(tags=["missing"])
_ONE = "/missing/{key}"


@router.get("/missing", response={200: Page[MissingOut], **READ_ERRORS})
def missing(request: Asking, asked: Query[MissingQuery]) -> Page[MissingOut]:
    """What the follow-up is missing, by the rules that are on."""
    caller = request.auth
    place = caller.municipality
    looked, settled = looked_at(place, timezone.localdate()), settled_of(place)
    plan = looked.plans.get(asked.plan) if asked.plan is not None else None
    if asked.plan is not None and plan is None:
        raise Http404
    wanted = Filter(plan=plan.slug if plan else "", unit=asked.unit, person=asked.person)
    found = [
        lack
        for lack in asked_for(looked, wanted, units_of(place))
        if is_settled(lack, settled) is asked.settled and asked.rule in {"", lack.code}
    ]
    some, total = part(found, asked)
    translate = catalogue(language_of(request)).gettext
    rows = Teller(caller.allowed, Names.of(looked), translate).told(some, settled)
    return Page[MissingOut].model_construct(
        items=[missing_out(one, looked.numbers) for one in rows],
        total=total,
        next=next_address(request, asked, total),
    )


@router.post(f"{_ONE}/settle", response={200: MissingOut, **ERRORS})
def settle_one(request: Asking, key: str, body: SettleIn) -> MissingOut:
    """Settle that it is meant so; it is told of again when what it rests on is another."""
    found = _named(request, key, may=True)
    try:
        settle(request.auth.municipality, found.lack, body.reason, user=request.auth.user)
    except FieldRefused as refused:
        raise FormRefused({"reason": refused}) from None
    return _out(request, key)


@router.post(f"{_ONE}/unsettle", response={200: MissingOut, **ERRORS})
def unsettle(request: Asking, key: str) -> MissingOut:
    """Let it be told of again."""
    found = _named(request, key, may=True)
    if found.settled is None:
        raise Http404
    take_back(found.settled, user=request.auth.user, now=timezone.now())
    return _out(request, key)


def _out(request: Asking, key: str) -> MissingOut:
    looked = looked_at(request.auth.municipality, timezone.localdate())
    return missing_out(_named(request, key), looked.numbers)


def _named(request: Asking, key: str, *, may: bool = False) -> Missing:
    """What is missing, by what it is known again by.

    Args:
        request: who asks.
        key: by which it is known again.
        may: whether the caller has to be let to settle it.

    Raises:
        Http404: it is not missing, or the caller may not.
    """
    caller = request.auth
    looked = looked_at(caller.municipality, timezone.localdate())
    found = [one for one in looked.lacks if ":".join(map(str, one.name)) == key]
    if not found:
        raise Http404
    translate = catalogue(language_of(request)).gettext
    settled = settled_of(caller.municipality, found)
    (one,) = Teller(caller.allowed, Names.of(looked), translate).told(found[:1], settled)
    if may and not one.may_settle:
        raise Http404
    return one

"""Indicators: found, made, changed, deleted and restored."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Body, Query, Router
from ninja.responses import Status

from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking, Caller
from ledetraad.web.api.choosing import check_indicator, merged
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.shapes.changes import ChangeOut, change_out
from ledetraad.web.api.shapes.indicators import (
    IndicatorIn,
    IndicatorOut,
    IndicatorQuery,
    indicator_out,
)
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import choices_of, units_of
from ledetraad.web.followup.indicators.rows import Filter, select
from ledetraad.web.followup.listing import Window
from ledetraad.web.followup.models import Indicator
from ledetraad.web.followup.newest import IndicatorNow, with_newest
from ledetraad.web.history.recording import change, delete, history, make, restore

router = Router(tags=["indicators"])
_SORTS = {"name": "navn", "unit": "enhet", "age": "alder", "worst": "vurdering"}


@router.get("/indicators", response={200: Page[IndicatorOut], **READ_ERRORS})
def indicators(request: Asking, asked: Query[IndicatorQuery]) -> Page[IndicatorOut]:
    """The municipality's indicators, each with its newest value."""
    municipality = request.auth.municipality
    elements, units = Elements(municipality), units_of(municipality)
    wanted, today = _wanted(asked, elements), timezone.localdate()
    window = Window(asked.offset, asked.limit)
    found = select(wanted, municipality, elements, units, today, window=window)
    return Page[IndicatorOut](
        items=[indicator_out(one.now) for one in found.rows],
        total=found.total,
        next=next_address(request, asked, found.total),
    )


@router.post("/indicators", response={201: IndicatorOut, **ERRORS})
def make_one(request: Asking, response: HttpResponse, body: IndicatorIn) -> Status[IndicatorOut]:
    """Make an indicator."""
    caller = request.auth
    caller.allowed.require(Action.EDIT_INDICATOR)
    values = check_indicator(body, choices_of(caller.municipality))
    made = make(
        Indicator(municipality=caller.municipality),
        values.model_dump(mode="json"),
        user=caller.user,
    )
    response["Location"] = f"{request.path}/{made.pk}"
    return Status(201, indicator(request, response, made.pk))


@router.get("/indicators/{int:key}", response={200: IndicatorOut, **READ_ERRORS})
def indicator(request: Asking, response: HttpResponse, key: int) -> IndicatorOut:
    """An indicator with its newest value."""
    found = indicator_of(request.auth, key)
    newest = found.newest.pk if found.newest is not None else 0
    tell(response, found.indicator.version, newest)
    return indicator_out(found)


@router.patch(
    "/indicators/{int:key}",
    response={200: IndicatorOut, **ERRORS},
    openapi_extra={"x-merges": "IndicatorIn"},
)
def change_one(
    request: Asking, response: HttpResponse, key: int, body: Body[dict[str, Any]]
) -> IndicatorOut:
    """Change some of what an indicator says (JSON merge patch, RFC 7396)."""
    caller = request.auth
    require_version(request)
    with transaction.atomic():
        held = held_indicator(caller, key, Action.EDIT_INDICATOR)
        require_same(request, held.version)
        now = held.said()
        number = held.measure.number if held.measure is not None else None
        before = {**now.model_dump(mode="json"), "measure": number}
        said = merged(IndicatorIn, before, body)
        values = check_indicator(said, choices_of(caller.municipality, now))
        change(held, values.model_dump(mode="json"), user=caller.user, version=held.version)
    return indicator(request, response, key)


@router.delete("/indicators/{int:key}", response={204: None, **ERRORS})
def delete_one(request: Asking, key: int) -> Status[None]:
    """Delete an indicator; it can be restored for a year."""
    require_version(request)
    with transaction.atomic():
        held = held_indicator(request.auth, key, Action.EDIT_INDICATOR)
        require_same(request, held.version)
        delete(held, user=request.auth.user, now=timezone.now())
    return Status(204, None)


@router.post("/indicators/{int:key}/restore", response={200: IndicatorOut, **ERRORS})
def restore_one(request: Asking, response: HttpResponse, key: int) -> IndicatorOut:
    """Restore an indicator that was deleted."""
    found = indicator_of(request.auth, key, Action.EDIT_INDICATOR, deleted=True)
    restore(found.indicator, user=request.auth.user)
    return indicator(request, response, key)


@router.get("/indicators/{int:key}/history", response={200: Page[ChangeOut], **READ_ERRORS})
def changes(request: Asking, key: int, asked: Query[PageQuery]) -> Page[ChangeOut]:
    """Every change of an indicator, the newest first; measures stand by their keys there."""
    found, total = part(history(indicator_of(request.auth, key).indicator), asked)
    return Page[ChangeOut](
        items=[change_out(one) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


def indicator_of(
    caller: Caller, key: int, action: Action = Action.READ, *, deleted: bool = False
) -> IndicatorNow:
    """An indicator that the caller may do something with, and its newest value.

    Raises:
        Http404: there is none, or the caller may not.
    """
    asked = Indicator.objects.filter(municipality=caller.municipality, pk=key)
    found = with_newest(asked if deleted else asked.filter(deleted_at=None))
    if not found:
        raise Http404
    caller.allowed.require(action, found[0].indicator.unit_id)
    return found[0]


def held_indicator(caller: Caller, key: int, action: Action) -> Indicator:
    """An indicator that the caller may do something with, which nobody else changes meanwhile.

    Raises:
        Http404: there is none, or the caller may not.
    """
    found = indicator_of(caller, key, action).indicator
    Indicator.objects.select_for_update().get(pk=found.pk)
    return indicator_of(caller, key, action).indicator


def _wanted(asked: IndicatorQuery, elements: Elements) -> Filter:
    known = elements.plans.get(asked.plan) if asked.plan is not None else None
    plan = known.plan.slug if known is not None else ""
    if asked.plan is not None and known is None:
        raise Http404
    return Filter(
        plan=f"{plan}:{asked.theme}" if plan and asked.theme else plan,
        unit=asked.unit,
        judgement=asked.judgement,
        stale=asked.stale,
        words=asked.words.replace("\0", "").strip(),
        deleted=asked.deleted,
        sort=_SORTS[asked.sort],
    )

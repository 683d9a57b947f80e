"""What measures do to emissions: read, written, changed, taken out and put back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Body, Query, Router
from ninja.responses import Status

from ledetraad.climate.part import PartValues
from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking, Caller
from ledetraad.web.api.choosing import merged
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.problems import Problem
from ledetraad.web.api.routes.measures import measure_for
from ledetraad.web.api.shapes.changes import ChangeOut, change_out
from ledetraad.web.api.shapes.climate import EffectOut, effect_out
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.climate.models import ClimatePart
from ledetraad.web.climate.services.part_write import part_of, refuse_problems, write_part
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.recording import delete, history, restore

router = Router(tags=["climate"])
_HERE = "/measures/{int:number}/climate"


@router.get("/climate/effects", response={200: Page[EffectOut], **READ_ERRORS})
def effects(request: Asking, asked: Query[PageQuery]) -> Page[EffectOut]:
    """What the measures do to emissions, in order of their numbers."""
    request.auth.allowed.require(Action.READ)
    every = ClimatePart.objects.filter(
        municipality=request.auth.municipality, deleted_at=None, measure__deleted_at=None
    )
    found, total = part(every.select_related("measure").order_by("measure__number"), asked)
    return Page[EffectOut].model_construct(
        items=[effect_out(one) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get(_HERE, response={200: EffectOut, **READ_ERRORS})
def effect(request: Asking, response: HttpResponse, number: int) -> EffectOut:
    """What a measure does to emissions."""
    found = _part(measure_for(request.auth, number))
    tell(response, found.version)
    return effect_out(found)


@router.post(_HERE, response={201: EffectOut, **ERRORS})
def write(
    request: Asking, response: HttpResponse, number: int, body: PartValues
) -> Status[EffectOut]:
    """Write what a measure does to emissions, where nothing is written of it yet."""
    caller = request.auth
    with transaction.atomic():
        measure = _held(caller, number)
        if part_of(measure) is not None:
            raise Problem(
                "refused",
                409,
                N_("The effect of this measure is written already."),
                remedy=N_("Get it, and change it by PATCH."),
            )
        refuse_problems(body, measure)
        made = write_part(measure, body, user=caller.user)
    response["Location"] = request.path
    tell(response, made.version)
    return Status(201, effect_out(made))


@router.patch(_HERE, response={200: EffectOut, **ERRORS}, openapi_extra={"x-merges": "PartValues"})
def change_one(
    request: Asking, response: HttpResponse, number: int, body: Body[dict[str, Any]]
) -> EffectOut:
    """Change some of it (JSON merge patch, RFC 7396): a year that is null is taken out."""
    caller = request.auth
    require_version(request)
    with transaction.atomic():
        measure = _held(caller, number)
        found = _part(measure)
        require_same(request, found.version)
        values = merged(PartValues, found.said().model_dump(mode="json"), body)
        refuse_problems(values, measure)
        write_part(measure, values, user=caller.user, version=found.version)
    return effect(request, response, number)


@router.delete(_HERE, response={204: None, **ERRORS})
def take_out(request: Asking, number: int) -> Status[None]:
    """Take a measure out of the climate budget; it can be put back for a year."""
    require_version(request)
    with transaction.atomic():
        found = _part(_held(request.auth, number))
        require_same(request, found.version)
        delete(found, user=request.auth.user, now=timezone.now())
    return Status(204, None)


@router.post(f"{_HERE}/restore", response={200: EffectOut, **ERRORS})
def put_back(request: Asking, response: HttpResponse, number: int) -> EffectOut:
    """Put a measure back into the climate budget."""
    with transaction.atomic():
        measure = _held(request.auth, number)
        found = ClimatePart.objects.filter(measure=measure).first()
        if found is None:
            raise Http404
        restore(found, user=request.auth.user)
    return effect(request, response, number)


@router.get(f"{_HERE}/history", response={200: Page[ChangeOut], **READ_ERRORS})
def changes(request: Asking, number: int, asked: Query[PageQuery]) -> Page[ChangeOut]:
    """Every change of it, the newest first."""
    found, total = part(history(_part(measure_for(request.auth, number))), asked)
    return Page[ChangeOut].model_construct(
        items=[change_out(one) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


def _part(measure: Measure) -> ClimatePart:
    found = part_of(measure)
    if found is None:
        raise Http404
    return found


def _held(caller: Caller, number: int) -> Measure:
    """A measure whose effect the caller may write, and which nobody else writes meanwhile."""
    found = measure_for(caller, number, Action.EDIT_EFFECT)
    Measure.objects.select_for_update().get(pk=found.pk)
    return found

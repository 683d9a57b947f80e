"""Measures: found, made, changed, deleted and restored."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Body, Query, Router
from ninja.responses import Status

from ledetraad.followup.measure import MeasureValues
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking, Caller
from ledetraad.web.api.choosing import check_measure, merged
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.shapes.changes import ChangeOut, change_out
from ledetraad.web.api.shapes.measures import MeasureOut, MeasureQuery, measure_out
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import units_of
from ledetraad.web.followup.listing import Window
from ledetraad.web.followup.measures.finding import choices_of
from ledetraad.web.followup.measures.rows import Filter, select
from ledetraad.web.followup.models import PARTS, Measure, read_parts
from ledetraad.web.followup.standing import whole
from ledetraad.web.history.recording import change, delete, history, make, restore

router = Router(tags=["measures"])
_SORTS = {
    "number": "nummer",
    "name": "navn",
    "unit": "enhet",
    "deadline": "frist",
    "status": "status",
}


@router.get("/measures", response={200: Page[MeasureOut], **READ_ERRORS})
def measures(request: Asking, asked: Query[MeasureQuery]) -> Page[MeasureOut]:
    """The municipality's measures."""
    municipality = request.auth.municipality
    elements, units = Elements(municipality), units_of(municipality)
    wanted, today = _wanted(asked, elements), timezone.localdate()
    window = Window(asked.offset, asked.limit)
    found = select(wanted, municipality, elements, units, today, window=window)
    measures = [one.measure for one in found.rows]
    read_parts(measures, *(one for one in PARTS if one != "serves"))
    return Page[MeasureOut].model_construct(
        items=[measure_out(one) for one in measures],
        total=found.total,
        next=next_address(request, asked, found.total),
    )


@router.post("/measures", response={201: MeasureOut, **ERRORS})
def make_one(request: Asking, response: HttpResponse, body: MeasureValues) -> Status[MeasureOut]:
    """Make a measure."""
    caller = request.auth
    if not caller.allowed.anywhere(Action.EDIT_MEASURE):
        raise Http404
    values = check_measure(body, choices_of(caller.allowed), caller.allowed)
    made = make(
        Measure(municipality=caller.municipality), values.model_dump(mode="json"), user=caller.user
    )
    response["Location"] = f"{request.path}/{made.number}"
    tell(response, made.version)
    return Status(201, measure_out(made))


@router.get("/measures/{int:number}", response={200: MeasureOut, **READ_ERRORS})
def measure(request: Asking, response: HttpResponse, number: int) -> MeasureOut:
    """A measure."""
    found = measure_for(request.auth, number)
    tell(response, found.version)
    return measure_out(found)


@router.patch(
    "/measures/{int:number}",
    response={200: MeasureOut, **ERRORS},
    openapi_extra={"x-merges": "MeasureValues"},
)
def change_one(
    request: Asking, response: HttpResponse, number: int, body: Body[dict[str, Any]]
) -> MeasureOut:
    """Change some of what a measure says (JSON merge patch, RFC 7396)."""
    caller = request.auth
    require_version(request)
    with transaction.atomic():
        held = _held(caller, number)
        require_same(request, held.version)
        now = held.said()
        values = merged(MeasureValues, now.model_dump(mode="json"), body)
        check_measure(values, choices_of(caller.allowed, now), caller.allowed)
        change(held, values.model_dump(mode="json"), user=caller.user, version=held.version)
    return measure(request, response, number)


@router.delete("/measures/{int:number}", response={204: None, **ERRORS})
def delete_one(request: Asking, number: int) -> Status[None]:
    """Delete a measure; it can be restored for a year."""
    require_version(request)
    with transaction.atomic():
        held = _held(request.auth, number)
        require_same(request, held.version)
        delete(held, user=request.auth.user, now=timezone.now())
    return Status(204, None)


@router.post("/measures/{int:number}/restore", response={200: MeasureOut, **ERRORS})
def restore_one(request: Asking, response: HttpResponse, number: int) -> MeasureOut:
    """Restore a measure that was deleted."""
    restore(
        measure_for(request.auth, number, Action.EDIT_MEASURE, deleted=True), user=request.auth.user
    )
    return measure(request, response, number)


@router.get("/measures/{int:number}/history", response={200: Page[ChangeOut], **READ_ERRORS})
def changes(request: Asking, number: int, asked: Query[PageQuery]) -> Page[ChangeOut]:
    """Every change of a measure, the newest first."""
    found, total = part(history(measure_for(request.auth, number)), asked)
    return Page[ChangeOut].model_construct(
        items=[change_out(one) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


def _wanted(asked: MeasureQuery, elements: Elements) -> Filter:
    known = elements.plans.get(asked.plan) if asked.plan is not None else None
    plan = known.plan.slug if known is not None else ""
    if asked.plan is not None and known is None:
        raise Http404
    return Filter(
        plan=f"{plan}:{asked.element}" if plan and asked.element else plan,
        unit=asked.unit,
        status=asked.status,
        kind=asked.kind,
        late=asked.late,
        orphans=asked.orphans,
        words=asked.words.replace("\0", "").strip(),
        deleted=asked.deleted,
        sort=_SORTS[asked.sort],
    )


def measure_for(
    caller: Caller, number: int, action: Action = Action.READ, *, deleted: bool = False
) -> Measure:
    """A measure that the caller may do something with.

    Raises:
        Http404: there is none, or the caller may not.
    """
    found = whole(Measure.objects.filter(municipality=caller.municipality, number=number)).first()
    if found is None or (found.deleted_at is not None and not deleted):
        raise Http404
    caller.allowed.require(action, found.unit_id)
    return found


def _held(caller: Caller, number: int) -> Measure:
    """A measure that the caller may change, and which nobody else changes meanwhile."""
    found = measure_for(caller, number, Action.EDIT_MEASURE)
    Measure.objects.select_for_update().get(pk=found.pk)
    return measure_for(caller, number, Action.EDIT_MEASURE)

"""The municipality's meetings, the year's dates, and its own days for them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Body, Query, Router
from ninja.responses import Status

from ledetraad.followup.year_wheel import national_dates
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking, Caller
from ledetraad.web.api.choosing import merged
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.paging import Page, next_address, part
from ledetraad.web.api.shapes.calendar import (
    DateOut,
    DateQuery,
    MeetingOut,
    MeetingQuery,
    OwnDateChange,
    OwnDateIn,
    OwnDateOut,
    OwnDateQuery,
    date_out,
    meeting_out,
    own_date_out,
)
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.history.recording import change, delete, make, restore
from ledetraad.web.notices.models import Meeting, OwnDate
from ledetraad.web.notices.models.meeting import MeetingValues
from ledetraad.web.notices.services.own_date_set import set_own_date
from ledetraad.web.pages import language_of

router = Router(tags=["calendar"])
_ONE, _OWN = "/meetings/{int:key}", "/own-dates/{int:key}"


@router.get("/meetings", response={200: Page[MeetingOut], **READ_ERRORS})
def meetings(request: Asking, asked: Query[MeetingQuery]) -> Page[MeetingOut]:
    """The municipality's meetings, by day."""
    found = Meeting.objects.filter(municipality=request.auth.municipality, deleted_at=None)
    if asked.since is not None:
        found = found.filter(day__gte=asked.since)
    if asked.until is not None:
        found = found.filter(day__lte=asked.until)
    if asked.body:
        found = found.filter(body__iexact=asked.body.replace("\0", ""))
    some, total = part(found, asked)
    return Page[MeetingOut].model_construct(
        items=[meeting_out(one) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.post("/meetings", response={201: MeetingOut, **ERRORS})
def make_one(request: Asking, response: HttpResponse, body: MeetingValues) -> Status[MeetingOut]:
    """Put a meeting into the calendar."""
    caller = request.auth
    caller.allowed.require(Action.MANAGE_PERIODS)
    new = Meeting(municipality=caller.municipality)
    made = make(new, body.model_dump(mode="json"), user=caller.user)
    response["Location"] = f"{request.path}/{made.pk}"
    tell(response, made.version)
    return Status(201, meeting_out(made))


@router.get(_ONE, response={200: MeetingOut, **READ_ERRORS})
def meeting(request: Asking, response: HttpResponse, key: int) -> MeetingOut:
    """A meeting."""
    found = _meeting(request.auth, key)
    tell(response, found.version)
    return meeting_out(found)


@router.patch(
    _ONE, response={200: MeetingOut, **ERRORS}, openapi_extra={"x-merges": "MeetingValues"}
)
def change_one(
    request: Asking, response: HttpResponse, key: int, body: Body[dict[str, Any]]
) -> MeetingOut:
    """Change some of what a meeting says (JSON merge patch, RFC 7396)."""
    caller = request.auth
    require_version(request)
    with transaction.atomic():
        held = _meeting(caller, key, held=True)
        require_same(request, held.version)
        values = merged(MeetingValues, held.values(), body)
        change(held, values.model_dump(mode="json"), user=caller.user, version=held.version)
    return meeting(request, response, key)


@router.delete(_ONE, response={204: None, **ERRORS})
def delete_one(request: Asking, key: int) -> Status[None]:
    """Take a meeting out; it can be restored for a year."""
    require_version(request)
    with transaction.atomic():
        held = _meeting(request.auth, key, held=True)
        require_same(request, held.version)
        delete(held, user=request.auth.user, now=timezone.now())
    return Status(204, None)


@router.post(f"{_ONE}/restore", response={200: MeetingOut, **ERRORS})
def restore_one(request: Asking, response: HttpResponse, key: int) -> MeetingOut:
    """Put a meeting in again."""
    with transaction.atomic():
        restore(_meeting(request.auth, key, held=True, deleted=True), user=request.auth.user)
    return meeting(request, response, key)


@router.get("/dates", response={200: Page[DateOut], **READ_ERRORS})
def dates(request: Asking, asked: Query[DateQuery]) -> Page[DateOut]:
    """Norway's dates of a year, each with the municipality's own day."""
    translate = catalogue(language_of(request)).gettext
    own = {one.key: one for one in _own_dates(request.auth).filter(year=asked.year)}
    some, total = part(national_dates(asked.year), asked)
    return Page[DateOut].model_construct(
        items=[date_out(one, own.get(one.key), translate) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/own-dates", response={200: Page[OwnDateOut], **READ_ERRORS})
def own_dates(request: Asking, asked: Query[OwnDateQuery]) -> Page[OwnDateOut]:
    """The days that the municipality has set itself."""
    found = _own_dates(request.auth)
    if asked.year is not None:
        found = found.filter(year=asked.year)
    some, total = part(found.order_by("year", "key"), asked)
    return Page[OwnDateOut].model_construct(
        items=[own_date_out(one) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.post("/own-dates", response={201: OwnDateOut, **ERRORS})
def set_one(request: Asking, response: HttpResponse, body: OwnDateIn) -> Status[OwnDateOut]:
    """Let one of Norway's dates be on another day here."""
    caller = request.auth
    caller.allowed.require(Action.MANAGE_PERIODS)
    if body.key not in {one.key for one in national_dates(body.year)}:
        raise FormRefused(
            {
                "key": FieldRefused(
                    N_("There is no such date."), remedy=N_("Look it up in the year's dates.")
                )
            }
        )
    _refuse_other_year(body.year, body.day.year)
    with transaction.atomic():
        found = _own_dates(caller).filter(year=body.year, key=body.key)
        if found.exists():
            raise FieldRefused(
                N_("The municipality has set a day for it already."), remedy=N_("Change that one.")
            )
        set_own_date(
            caller.municipality, body.year, body.key, day=body.day, note=body.note, user=caller.user
        )
        made = found.get()
    response["Location"] = f"{request.path}/{made.pk}"
    tell(response, made.version)
    return Status(201, own_date_out(made))


@router.get(_OWN, response={200: OwnDateOut, **READ_ERRORS})
def own_date(request: Asking, response: HttpResponse, key: int) -> OwnDateOut:
    """A day that the municipality has set itself."""
    found = _own_date(request.auth, key)
    tell(response, found.version)
    return own_date_out(found)


@router.patch(
    _OWN, response={200: OwnDateOut, **ERRORS}, openapi_extra={"x-merges": "OwnDateChange"}
)
def change_own(
    request: Asking, response: HttpResponse, key: int, body: Body[dict[str, Any]]
) -> OwnDateOut:
    """Set another day, or say why anew (JSON merge patch, RFC 7396)."""
    caller = request.auth
    require_version(request)
    with transaction.atomic():
        held = _own_date(caller, key, held=True)
        require_same(request, held.version)
        now = {"day": held.day.isoformat(), "note": held.note}
        values = merged(OwnDateChange, now, body)
        _refuse_other_year(held.year, values.day.year)
        change(held, values.model_dump(mode="json"), user=caller.user, version=held.version)
    return own_date(request, response, key)


@router.delete(_OWN, response={204: None, **ERRORS})
def unset(request: Asking, key: int) -> Status[None]:
    """Let Norway's own day hold again."""
    require_version(request)
    with transaction.atomic():
        held = _own_date(request.auth, key, held=True)
        require_same(request, held.version)
        delete(held, user=request.auth.user, now=timezone.now())
    return Status(204, None)


def _refuse_other_year(year: int, said: int) -> None:
    if said != year:
        raise FormRefused(
            {
                "day": FieldRefused(
                    N_("The day has to be in %(year)s."),
                    remedy=N_("Write a day of that year."),
                    year=year,
                )
            }
        )


def _own_dates(caller: Caller) -> Any:
    return OwnDate.objects.filter(municipality=caller.municipality, deleted_at=None)


def _own_date(caller: Caller, key: int, *, held: bool = False) -> OwnDate:
    """An own day; held, so that nobody else changes it meanwhile, by those who may change it.

    Raises:
        Http404: there is none, or the caller may not.
    """
    if held:
        caller.allowed.require(Action.MANAGE_PERIODS)
    found = _own_dates(caller).filter(pk=key)
    one: OwnDate | None = (found.select_for_update() if held else found).first()
    if one is None:
        raise Http404
    return one


def _meeting(caller: Caller, key: int, *, held: bool = False, deleted: bool = False) -> Meeting:
    """A meeting; see `_own_date`.

    Raises:
        Http404: there is none, or the caller may not.
    """
    if held:
        caller.allowed.require(Action.MANAGE_PERIODS)
    found = Meeting.objects.filter(municipality=caller.municipality, pk=key)
    one = (found.select_for_update() if held else found).first()
    if one is None or (one.deleted_at is not None and not deleted):
        raise Http404
    return one

"""Finding what a page is about: an indicator of the place, and what its form can choose among."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ledetraad.followup.indicator import IndicatorValues
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.form import Choices
from ledetraad.web.followup.models import Indicator
from ledetraad.web.history.seldom import kept
from ledetraad.web.place import place_of


def indicator_of(
    request: HttpRequest,
    place: str,
    pk: int,
    action: Action = Action.READ,
    *,
    deleted: bool = False,
) -> tuple[Access, Indicator]:
    """An indicator of a place, which the person may do something with.

    Args:
        request: the person's.
        place: the municipality's part of the address.
        pk: the indicator's key.
        action: what is to be done.
        deleted: whether one that has been deleted will do, too, for those who may restore it.

    Raises:
        Http404: there is none, or the person may not.
    """
    allowed = place_of(request, place)
    indicator = get_object_or_404(
        Indicator.objects.select_related("unit", "measure", "plan"),
        pk=pk,
        municipality=allowed.municipality,
    )
    allowed.require(action, indicator.unit_id)
    if indicator.deleted_at is not None and not (
        deleted and allowed.may(Action.EDIT_INDICATOR, indicator.unit_id)
    ):
        raise Http404
    return allowed, indicator


def units_of(municipality: Municipality) -> list[Unit]:
    """The units of a municipality, each below the one that it stands under.

    They are shared by all who ask: who changes one fetches it.
    """
    return list(kept(municipality.pk, "units", (Unit,), lambda: _units_of(municipality)))


def people_of(municipality: Municipality) -> list[User]:
    """Those who have a role in a municipality; shared by all who ask, as the units are."""
    return list(_people(municipality.pk).values())


def people_by_key(municipality: int, keys: Collection[int]) -> Mapping[int, User]:
    """Some people by their keys, those without a role in the municipality any more among them.

    Args:
        municipality: the municipality's key.
        keys: the people's.
    """
    known = _people(municipality) if keys else {}
    others = [key for key in keys if key not in known]
    return {**known, **User.objects.in_bulk(others)} if others else known


def _people(municipality: int) -> Mapping[int, User]:
    return kept(municipality, "people", (User, Membership), lambda: _people_of(municipality))


def _units_of(municipality: Municipality) -> list[Unit]:
    units = list(Unit.objects.filter(municipality=municipality))
    below: dict[int | None, list[Unit]] = {}
    for one in units:
        below.setdefault(one.parent_id, []).append(one)
    found: list[Unit] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting.extend(below.get(one.pk, [])[::-1])
    return found


def _people_of(municipality: int) -> Mapping[int, User]:
    found = User.objects.filter(membership__municipality=municipality, is_active=True).distinct()
    return {one.pk: one for one in found.order_by("first_name", "last_name", "username")}


def choices_of(municipality: Municipality, kept: IndicatorValues | None = None) -> Choices:
    """What can be chosen in an indicator's form, with what it says already among it."""
    today = timezone.localdate()
    unit, person = (kept.unit, kept.person) if kept is not None else (None, None)
    people = people_of(municipality)
    if person is not None and all(one.pk != person for one in people):
        people += User.objects.filter(pk=person)
    return Choices(
        municipality=municipality,
        elements=Elements(municipality),
        units=[one for one in units_of(municipality) if one.is_on(today) or one.pk == unit],
        people=people,
        kept=kept,
    )

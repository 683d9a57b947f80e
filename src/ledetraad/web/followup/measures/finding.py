"""Finding what a page is about: a measure of the place, and what its form can choose among."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ledetraad.followup.measure import MeasureValues
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import people_of, units_of
from ledetraad.web.followup.measures.form import Choices
from ledetraad.web.followup.models import Measure
from ledetraad.web.followup.standing import whole
from ledetraad.web.place import place_of


def measure_of(
    request: HttpRequest,
    place: str,
    number: int,
    action: Action = Action.READ,
    *,
    deleted: bool = False,
) -> tuple[Access, Measure]:
    """A measure of a place, which the person may do something with.

    Args:
        request: the person's.
        place: the municipality's part of the address.
        number: the measure's number there.
        action: what is to be done.
        deleted: whether one that has been deleted will do, too, for those who may restore it.

    Raises:
        Http404: there is none, or the person may not.
    """
    allowed = place_of(request, place)
    found = whole(Measure.objects.filter(municipality=allowed.municipality))
    measure = get_object_or_404(found, number=number)
    allowed.require(action, measure.unit_id)
    if measure.deleted_at is not None and not (
        deleted and allowed.may(Action.EDIT_MEASURE, measure.unit_id)
    ):
        raise Http404
    return allowed, measure


def choices_of(allowed: Access, kept: MeasureValues | None = None) -> Choices:
    """What can be chosen in a measure's form: units that the person may give it to, too."""
    today = timezone.localdate()
    reached = allowed.reach(Action.EDIT_MEASURE)
    units = [one for one in units_of(allowed.municipality) if one.is_on(today)]
    if reached is not None:
        units = [one for one in units if one.pk in reached]
    return Choices(
        elements=Elements(allowed.municipality),
        units=units,
        people=people_of(allowed.municipality),
        kept=kept,
    )

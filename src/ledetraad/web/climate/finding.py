"""Finding what a page is about: an edition, a target or a budget of the place."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ledetraad.climate.sectors import Boundary, Sector
from ledetraad.climate.targets import TargetDecision
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Action
from ledetraad.web.climate.models import AccountsEdition, Decision
from ledetraad.web.history.models import Recorded
from ledetraad.web.place import place_of

R = TypeVar("R", bound=Recorded)


def one_of(
    request: HttpRequest,
    place: str,
    found: type[R],
    pk: int,
    action: Action = Action.READ,
    *,
    deleted: bool = False,
) -> tuple[Access, R]:
    """Something of a place, which the person may do something with.

    Args:
        request: the person's.
        place: the municipality's part of the address.
        found: what kind of thing.
        pk: its key.
        action: what is to be done.
        deleted: whether one that has been deleted will do, too, for those who may restore it.

    Raises:
        Http404: there is none, or the person may not.
    """
    allowed = place_of(request, place)
    allowed.require(action)
    one = get_object_or_404(found._default_manager, pk=pk, municipality=allowed.municipality)
    if one.deleted_at is not None and not (deleted and allowed.may(Action.EDIT_CLIMATE)):
        raise Http404
    return allowed, one


def editions_of(municipality: Municipality) -> QuerySet[AccountsEdition]:
    """The editions of the accounts, the newest first, whatever they are bounded to."""
    return AccountsEdition.objects.filter(municipality=municipality, deleted_at=None)


def newest_of(
    municipality: Municipality, boundary: Boundary = Boundary.AREA_DIRECT
) -> AccountsEdition | None:
    """The newest edition of a boundary; of what is emitted within the border unless said."""
    return editions_of(municipality).filter(boundary=boundary.value).first()


def older_than(edition: AccountsEdition) -> AccountsEdition | None:
    """The edition of the same boundary that was published before another; None for none."""
    return next(
        (
            one
            for one in editions_of(edition.municipality).filter(boundary=edition.boundary)
            if (one.published, one.pk) < (edition.published, edition.pk)
        ),
        None,
    )


def sources_of(municipality: Municipality) -> list[tuple[Sector, str]]:
    """The sources that measures can take from: those of the newest edition of each boundary."""
    newest: dict[str, int] = {}
    for pk, boundary in editions_of(municipality).values_list("pk", "boundary"):
        newest.setdefault(boundary, pk)
    found = AccountsEdition.objects.in_bulk(list(newest.values()))
    places = {
        (row.sector, row.source): None for pk in newest.values() for row in found[pk].edition().rows
    }
    return list(places)


def decisions_of(municipality: Municipality) -> list[TargetDecision]:
    """Every target ever decided."""
    found = Decision.objects.filter(municipality=municipality, deleted_at=None)
    return [one.said() for one in found]

"""The views that a person has of a list, on the list's own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseRedirect

from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.models import SavedView, StandardView
from ledetraad.web.history.seldom import kept
from ledetraad.web.plans.views import person


@dataclass(frozen=True, slots=True)
class Views:
    """The views of a list.

    Args:
        of: the list's key.
        own, shared: one's own, and those that others share.
        now: the one that is looked at; None where what is shown is none of them.
        standard: the key of the one that the list begins with.
        may_share: whether the person may share a view with the municipality.
    """

    of: str
    own: list[SavedView]
    shared: list[SavedView]
    now: SavedView | None
    standard: int | None
    may_share: bool

    @property
    def every(self) -> list[SavedView]:
        """One's own first."""
        return [*self.own, *self.shared]


def seen_by(request: HttpRequest, allowed: Access) -> QuerySet[SavedView]:
    """The views that a person has in a municipality: their own, and the shared ones."""
    mine = Q(owner=person(request)) | Q(shared=True)
    return SavedView.objects.filter(mine, municipality=allowed.municipality, deleted_at=None)


def views_of(request: HttpRequest, allowed: Access, of: str, query: str) -> Views:
    """The views of a list.

    Args:
        request: the person's.
        allowed: what they may do.
        of: the list's key.
        query: what is asked of the list now.
    """
    user = person(request)
    every = _seen_of(user, allowed, of)
    return Views(
        of,
        [one for one in every if one.owner_id == user.pk],
        [one for one in every if one.owner_id != user.pk],
        next((one for one in every if one.query == query), None) if query else None,
        _standards(allowed.municipality).get((user.pk, of)),
        allowed.may(Action.SHARE_VIEW),
    )


def begun_with(request: HttpRequest, allowed: Access, of: str) -> HttpResponseRedirect | None:
    """On to the view that the person's list begins with, where the address asks for nothing."""
    if request.GET:
        return None
    user = person(request)
    chosen = _standards(allowed.municipality).get((user.pk, of))
    view = next((one for one in _seen_of(user, allowed, of) if one.pk == chosen), None)
    if view is None or not view.query:
        return None
    return HttpResponseRedirect(f"{request.path}?{view.query}")


def _seen_of(user: User, allowed: Access, of: str) -> list[SavedView]:
    def read() -> list[SavedView]:
        return list(SavedView.objects.filter(municipality=allowed.municipality, deleted_at=None))

    every = kept(allowed.municipality.pk, "views", (SavedView,), read)
    return [one for one in every if one.of == of and (one.shared or one.owner_id == user.pk)]


def _standards(municipality: Municipality) -> dict[tuple[int, str], int]:
    def read() -> dict[tuple[int, str], int]:
        found = StandardView.objects.filter(municipality=municipality)
        return {(one.user_id, one.of): one.view_id for one in found}

    return kept(municipality.pk, "standard views", (StandardView,), read)

"""Saving a view of a list; one's own of the same name is changed to it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.followup.models import SavedView
from ledetraad.web.followup.models.view import LONGEST_QUERY, ViewValues
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.history.recording import change, make

MOST = 100
"""How many views one person can have in a municipality."""


def save_view(allowed: Access, said: ViewValues, *, user: User) -> SavedView:
    """Save a view.

    Args:
        allowed: what the person may do; that they may share is seen to before.
        said: the view.
        user: whose it is.

    Raises:
        FormRefused: it asks for too much, or the person has too many.
    """
    with transaction.atomic():
        own = SavedView.objects.select_for_update().filter(
            municipality=allowed.municipality, owner=user, deleted_at=None
        )
        same = own.filter(of=said.list, name=said.name).first()
        values = said.model_dump(mode="json")
        if same is not None:
            change(same, values, user=user)
            return same
        if own.count() >= MOST:
            raise FormRefused(
                {
                    "name": FieldRefused(
                        N_("You have %(most)s saved views already."),
                        remedy=N_("Delete one that you don't use any more."),
                        most=MOST,
                    )
                }
            )
        return make(SavedView(municipality=allowed.municipality, owner=user), values, user=user)


def fits(query: str) -> bool:
    """Whether what is asked of a list is short enough to be saved."""
    return len(query) <= LONGEST_QUERY

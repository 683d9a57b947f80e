"""Choosing the view that one's list begins with."""

from __future__ import annotations

from django.contrib.auth.models import User

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.models import SavedView, StandardView


def choose_standard(
    municipality: Municipality, of: str, view: SavedView | None, *, user: User
) -> None:
    """Let a list begin with a view.

    Args:
        municipality: in which.
        of: the list's key.
        view: the view; None for the whole list.
        user: whose list.
    """
    if view is None:
        StandardView.objects.filter(municipality=municipality, user=user, of=of).delete()
    else:
        StandardView.objects.update_or_create(
            municipality=municipality, user=user, of=of, defaults={"view": view}
        )

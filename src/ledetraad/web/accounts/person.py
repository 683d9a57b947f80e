"""Who is signed in, fetched together with what they are in each municipality."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db.models import QuerySet

from ledetraad.web.accounts.models import Membership, Municipality

_HELD = "_memberships_held"


class WithMemberships(ModelBackend):
    """Django's way of signing in by a name and a password; a request asks once for the person."""

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, with their memberships; None where there is none any more."""
        found = list(_ordered(user_id).select_related("user", "municipality"))
        if not found:
            return super().get_user(user_id)
        user = found[0].user
        setattr(user, _HELD, found)
        return user if self.user_can_authenticate(user) else None


def memberships_of(user: User) -> Sequence[Membership]:
    """What a person is, by the municipality's name.

    Args:
        user: one that a session has given says what they were when the request began.
    """
    held: list[Membership] | None = getattr(user, _HELD, None)
    return held if held is not None else list(_ordered(user.pk).select_related("municipality"))


def memberships_in(user: User, municipality: Municipality) -> tuple[Membership, ...]:
    """What a person is in one municipality."""
    held: list[Membership] | None = getattr(user, _HELD, None)
    if held is None:
        return tuple(Membership.objects.filter(user=user, municipality=municipality))
    return tuple(one for one in held if one.municipality_id == municipality.pk)


def _ordered(user: int) -> QuerySet[Membership]:
    found = Membership.objects.filter(user=user)
    return found.order_by("municipality__name", "municipality", "pk")

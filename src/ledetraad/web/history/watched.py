"""The accounts' models of which things are kept in memory, watched; see `history.seldom`."""

from __future__ import annotations

from django.contrib.auth.models import User

from ledetraad.web.accounts.models import Membership, Unit
from ledetraad.web.history.seldom import watch


def _where(user: User) -> list[int]:
    found = Membership.objects.filter(user=user).values_list("municipality", flat=True)
    return list(found.order_by("municipality").distinct())


watch(Unit, lambda unit: (unit.municipality_id,))
watch(Membership, lambda membership: (membership.municipality_id,))
watch(User, _where, but=frozenset({"last_login", "password"}))

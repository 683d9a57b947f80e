"""Moving a tie before or after the one beside it, where the order decides which has a line."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.models import MoneyTie
from ledetraad.web.economy.ties.allocated import ordered
from ledetraad.web.history.recording import change


def move_tie(tie: MoneyTie, *, earlier: bool, user: User | None) -> bool:
    """Let a tie be tried before the one that it came after, or after the one it came before.

    Ties by hand are tried before rules whatever their order, so that each moves among its own.

    Args:
        tie: which.
        earlier: whether it is to be tried earlier; else later.
        user: who moves it.

    Returns:
        Whether it was moved; not where it is the first or the last of its own.
    """
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=tie.municipality_id)
        every = ordered(tie.municipality)
        by_hand = next(said.by_hand for one, said in every if one.pk == tie.pk)
        own = [one for one, said in every if said.by_hand is by_hand]
        at = next(place for place, one in enumerate(own) if one.pk == tie.pk)
        to = at - 1 if earlier else at + 1
        if not 0 <= to < len(own):
            return False
        own[at], own[to] = own[to], own[at]
        for place, one in enumerate(own, start=1):
            change(one, {"order": place}, user=user)
    return True

"""Keeping the areas of the budget; a municipality has them once."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.areas.gather import areas_of
from ledetraad.web.economy.models import BudgetAreas
from ledetraad.web.followup.services.change_together import Answer, change_together
from ledetraad.web.history.recording import make


def set_areas(
    municipality: Municipality, values: dict[str, Any], answer: Answer, *, user: User | None
) -> None:
    """Say what a municipality's areas are: for the first time, or changed.

    Args:
        municipality: whose.
        values: all that the form says, as JSON holds it.
        answer: the versions that the form was made from; 0 where there were no areas.
        user: who says so.

    Raises:
        ChangedMeanwhile: somebody else has said something else since.
        FormRefused: what both have changed doesn't go together.
    """
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=municipality.pk)
        held = areas_of(municipality)
        if held is None:
            make(BudgetAreas(municipality=municipality), values, user=user)
        else:
            change_together(held, values, answer, user=user, at="source")

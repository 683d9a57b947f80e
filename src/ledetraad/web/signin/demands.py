"""In which roles a municipality asks for a second step, and what that means for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.utils import timezone

from ledetraad.web.accounts.models import Membership
from ledetraad.web.signin.models import StepDemand


@dataclass(frozen=True, slots=True)
class Demand:
    """That a person has to have a second step.

    Args:
        place: the municipality's name.
        slug: its part of our addresses.
        starts: the first day that one can't do without.
    """

    place: str
    slug: str
    starts: date

    def is_due(self, today: date) -> bool:
        """Whether one can't do without any more."""
        return today >= self.starts


def demand_on(user: User) -> Demand | None:
    """The demand that a person's roles put, the one that starts first; None where none does."""
    demands = {
        one.municipality_id: one
        for one in StepDemand.objects.select_related("municipality").filter(
            municipality__membership__user=user
        )
    }
    if not demands:
        return None
    found = [
        demands[one.municipality_id]
        for one in Membership.objects.filter(user=user, municipality__in=demands)
        if one.role in demands[one.municipality_id].roles
    ]
    first = min(found, key=lambda one: (one.starts, one.pk), default=None)
    if first is None:
        return None
    return Demand(first.municipality.name, first.municipality.slug, first.starts)


def today() -> date:
    """The day it is in Norway."""
    return timezone.localdate()

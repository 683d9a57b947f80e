"""Saying in which roles a municipality asks for a second step, and from when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.people.services.recorded import keep
from ledetraad.web.signin.models import StepDemand

DEMAND = "signin.stepdemand"
_LONGEST_GRACE = timedelta(days=366)


class DemandRefused(LedetraadError):
    """A demand that can't be put."""


def set_demand(
    municipality: Municipality,
    roles: Sequence[str],
    starts: date | None,
    *,
    user: User | None,
    today: date,
) -> None:
    """Ask for a second step in some roles from a day on; in none, to ask no more.

    Args:
        municipality: whose.
        roles: the roles' values.
        starts: the first day that one can't do without.
        user: who says it.
        today: the day.

    Raises:
        DemandRefused: the day is missing, or too far off.
    """
    held = StepDemand.objects.filter(municipality=municipality).first()
    before = held.roles if held is not None else []
    if not roles:
        if held is not None:
            with transaction.atomic():
                held.delete()
                _keep(municipality, before, [], user)
        return
    if starts is None or starts > today + _LONGEST_GRACE:
        raise DemandRefused(
            N_("The first day is missing, or more than a year off."),
            remedy=N_("Write the day, such as 31.12.2027."),
        )
    with transaction.atomic():
        StepDemand.objects.update_or_create(
            municipality=municipality, defaults={"roles": list(roles), "starts": starts}
        )
        _keep(municipality, before, roles, user, starts)


def _keep(
    municipality: Municipality,
    before: Sequence[str],
    after: Sequence[str],
    user: User | None,
    starts: date | None = None,
) -> None:
    fields = {"roles": [", ".join(before), ", ".join(after)]}
    if starts is not None:
        fields["starts"] = ["", starts.isoformat()]
    keep(municipality, DEMAND, municipality.pk, municipality.name, dict(fields), user=user)

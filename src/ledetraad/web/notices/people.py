"""The people in a municipality who can be told something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.contrib.auth.models import User

from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Membership, Municipality
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.models import ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.asked import asked_for, mine


def people(municipality: Municipality) -> Iterator[tuple[User, Access]]:
    """Everybody with a role there and an account in use, with what they may do."""
    found: dict[User, list[Membership]] = defaultdict(list)
    memberships = Membership.objects.filter(municipality=municipality, user__is_active=True)
    for one in memberships.select_related("user").order_by("user"):
        found[one.user].append(one)
    for user, held in found.items():
        yield user, Access(tuple(held), municipality)


def who_has_not_reported(period: ReportingPeriod) -> Iterator[User]:
    """Everybody who is asked for a report for a period that is not handed in yet."""
    handed_in = StatusReport.objects.filter(
        period=period, measure__isnull=False, state=StatusReport.State.SUBMITTED
    )
    missing = asked_for(period).exclude(pk__in=handed_in.values("measure"))
    for user, allowed in people(period.municipality):
        if allowed.anywhere(Action.WRITE_REPORT) and missing.filter(mine(allowed, user)).exists():
            yield user

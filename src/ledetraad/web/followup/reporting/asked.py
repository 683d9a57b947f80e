"""Which measures are to be reported on for a period, and by whom.

A measure is asked for unless it begins after the period, or was done or stopped before it: what
says so in this very period is asked for, too.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from ledetraad.followup.status import MeasureStatus
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.models import Measure, ReportingPeriod, StatusReport

_OVER = (MeasureStatus.DONE.value, MeasureStatus.STOPPED.value)


def asked_for(period: ReportingPeriod) -> QuerySet[Measure]:
    """The measures that are to be reported on for a period."""
    measures = Measure.objects.filter(municipality_id=period.municipality_id)
    return measures.filter(is_asked(period))


def is_asked(period: ReportingPeriod) -> Q:
    """Whether a measure of the municipality is to be reported on for a period."""
    reported = StatusReport.objects.filter(period=period, measure=OuterRef("pk"))
    running = ~Q(status__in=_OVER) & (Q(start=None) | Q(start__lte=period.last))
    return Q(deleted_at=None) & (running | Q(Exists(reported)))


def own_units(allowed: Access, action: Action) -> frozenset[int]:
    """The units that somebody works in, with those below, and may do something in.

    Somebody who may do it everywhere because of a role that is held in no unit has no units here.
    """
    in_units = tuple(one for one in allowed.memberships if one.unit_id is not None)
    return Access(in_units, allowed.municipality).reach(action) or frozenset()


def mine(allowed: Access, user: User) -> Q:
    """The measures that somebody is to report on: their own, and those of the units they work in.

    Only those that they may write of.
    """
    wanted = Q(person=user) | Q(unit__in=own_units(allowed, Action.WRITE_REPORT))
    reach = allowed.reach(Action.WRITE_REPORT)
    return wanted if reach is None else wanted & Q(unit__in=reach)

"""Making the periods of a year."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.followup.report import PeriodValues
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.followup.reporting.faults import PeriodRefused
from ledetraad.web.history.recording import make


def make_periods(
    municipality: Municipality, said: Sequence[PeriodValues], *, user: User
) -> list[ReportingPeriod]:
    """Make periods, all or none.

    Raises:
        PeriodRefused: there is one of the same part of the year already; nothing is stored.
    """
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=municipality.pk)
        return [_made(municipality, one, user) for one in said]


def there(municipality: Municipality, said: PeriodValues) -> ReportingPeriod | None:
    """The municipality's period of the same part of the same year; None if there is none."""
    return ReportingPeriod.objects.filter(
        municipality=municipality,
        kind_of=said.kind.value,
        year=said.year,
        part=said.part,
        deleted_at=None,
    ).first()


def _made(municipality: Municipality, said: PeriodValues, user: User) -> ReportingPeriod:
    before = there(municipality, said)
    if before is not None:
        raise PeriodRefused(
            N_("%(period)s is there already."),
            remedy=N_("Leave it out, or change the one that is there."),
            period=before.name,
        )
    return make(ReportingPeriod(municipality=municipality), said.model_dump(mode="json"), user=user)

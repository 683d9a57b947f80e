"""A municipality's reporting periods, kept in memory and shared: who changes one fetches it."""

from __future__ import annotations

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.history.seldom import kept


def periods_of(municipality: Municipality) -> tuple[ReportingPeriod, ...]:
    """The periods that are not deleted, the one that ends first before the others."""

    def read() -> tuple[ReportingPeriod, ...]:
        found = ReportingPeriod.objects.filter(municipality=municipality, deleted_at=None)
        return tuple(found.order_by("last", "pk"))

    return kept(municipality.pk, "periods", (ReportingPeriod,), read)


def open_periods(municipality: Municipality) -> list[ReportingPeriod]:
    """The open ones, the one that is due first before the others."""
    found = [one for one in periods_of(municipality) if one.state == ReportingPeriod.State.OPEN]
    return sorted(found, key=lambda one: (one.due, one.pk))

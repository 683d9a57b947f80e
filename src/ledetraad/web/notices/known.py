"""A municipality's meetings and own dates, kept in memory and shared by all who ask."""

from __future__ import annotations

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.history.seldom import kept
from ledetraad.web.notices.models import Meeting, OwnDate


def meetings_of(municipality: Municipality) -> tuple[Meeting, ...]:
    """The meetings that are not deleted, by their day."""

    def read() -> tuple[Meeting, ...]:
        found = Meeting.objects.filter(municipality=municipality, deleted_at=None)
        return tuple(found.order_by("day", "pk"))

    return kept(municipality.pk, "meetings", (Meeting,), read)


def own_dates_of(municipality: Municipality) -> tuple[OwnDate, ...]:
    """The days that the municipality has set instead of the country's."""

    def read() -> tuple[OwnDate, ...]:
        return tuple(OwnDate.objects.filter(municipality=municipality, deleted_at=None))

    return kept(municipality.pk, "own dates", (OwnDate,), read)

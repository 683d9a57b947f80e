"""A municipality's plans, each with its newest revision."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.history.seldom import kept
from ledetraad.web.plans.models import Revision, WorkingCopy


def newest_revisions(municipality: Municipality) -> tuple[Revision, ...]:
    """The newest revision of each of a municipality's plans, by the plans' titles.

    They are without their documents, and shared: who wants what a plan says fetches the revision.
    """
    return kept(
        municipality.pk, "plans", (WorkingCopy, Revision), lambda: _newest_revisions(municipality)
    )


def _newest_revisions(municipality: Municipality) -> tuple[Revision, ...]:
    newest = Revision.objects.filter(working_copy=OuterRef("working_copy")).order_by("-number")
    found = Revision.objects.filter(
        working_copy__municipality=municipality, pk=Subquery(newest.values("pk")[:1])
    )
    return tuple(
        found.select_related("working_copy")
        .only("number", "made_at", "working_copy")
        .order_by("working_copy__title", "working_copy__pk")
    )

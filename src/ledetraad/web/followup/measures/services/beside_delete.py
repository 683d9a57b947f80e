"""Taking a comment or a file of a measure away, and putting it back; both are kept in history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from ledetraad.web.followup.models import Attachment, Comment, Measure
from ledetraad.web.history.models import Change

Beside = Comment | Attachment
What = Change.What


def take_away(beside: Beside, *, user: User, now: datetime) -> None:
    """Show something no more; it can be put back for a year."""
    _set(beside, now, What.DELETED, user)


def put_back(beside: Beside, *, user: User) -> None:
    """Show something again."""
    _set(beside, None, What.RESTORED, user)


def with_beside(measure: Measure) -> QuerySet[Change]:
    """Every change of a measure, and what was taken away beside it, the newest first."""
    own = Q(kind=measure.kind(), object_id=measure.pk)
    for kind, found in (
        (Comment._meta.label_lower, measure.comments),
        (Attachment._meta.label_lower, measure.attachments),
    ):
        own |= Q(kind=kind, object_id__in=found.values("pk"))
    return Change.objects.filter(own).select_related("by")


def versions_of(kind: type[Comment] | type[Attachment], some: Sequence[Beside]) -> dict[int, int]:
    """The version of each: 1, and one more for each time it was taken away or put back."""
    changes = Change.objects.filter(
        kind=kind._meta.label_lower, object_id__in=[one.pk for one in some]
    )
    counts = dict(changes.values_list("object_id").annotate(Count("pk")).order_by())
    return {one.pk: 1 + counts.get(one.pk, 0) for one in some}


def _set(beside: Beside, when: datetime | None, what: Change.What, user: User) -> None:
    held: QuerySet[Comment] | QuerySet[Attachment]
    if isinstance(beside, Attachment):
        held = Attachment.objects.defer("data")
    else:
        held = Comment.objects.all()
    with transaction.atomic():
        now = held.select_for_update(of=("self",)).get(pk=beside.pk)
        if (now.deleted_at is None) == (when is None):
            return
        before, now.deleted_at = now.deleted_at, when
        now.save(update_fields=["deleted_at"])
        kind = type(beside)._meta.label_lower
        Change.objects.create(
            municipality_id=beside.measure.municipality_id,
            kind=kind,
            object_id=beside.pk,
            name=str(beside),
            what=what,
            version=Change.objects.filter(kind=kind, object_id=beside.pk).count() + 1,
            fields={"deleted_at": [one.isoformat() if one else None for one in (before, when)]},
            by=user,
            by_name=user.get_full_name() or user.get_username(),
        )

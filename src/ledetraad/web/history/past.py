"""What objects said at an earlier time, worked out from every change since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ledetraad.web.history.models import Change, Recorded, Values


def said_at(things: Iterable[Recorded], moment: datetime) -> dict[int, Values]:
    """What objects of one kind said at a moment, by their keys, in one query.

    Args:
        things: the objects as they are now, those that have been deleted, too.
        moment: when, with time zone.

    Returns:
        Those that were there then: made by that time, and not deleted.
    """
    found = {one.pk: one for one in things}
    if not found:
        return {}
    said = {key: {**one.values(), "deleted_at": one.deleted_at} for key, one in found.items()}
    kind = next(iter(found.values())).kind()
    since = Change.objects.filter(kind=kind, object_id__in=found, at__gt=moment)
    for change in since.order_by("-pk"):
        if change.what == Change.What.MADE:
            said.pop(change.object_id, None)
        elif change.object_id in said:
            said[change.object_id] |= {name: old for name, (old, _) in change.fields.items()}
    return {
        key: {name: value for name, value in values.items() if name != "deleted_at"}
        for key, values in said.items()
        if values["deleted_at"] is None
    }

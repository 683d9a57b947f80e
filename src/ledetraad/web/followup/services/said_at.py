"""What an object said at an earlier version, by its history."""

from __future__ import annotations

from ledetraad.web.history.models import Change, Recorded, Values

THEIRS = "theirs"
"""The answer by which a person lets another's text stand, where both have changed it."""


def said_at(of: Recorded, version: int) -> Values:
    """What an object said at an earlier version."""
    said = of.values()
    since = Change.objects.filter(kind=of.kind(), object_id=of.pk, version__gt=version).order_by(
        "-pk"
    )
    for one in since:
        said |= {name: before for name, (before, _) in one.fields.items() if name in said}
    return said

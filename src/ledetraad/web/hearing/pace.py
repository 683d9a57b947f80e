"""How fast statements come in, told by when those that came last did: the same to every process."""

from __future__ import annotations

from datetime import datetime, timedelta

from ledetraad.hearing import proof
from ledetraad.web.hearing.models import Statement

_MINUTE = timedelta(minutes=1)
_STEPS = sorted({proof.CALM, *(least for least, _ in proof.LEVELS if least)})


def per_minute(hearing: int, now: datetime) -> int:
    """How many have come in by the form within the last minute: at least so many, and less than
    the next step that anything is asked from.

    It takes one look at an index as long as fewer come than the first step, and counts nothing when
    a statement is stored.

    Args:
        hearing: the hearing's key.
        now: the time.
    """
    by_form = Statement.objects.filter(hearing=hearing, channel=Statement.Channel.WEB)
    times = by_form.order_by("-number").values_list("received_at", flat=True)
    reached = 0
    for step in _STEPS:
        first = times[step - 1 : step].first()
        if first is None or now - first > _MINUTE:
            break
        reached = step
    return reached

"""Every kind of thing whose changes are kept: an explicit list."""

from __future__ import annotations

from collections.abc import Mapping

from ledetraad.web.changes.kind import Kind
from ledetraad.web.changes.kinds import (
    calendar,
    choices,
    climate,
    economy,
    followup,
    hearing,
    people,
    reporting,
)

KINDS: tuple[Kind, ...] = (
    *followup.KINDS,
    *reporting.KINDS,
    *calendar.KINDS,
    *choices.KINDS,
    *people.KINDS,
    *climate.KINDS,
    *economy.KINDS,
    *hearing.KINDS,
)
BY_NAME: Mapping[str, Kind] = {one.name: one for one in KINDS}
BY_SLUG: Mapping[str, Kind] = {one.slug: one for one in KINDS}

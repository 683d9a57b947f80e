"""How changes are told on every page: what was done, and what each field said before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ledetraad.i18n import N_
from ledetraad.web.history.models import Change

CHANGE_NAMES: Mapping[str, str] = {
    Change.What.MADE: N_("made"),
    Change.What.CHANGED: N_("changed"),
    Change.What.UNDONE: N_("undid the last change"),
    Change.What.DELETED: N_("deleted"),
    Change.What.RESTORED: N_("restored"),
}
NOTHING = "–"
"""What a field says that says nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A field that was changed: what it is called, and what it said before and after."""

    name: str
    before: str
    after: str

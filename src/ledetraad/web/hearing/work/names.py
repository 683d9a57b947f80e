"""What states are called for those who run a hearing."""

from __future__ import annotations

from collections.abc import Mapping

from ledetraad.hearing.hearing import State
from ledetraad.i18n import N_

STATE_NAMES: Mapping[State, str] = {
    State.DRAFT: N_("Draft"),
    State.ANNOUNCED: N_("Announced"),
    State.ANSWERED: N_("Answered"),
    State.ADOPTED: N_("Adopted"),
}

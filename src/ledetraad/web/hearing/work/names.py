"""What states and channels are called for those who run a hearing."""

from __future__ import annotations

from collections.abc import Mapping

from ledetraad.hearing.hearing import State
from ledetraad.i18n import N_
from ledetraad.web.hearing.models import Statement

STATE_NAMES: Mapping[State, str] = {
    State.DRAFT: N_("Draft"),
    State.ANNOUNCED: N_("Announced"),
    State.ANSWERED: N_("Answered"),
    State.ADOPTED: N_("Adopted"),
}
CHANNEL_NAMES: Mapping[Statement.Channel, str] = {
    Statement.Channel.WEB: N_("On these pages"),
    Statement.Channel.MAIL: N_("By mail"),
    Statement.Channel.LETTER: N_("By letter"),
    Statement.Channel.MEETING: N_("In a meeting"),
}

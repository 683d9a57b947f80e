"""What the ways are called that statements come."""

from __future__ import annotations

from collections.abc import Mapping

from ledetraad.i18n import N_
from ledetraad.web.hearing.models import Statement

CHANNEL_NAMES: Mapping[Statement.Channel, str] = {
    Statement.Channel.WEB: N_("On these pages"),
    Statement.Channel.MAIL: N_("By mail"),
    Statement.Channel.LETTER: N_("By letter"),
    Statement.Channel.MEETING: N_("In a meeting"),
}

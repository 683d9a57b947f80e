"""How a published indicator goes, in a sentence or two."""

from __future__ import annotations

from ledetraad.errors import Phrase
from ledetraad.followup.saying import joined
from ledetraad.i18n import N_
from ledetraad.publish.followup.model import PublishedIndicator
from ledetraad.publish.followup.sentence import sentence


def told(one: PublishedIndicator) -> Phrase:
    """How it goes, and that the number has not been finally checked, where it has not."""
    said = sentence(one.said, one.newest, one.latest)
    if one.latest is None or not one.latest.unrevised:
        return said
    return joined([said, Phrase(N_("The number has not been finally checked."))], " ")

"""How an indicator goes, in a few sentences: how much, how far from its target, how likely."""

from __future__ import annotations

from ledetraad.errors import Phrase
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.saying import joined
from ledetraad.i18n import N_
from ledetraad.publish.followup.model import PublishedIndicator
from ledetraad.publish.followup.observed import Observed
from ledetraad.publish.followup.outlook import Outlook, likely_met
from ledetraad.publish.followup.sentence import sentence


def told(
    said: IndicatorValues,
    newest: Observed | None,
    latest: Observed | None,
    *,
    unrevised: bool = False,
    expected: Outlook | None = None,
) -> Phrase:
    """How it goes, that the number has not been finally checked, and how likely the target is.

    Args:
        said: what it says of itself.
        newest: its newest period's value, or why that has none; None where there is nothing.
        latest: the newest that has a value; None where none has.
        unrevised: whether that was published before its last check.
        expected: what is to be expected of it, where that may be told.
    """
    parts = [sentence(said, newest, latest)]
    if latest is not None and unrevised:
        parts.append(Phrase(N_("The number has not been finally checked.")))
    likely = likely_met(expected, said) if expected is not None else None
    if likely is not None:
        parts.append(likely)
    return joined(parts, " ")


def published_told(one: PublishedIndicator) -> Phrase:
    """The same of a published indicator."""
    latest = one.latest
    return told(
        one.said,
        one.newest,
        latest,
        unrevised=latest is not None and latest.unrevised,
        expected=one.outlook,
    )

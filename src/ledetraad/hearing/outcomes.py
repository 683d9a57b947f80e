"""What becomes of a comment, and when it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ledetraad.i18n import N_


class Outcome(StrEnum):
    """What the municipality does with a comment."""

    TAKEN_IN = "taken-in"
    PARTLY = "partly"
    NOT = "not"
    NOTED = "noted"
    CARRIED_ON = "carried-on"


OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.TAKEN_IN: N_("Taken in"),
    Outcome.PARTLY: N_("Taken in partly"),
    Outcome.NOT: N_("Not taken in"),
    Outcome.NOTED: N_("Noted"),
    Outcome.CARRIED_ON: N_("Carried on to another plan"),
}


def answered(outcome: str, assessment: str) -> bool:
    """Whether a comment is answered: it has an outcome, and words that say why.

    The law asks how each statement was considered and what weight it had (plan- og bygningsloven
    § 11-14), so an outcome alone is no answer.
    """
    return bool(outcome and assessment.strip())

"""What is said of a choice: its fields in words, and where two have chosen differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.followup.choice import CHOICE_NAMES, PublishingChoice
from ledetraad.web.followup.clashes import Clash, clashes_of
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.history.recording import ChangedMeanwhile


class Teller:
    """Says what a choice says, in one language.

    Args:
        periods: the municipality's, whatever their state.
        translate: the language.
    """

    def __init__(self, periods: Iterable[ReportingPeriod], translate: Translate) -> None:
        self._periods = {one.pk: one.name for one in periods}
        self._translate = translate

    def text(self, name: str, value: object) -> str:
        """What a field says, of a value as JSON holds it."""
        if name == "period":
            known = self._periods.get(int(str(value)), str(value)) if value else None
            return known or self._translate(N_("None"))
        return self._translate(N_("yes") if value else N_("no"))

    def clashes(self, error: ChangedMeanwhile, mine: PublishingChoice) -> list[Clash]:
        """What two have changed."""

        def text(name: str, values: Mapping[str, Any]) -> str:
            return self.text(name, values.get(name))

        said = mine.model_dump(mode="json")
        found = clashes_of(error, said, text, CHOICE_NAMES, self._translate)
        return sorted(found, key=lambda one: list(CHOICE_NAMES).index(one.name))

"""The areas of the budget that the council grants money to."""

from __future__ import annotations

from typing import ClassVar

from ledetraad.economy.areas import Areas
from ledetraad.web.economy.models.document import Documented


class BudgetAreas(Documented):
    """A municipality's areas; one of them is in use."""

    form = Areas

    class Meta:
        ordering: ClassVar = ["pk"]

    @classmethod
    def named(cls, said: Areas) -> str:
        """What the areas are called."""
        return ", ".join(area.name for area in said.areas)

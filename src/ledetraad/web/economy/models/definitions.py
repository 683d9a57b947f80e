"""The municipality's own definitions of the statutory tables, from a year on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from ledetraad.economy.definition import Definitions, DefinitionsFile, definitions_of_file
from ledetraad.web.economy.models.document import Documented


class OwnDefinitions(Documented):
    """How the statutory tables are made, from a year of account on until there are newer ones."""

    form = DefinitionsFile
    year = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["-year", "-pk"]

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it."""
        self.year = int(values.get("year", self.year))
        super().assign(values)

    @classmethod
    def named(cls, said: DefinitionsFile) -> str:
        """Its year."""
        return str(said.year)

    def definitions(self) -> Definitions:
        """The tables.

        Raises:
            InvalidDefinition: they can't be made.
        """
        return definitions_of_file(self.said(), self.name)

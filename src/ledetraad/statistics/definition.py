"""An indicator that is computed from published tables: which, how, and how it is read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from ledetraad.errors import LedetraadError
from ledetraad.followup.direction import Direction
from ledetraad.i18n import N_
from ledetraad.statistics.formula.nodes import Node, names_in
from ledetraad.statistics.formula.parse import parse
from ledetraad.statistics.reforms.join import Adds
from ledetraad.validation import refusal

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
NEWEST: Literal["newest"] = "newest"


class Part(BaseModel):
    """A series in a table.

    Args:
        source: its short name in `sources.registry`, or "file".
        table: its name there.
        region: the variable of places; empty where the table has none.
        choices: what is chosen of the other variables, but for periods of all years; see
            `sources.base.Selection`.
        adds: whether the numbers of places may be summed when these are merged.
        total: the chosen values are summed to one number (ages, kinds); only for counts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Code
    table: Code
    region: Line = ""
    choices: dict[Code, tuple[Code, ...]] = Field(default_factory=dict)
    adds: Adds = Adds.SHARE
    total: bool = False

    @model_validator(mode="after")
    def _fits_together(self) -> Part:
        if self.total and self.adds is not Adds.COUNT:
            raise refusal(N_("only counts can be summed"))
        if self.region and self.region in self.choices:
            raise refusal(N_("places are chosen when the numbers are fetched, not here"))
        return self


class Definition(BaseModel):
    """An indicator's definition.

    Args:
        name: what is counted.
        parts: the series, by the names that the formula calls them.
        formula: how they are put together; see `formula.parse`.
        unit: of the result.
        decimals: how many it is shown with.
        direction: which way is good.
        edition: the newest numbers there are, or those as they were published on a day.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(min_length=1)]
    parts: Annotated[dict[Code, Part], Field(min_length=1, max_length=20)]
    formula: Annotated[Line, Field(min_length=1)] = "x"
    unit: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    decimals: int = Field(default=0, ge=0, le=6)
    direction: Direction = Direction.UP
    edition: Literal["newest"] | date = NEWEST

    @field_validator("formula")
    @classmethod
    def _can_be_read(cls, formula: str) -> str:
        try:
            parse(formula)
        except LedetraadError as error:
            raise refusal("%(told)s", told=error.phrase()) from None
        return formula

    @model_validator(mode="after")
    def _asks_for_its_parts(self) -> Definition:
        asked = set(names_in(self.node()))
        if asked - self.parts.keys():
            raise refusal(
                N_("the formula asks for %(names)s, which is no series here"),
                names=", ".join(sorted(asked - self.parts.keys())),
            )
        if self.parts.keys() - asked:
            raise refusal(
                N_("the formula does not use %(names)s"),
                names=", ".join(sorted(self.parts.keys() - asked)),
            )
        return self

    def node(self) -> Node:
        """The formula's tree."""
        return parse(self.formula)

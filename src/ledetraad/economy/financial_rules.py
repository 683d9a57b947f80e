"""Financial action rules as data: what a council has decided that the economy shall keep to.

The municipal act lets the council decide financial target figures and sets no level of its own
(kommuneloven § 14-2 c). A rule is a figure with a scope, a bound by year, maybe as a mean of
several years, who decided it when, and exceptions that end.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from ledetraad.economy.amounts import KEY_AMOUNTS, formula_names
from ledetraad.economy.faults import InvalidFinancialRule
from ledetraad.economy.formula_figure import formula_node
from ledetraad.economy.given import Number
from ledetraad.i18n import N_
from ledetraad.statistics.formula.nodes import Node
from ledetraad.statistics.formula.parse import parse
from ledetraad.validation import first_fault, refusal


class Scope(StrEnum):
    """Which accounts a figure is of."""

    KASSE = "kasse"
    KONSERN = "konsern"
    CONSOLIDATED = "consolidated"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ratio(_Data):
    """One amount in percent of another, such as the disposition fund of operating revenues.

    Args:
        kind: "ratio".
        part, whole: keys of `KEY_AMOUNTS`.
        remainder: take what is left of a hundred instead, as for the share that is not borrowed.
    """

    kind: Literal["ratio"] = "ratio"
    part: str
    whole: str = "operating_revenues"
    remainder: bool = False

    @model_validator(mode="after")
    def _known(self) -> Ratio:
        for key in (self.part, self.whole):
            _refuse_unknown(key)
        return self


class Published(_Data):
    """A key figure that is published in percent, such as one of KOSTRA's table 12134.

    Args:
        kind: "published".
        key: its name in the amounts' `percent`.
        name: what it is called, where that is another than its key.
        source: the table it is in.
        ahead: the formula of years that it isn't published of, such as those of the budget and the
            plan; empty for none. See `formula_figure`.
    """

    kind: Literal["published"] = "published"
    key: str
    name: str = ""
    ahead: str = Field("", max_length=500)
    source: str = ""

    @field_validator("ahead")
    @classmethod
    def _readable(cls, formula: str) -> str:
        if formula:
            formula_node(formula, formula_names())
        return formula

    def node(self) -> Node | None:
        """The tree of the formula of the other years; None for none."""
        return parse(self.ahead) if self.ahead else None


class Growth(_Data):
    """How much faster one amount grows than another, in percentage points from year to year.

    Args:
        kind: "growth".
        of, than: keys of `KEY_AMOUNTS`.
    """

    kind: Literal["growth"] = "growth"
    of: str
    than: str

    @model_validator(mode="after")
    def _known(self) -> Growth:
        for key in (self.of, self.than):
            _refuse_unknown(key)
        return self


class FormulaFigure(_Data):
    """A figure in percent by a formula over the amounts and the statutory tables' lines.

    Args:
        kind: "formula".
        formula: see `formula_figure`.
    """

    kind: Literal["formula"] = "formula"
    formula: str = Field(max_length=500)

    @field_validator("formula")
    @classmethod
    def _readable(cls, formula: str) -> str:
        formula_node(formula, formula_names())
        return formula

    def node(self) -> Node:
        """Its tree."""
        return parse(self.formula)


def _refuse_unknown(key: str) -> None:
    if key not in KEY_AMOUNTS:
        raise refusal(N_("there is no amount called “%(key)s”"), key=key)


Figure = Annotated[Ratio | Published | Growth | FormulaFigure, Field(discriminator="kind")]


class Bound(_Data):
    """A limit in percent (or points), that may change by year.

    Args:
        by_year: the limit from each year on; before the first there is none.
        step: what it changes by each year after the last of them.
        until: where the steps stop.
    """

    by_year: dict[int, Number] = Field(min_length=1)
    step: Number = Decimal(0)
    until: Number | None = None

    @model_validator(mode="after")
    def _reachable(self) -> Bound:
        last = self.by_year[max(self.by_year)]
        if self.until is not None and (self.until - last) * self.step < 0:
            raise refusal(N_("the steps lead away from where they are to stop"))
        return self

    def in_year(self, of: int) -> Decimal | None:
        """The limit of a year; None before there is one."""
        years = [each for each in self.by_year if each <= of]
        if not years:
            return None
        latest = max(years)
        if latest < max(self.by_year):
            return self.by_year[latest]
        value = self.by_year[latest] + self.step * (of - latest)
        if self.until is not None:
            value = min(value, self.until) if self.step > 0 else max(value, self.until)
        return value


class Exemption(_Data):
    """A time in which a rule has another bound, or none, by a decision of its own.

    Args:
        first, last: the years that it is for.
        at_least, at_most: the bounds meanwhile, in place of the rule's; None for none.
        decided: when it was decided.
        case: in which case.
        reason: why.
    """

    first: int
    last: int
    at_least: Number | None = None
    at_most: Number | None = None
    decided: date | None = None
    case: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> Exemption:
        if self.first > self.last:
            raise refusal(N_("it ends before it begins"))
        return self


class FinancialRule(_Data):
    """A rule.

    Args:
        key: its id.
        name: what it is called.
        figure: what is measured.
        scope: which accounts it is of.
        at_least, at_most: the bounds; both for a band.
        strict: whether the bound itself is outside ("over 1.5").
        tolerance: how many points beyond the bound is still told apart from a breach.
        mean_of: over how many years the figure is taken as a mean; the year and those before.
        decided: when it was decided.
        case: in which case.
        exemptions: times with other bounds.
        source: where the rule is from.
        example: whether it is another municipality's, to be looked at and not to be kept to.
    """

    key: str
    name: str
    figure: Figure
    scope: Scope = Scope.KASSE
    at_least: Bound | None = None
    at_most: Bound | None = None
    strict: bool = False
    tolerance: Number = Field(Decimal(0), ge=0)
    mean_of: int = Field(1, ge=1, le=20)
    decided: date | None = None
    case: str = ""
    exemptions: tuple[Exemption, ...] = ()
    source: str = ""
    example: bool = False

    @model_validator(mode="after")
    def _bound(self) -> FinancialRule:
        if self.at_least is None and self.at_most is None:
            raise refusal(N_("the rule has no bound"))
        return self

    def exemption(self, of: int) -> Exemption | None:
        """The exemption of a year; None for none."""
        return next((each for each in self.exemptions if each.first <= of <= each.last), None)

    def bounds(self, of: int) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most in a year, exemptions counted in."""
        exempt = self.exemption(of)
        if exempt is not None:
            return exempt.at_least, exempt.at_most
        low, high = (
            None if bound is None else bound.in_year(of) for bound in (self.at_least, self.at_most)
        )
        return low, high


class _RulesFile(_Data):
    note: str = ""
    rules: tuple[FinancialRule, ...]


def rules_from_json(text: str, where: str) -> tuple[FinancialRule, ...]:
    """The rules that a file has.

    Args:
        text: JSON with `rules`, each as `FinancialRule` says.
        where: the file, for the error.

    Raises:
        InvalidFinancialRule: it is no such file, or a rule contradicts itself.
    """
    try:
        return _RulesFile.model_validate_json(text).rules
    except ValidationError as error:
        place, why = first_fault(error)
        raise InvalidFinancialRule(
            N_("The financial rules won't do at “%(place)s”: %(why)s."),
            where=where,
            place=place or "{}",
            why=why,
        ) from None


def usual_rules() -> tuple[FinancialRule, ...]:
    """The usual rules, each with its source; those of a municipality are marked as examples."""
    name = "financial-rules.json"
    text = files("ledetraad.economy").joinpath("data", name).read_text(encoding="utf-8")
    return rules_from_json(text, name)

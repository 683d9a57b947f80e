"""What of a plan's follow-up the municipality has chosen to publish; nothing until it has."""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from ledetraad.i18n import N_
from ledetraad.plan.model import Value

MEASURE_PARTS = ("status", "deadline", "unit", "money")
INDICATOR_PARTS = ("targets", "judgement", "outlook", "peers")
STATE_PARTS = ("reasons",)
PARTS: dict[str, tuple[str, ...]] = {
    "measures": MEASURE_PARTS,
    "indicators": INDICATOR_PARTS,
    "states": STATE_PARTS,
    "rules": (),
    "statements": (),
    "climate": (),
}
"""What can be published, and for each what of it can be left out."""

CHOICE_NAMES = {
    "measures": N_("Measures, by name"),
    "status": N_("how each goes"),
    "deadline": N_("the deadline"),
    "unit": N_("the unit that answers for it"),
    "money": N_("what it costs, by year"),
    "indicators": N_("Indicators, with their values"),
    "targets": N_("targets"),
    "judgement": N_("how the values are judged"),
    "outlook": N_("whether the targets are likely to be met (where targets are chosen, too)"),
    "peers": N_("the numbers of those whom the municipality is compared with"),
    "states": N_("How each goal and strategy stands"),
    "reasons": N_("why it stands so"),
    "rules": N_("The municipality's own financial rules, and how they stand"),
    "statements": N_("The statutory tables of the accounts"),
    "climate": N_("The climate budget that is published, and its accounts"),
    "period": N_("The reporting period"),
}


class PublishingChoice(Value):
    """What is published of a plan's follow-up.

    Persons' names, comments, risks, partners and attachments can't be chosen: they are never
    published.

    Args:
        measures: the measures that serve the plan, by name; with each its
        status, deadline, unit, money: where these are chosen, too.
        indicators: the indicators on the plan and on published measures, with their values; with
        targets, judgement, outlook, peers: where these are chosen, too; an outlook only with
        targets.
        states: how the plan's elements stand; with
        reasons: why, where that is chosen, too.
        rules: how the municipality's own financial rules stand.
        statements: the statutory tables of its latest accounts.
        climate: its newest published climate budgets, and the accounts that they begin from.
        period: the key of the reporting period that it stands for; None where none is named.
    """

    measures: bool = False
    status: bool = False
    deadline: bool = False
    unit: bool = False
    money: bool = False
    indicators: bool = False
    targets: bool = False
    judgement: bool = False
    outlook: bool = False
    peers: bool = False
    states: bool = False
    reasons: bool = False
    rules: bool = False
    statements: bool = False
    climate: bool = False
    period: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _no_part_without_its_whole(cls, said: Any) -> Any:
        """A part that is chosen without what it is a part of is not chosen."""
        if not isinstance(said, dict):
            return said
        without = {part for whole, its in PARTS.items() if not said.get(whole) for part in its}
        if not said.get("targets"):
            without.add("outlook")
        return {name: False if name in without else value for name, value in said.items()}

    @property
    def anything(self) -> bool:
        """Whether anything is chosen."""
        return any(getattr(self, name) for name in PARTS)

"""The second parts of the appropriation tables as tables of a paper and sheets of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.publish.economy.paper import PaperRow, PaperTable
from ledetraad.publish.economy.statement import IN_KRONER, IN_THOUSANDS, ROUNDING
from ledetraad.publish.list_sheet import Cell, Column, Figure, ListSheet

Translate = Callable[[str], str]
IN_NO_AREA = N_("In no area")
BY_AREA = N_("by area of the budget")
AREAS = N_("Areas of the budget")
_ONE = Decimal(1)
_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class DistributionRow:
    """An area, or the line of the first part that the areas above it come to.

    Args:
        label: what it is called; empty for what no area takes.
        values: a column each, as they are shown.
        strong: whether it is the line of the first part.
    """

    label: str
    values: Sequence[Decimal]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Distribution:
    """A second part.

    Args:
        name, paragraph: what it is called, and where it stands in the regulation.
        rows: from the top.
        step: what amounts are rounded to.
        sources: where the columns are from.
        areas: where the council has decided the areas.
    """

    name: str
    paragraph: str
    rows: Sequence[DistributionRow]
    step: Decimal
    sources: Sequence[str]
    areas: str = ""

    @property
    def unit(self) -> Decimal:
        """What an amount is told in."""
        return max(self.step, _ONE)

    @property
    def decimals(self) -> int:
        """How many decimals an amount is told with."""
        return 0 if self.step >= 1 else _DECIMALS


def distribution_paper(one: Distribution, heads: Sequence[str], translate: Translate) -> PaperTable:
    """A second part as a table of a paper."""
    unit = IN_KRONER if one.step <= 1 else IN_THOUSANDS
    notes = [f"{translate(N_('From'))}: {'; '.join(dict.fromkeys(one.sources))}."]
    if one.areas:
        notes.append(f"{translate(AREAS)}: {one.areas}.")
    return PaperTable(
        heading=f"{one.name}, {translate(BY_AREA)}",
        lead=[f"{one.paragraph}. {translate(unit)}"],
        heads=[translate(N_("Area")), *heads],
        rows=[
            PaperRow(
                [
                    row.label or translate(IN_NO_AREA),
                    *(number_text(value / one.unit, one.decimals) for value in row.values),
                ],
                row.strong,
            )
            for row in one.rows
        ],
        widths=[6, *[2] * len(heads)],
        texts=1,
        notes=[*notes, translate(ROUNDING)],
    )


def distribution_sheet(one: Distribution, heads: Sequence[str], translate: Translate) -> ListSheet:
    """A second part as a sheet of a workbook."""
    rows: list[list[Cell]] = [
        [
            row.label or translate(IN_NO_AREA),
            *(Figure(value / one.unit, one.decimals) for value in row.values),
        ]
        for row in one.rows
    ]
    columns = [Column(one.paragraph, 60), *(Column(head, 20) for head in heads)]
    title = f"{translate(N_('Areas'))} {one.name}"
    return ListSheet(title, columns, rows, frozen=1)

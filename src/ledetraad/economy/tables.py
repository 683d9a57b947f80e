"""Statutory tables reckoned from what a ledger's codes come to, each cell down to its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.economy.definition import Definition, Row
from ledetraad.economy.definition_checks import last_result
from ledetraad.economy.ledger import BALANCE, CodeSum, Ledger, Sums
from ledetraad.economy.quantities import CannotSay, Kroner, Percent, share, year
from ledetraad.economy.rule_text import Posts
from ledetraad.economy.weights import Weights, booked_codes, weights
from ledetraad.i18n import N_

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A line of a table with its amount.

    Args:
        row: the line's definition.
        value: what it comes to.
        opening: what it came to when the year began; None outside the balance sheet.
        booked: what the same result is booked with; None where it isn't booked by itself.
        weights: how many times each code counts in it; empty for a figure in percent.
    """

    row: Row
    value: Kroner | Percent | CannotSay
    opening: Kroner | None
    booked: Kroner | None
    weights: Weights

    @property
    def change(self) -> Kroner | None:
        """What the year added to the balance; None outside the balance sheet."""
        if self.opening is None or not isinstance(self.value, Kroner):
            return None
        return self.value - self.opening


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a year.

    Args:
        definition: what it is made by.
        year: the year of account.
        cells: its lines, from the top.
        left_out: the codes of its class in the ledger that no line has, with what they come to.
    """

    definition: Definition
    year: int
    cells: tuple[Cell, ...]
    left_out: Mapping[str, CodeSum]

    def cell(self, post: str) -> Cell:
        """The line of a number.

        Raises:
            KeyError: there is none.
        """
        for cell in self.cells:
            if cell.row.post == post:
                return cell
        raise KeyError(post)

    def amount(self, post: str) -> Decimal:
        """What a line in kroner comes to.

        Raises:
            KeyError: there is no such line, or it is not in kroner.
        """
        value = self.cell(post).value
        if not isinstance(value, Kroner):
            raise KeyError(post)
        return value.value


def make_table(definition: Definition, sums: Sums, of: int) -> Table:
    """A table from what a ledger's codes come to.

    Args:
        definition: what it is made by.
        sums: see `Ledger.sums`.
        of: the year of account.
    """
    own = {code: each for (kind, code), each in sums.items() if kind == definition.account_class}
    counted = weights(definition, own)
    cells: dict[str, Cell] = {}
    for row in definition.rows:
        if not row.rule.divisor:
            cells[row.post] = _amount_cell(definition, row, own, counted[row.post], of)
    for row in definition.rows:
        if row.rule.divisor:
            cells[row.post] = Cell(row, _ratio(definition, row, cells, of), None, None, {})
    covered = {code for each in counted.values() for code in each}
    covered |= {code for row in definition.rows for code in booked_codes(row, own)}
    left_out = {code: each for code, each in sorted(own.items()) if code not in covered}
    return Table(definition, of, tuple(cells[row.post] for row in definition.rows), left_out)


def _amount_cell(
    definition: Definition, row: Row, own: Mapping[str, CodeSum], counted: Weights, of: int
) -> Cell:
    amount = sum((own[code].amount * times for code, times in counted.items()), ZERO)
    opening = None
    if definition.account_class == BALANCE:
        began = sum((own[code].opening * times for code, times in counted.items()), ZERO)
        opening = Kroner(began, year(of))
    booked = None
    if row.rule.booked:
        codes = booked_codes(row, own)
        booked = Kroner(sum((own[code].amount for code in codes), ZERO), year(of))
    return Cell(row, Kroner(amount, year(of)), opening, booked, counted)


def _ratio(
    definition: Definition, row: Row, cells: Mapping[str, Cell], of: int
) -> Percent | CannotSay:
    parts = []
    for terms in (row.rule.terms, row.rule.divisor):
        total = Kroner(ZERO, year(of))
        for term in terms:
            if isinstance(term, Posts):
                for other in definition.between(term.first, term.last):
                    value = cells[other.post].value
                    if isinstance(value, Kroner):
                        total += value * term.factor
        parts.append(total)
    first = row.rule.divisor[0]
    named = definition.by_post[first.first].label if isinstance(first, Posts) else row.label
    return share(parts[0], parts[1], named or N_("The whole"))


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of what lies between the result that a table reckons and the one that is booked.

    Args:
        code: the code that counts wrong, or in no line; "" for what the ledger itself lacks.
        times: how many times it counts.
        amount: what that adds to the reckoned result.
    """

    code: str
    times: int
    amount: Kroner


def differences(table: Table, sums: Sums) -> tuple[Difference, ...]:
    """What parts the result that a table ends with from the one that is booked, to the øre.

    The accounts of a class come to zero once their result is booked; so the reckoned result is the
    booked one if every code counts once against its sign, and the ledger does come to zero. What
    does not hold of that is the difference; the parts sum to the reckoned less the booked result.

    Args:
        table: the table.
        sums: what it was made from.

    Returns:
        The parts that are not zero; none for a balance sheet.
    """
    end = last_result(table.definition)
    if end is None:
        return ()
    cell = table.cell(end.post)
    own = {
        code: each for (kind, code), each in sums.items() if kind == table.definition.account_class
    }
    booked = set(booked_codes(end, own))
    of = year(table.year)
    found = []
    for code in sorted(own.keys() - booked):
        times = -cell.weights.get(code, 0)
        amount = own[code].amount * (1 - times)
        if amount:
            found.append(Difference(code, times, Kroner(amount, of)))
    lacking = sum((each.amount for each in own.values()), ZERO)
    if lacking:
        found.append(Difference("", 0, Kroner(-lacking, of)))
    return tuple(found)


def lines_behind(table: Table, post: str, ledger: Ledger) -> list[tuple[int, pa.Table]]:
    """The ledger lines that a cell is the sum of, with how many times they count.

    Args:
        table: the table.
        post: the line's number.
        ledger: what the table was made from.

    Returns:
        The lines by what they are multiplied by; multiplied and summed they are the cell.

    Raises:
        KeyError: there is no such line.
    """
    lines = ledger.of_year(table.year)
    lines = lines.filter(pc.equal(lines["class"], table.definition.account_class))
    found = []
    counted = table.cell(post).weights
    for times in sorted(set(counted.values()), reverse=True):
        codes = pa.array([code for code, each in counted.items() if each == times], pa.string())
        found.append((times, lines.filter(pc.is_in(lines["code"], codes))))
    return found


def by_area(table: Table, post: str, ledger: Ledger, areas: Mapping[str, str]) -> dict[str, Kroner]:
    """A cell parted by the areas that the units belong to, such as the council's appropriations.

    Args:
        table, post, ledger: as in `lines_behind`.
        areas: each unit's area; units that have none come under "".

    Returns:
        What each area comes to, the areas by name; they sum to the cell.
    """
    found: dict[str, Decimal] = {}
    for times, lines in lines_behind(table, post, ledger):
        grouped = lines.group_by("unit").aggregate([("amount", "sum")])
        for each in grouped.to_pylist():
            area = areas.get(each["unit"], "")
            found[area] = found.get(area, ZERO) + each["amount_sum"] * times
    return {area: Kroner(found[area], year(table.year)) for area in sorted(found)}

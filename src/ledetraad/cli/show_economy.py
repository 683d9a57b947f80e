"""Ledgers and statutory tables on the terminal."""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ledetraad.cli.screen import console, note, translate
from ledetraad.cli.screen import plural as ngettext
from ledetraad.economy.definition import RowKind
from ledetraad.economy.faults import InvalidDefinition
from ledetraad.economy.ledger import Ledger, Sums
from ledetraad.economy.quantities import CannotSay, Percent
from ledetraad.economy.shown import shown_column
from ledetraad.economy.tables import Cell, Table, differences, lines_behind
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_

CLASS_NAMES = {
    "0": N_("Investment accounts"),
    "1": N_("Operating accounts"),
    "2": N_("Balance sheet"),
}
_MOST_LINES = 40
_THOUSAND = 1000


def show_ledger(ledger: Ledger) -> None:
    """What a ledger has, by year and class."""
    from rich.table import Table as Drawn

    drawn = Drawn(box=None, pad_edge=False)
    for head in (N_("Year"), N_("Accounts"), N_("Codes"), N_("Lines"), N_("Sum in kroner")):
        drawn.add_column(translate(head), justify="right" if head != N_("Accounts") else "left")
    for year, sums in ledger.all_sums().items():
        for account_class in sorted({kind for kind, _ in sums}):
            own = [each for (kind, _), each in sums.items() if kind == account_class]
            drawn.add_row(
                str(year),
                translate(CLASS_NAMES[account_class]),
                str(len(own)),
                str(sum(each.lines for each in own)),
                number_text(sum((each.amount for each in own), Decimal(0)), 2),
            )
    console().print(drawn)


def show_table(table: Table, sums: Sums, step: Decimal) -> None:
    """A statutory table, and what is to be known of it."""
    from rich.table import Table as Drawn
    from rich.text import Text

    screen = console()
    screen.print(Text(f"{table.definition.name} {table.year}", style="bold"))
    unit = translate("1,000 kroner") if step == _THOUSAND else translate("Kroner")
    screen.print(Text(" · ".join(part for part in (table.definition.paragraph, unit) if part)))
    shown = shown_column(table, step)
    drawn = Drawn(box=None, pad_edge=False, show_header=False)
    drawn.add_column(no_wrap=True)
    drawn.add_column(overflow="fold")
    drawn.add_column(justify="right", no_wrap=True)
    for cell in table.cells:
        style = "" if cell.row.kind is RowKind.LINE else "bold"
        drawn.add_row(cell.row.post, Text(cell.row.label), _value(cell, shown, step), style=style)
    screen.print(drawn)
    for code, each in table.left_out.items():
        note(
            translate("No line has code %(code)s, which comes to %(amount)s kroner.")
            % {"code": code, "amount": number_text(each.amount, 2)}
        )
    for difference in differences(table, sums):
        said = (
            translate("The result differs from the booked one by %(amount)s kroner: code %(code)s.")
            if difference.code
            else translate("The ledger's own lines don't come to zero, by %(amount)s kroner.")
        )
        amount = number_text(difference.amount.value, 2)
        note(said % {"amount": amount, "code": difference.code})
    screen.print()


def _value(cell: Cell, shown: dict[str, Decimal], step: Decimal) -> str:
    match cell.value:
        case CannotSay():
            return cell.value.words.said(translate)
        case Percent():
            return f"{number_text(cell.value.value, 2)} %"
    return number_text(shown[cell.row.post] / step, 0)


def show_behind(tables: Sequence[Table], named: str, ledger: Ledger) -> None:
    """The ledger lines behind a cell, the largest first.

    Args:
        tables: the tables that were made.
        named: the table's id, or a part of it, and the line's number: "drift-5-6:9".
        ledger: what they were made from.

    Raises:
        InvalidDefinition: there is no such table or line.
    """
    key, _, post = named.rpartition(":")
    found = [each for each in tables if key in each.definition.key]
    found = [each for each in found if post in each.definition.by_post]
    if not found:
        raise InvalidDefinition(
            N_("There is no line “%(line)s” in a table “%(table)s”."),
            remedy=N_("The tables are: %(tables)s."),
            line=post,
            table=key,
            tables=", ".join(dict.fromkeys(each.definition.key for each in tables)),
        )
    for table in found:
        _show_lines(table, post, ledger)


def _show_lines(table: Table, post: str, ledger: Ledger) -> None:
    from rich.table import Table as Drawn
    from rich.text import Text

    cell = table.cell(post)
    lines = [
        {**line, "times": times}
        for times, part in lines_behind(table, post, ledger)
        for line in part.to_pylist()
    ]
    lines.sort(key=lambda line: -abs(line["amount"]))
    screen = console()
    screen.print(
        Text(f"{table.definition.name} {table.year}: {post} {cell.row.label}", style="bold")
    )
    screen.print(Text(cell.row.written))
    drawn = Drawn(box=None, pad_edge=False)
    for head in (N_("Row"), N_("Code"), N_("Name"), N_("Function"), N_("Unit"), N_("Amount")):
        drawn.add_column(translate(head), justify="right" if head == N_("Amount") else "left")
    for line in lines[:_MOST_LINES]:
        drawn.add_row(
            str(line["row"]),
            line["code"],
            Text(ledger.name_of("account", line["class"] + line["code"])),
            line["function"],
            line["unit"],
            number_text(line["amount"] * line["times"], 2),
        )
    screen.print(drawn)
    left = lines[_MOST_LINES:]
    if left:
        said = ngettext(
            "and %(count)s line more: %(amount)s",
            "and %(count)s lines more: %(amount)s",
            len(left),
        )
        amount = sum((line["amount"] * line["times"] for line in left), Decimal(0))
        screen.print(Text(said % {"count": len(left), "amount": number_text(amount, 2)}))
    total = sum((line["amount"] * line["times"] for line in lines), Decimal(0))
    screen.print(Text(translate("In all: %(amount)s") % {"amount": number_text(total, 2)}))

"""What is published of a municipality's economy: how its rules stand, and its statutory tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ledetraad.economy.ledger import Basis
from ledetraad.economy.verdict import State
from ledetraad.plan.model import Value


class PublishedVerdict(Value):
    """A year by a rule.

    Args:
        year, basis: which, and what its amounts are.
        state: how it stands.
        percent: the figure; None where it can't be said.
        least, most: the bounds.
        needed: the kroner to come inside; None where it is inside.
    """

    year: int
    basis: Basis | None = None
    state: State
    percent: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    needed: Decimal | None = None


class PublishedRule(Value):
    """A financial rule of the municipality's own.

    Args:
        name: what it is called.
        source, decided, case: where it is from, and who decided it.
        verdicts: by year.
    """

    name: str
    source: str = ""
    decided: date | None = None
    case: str = ""
    verdicts: tuple[PublishedVerdict, ...] = ()


class PublishedColumn(Value):
    """A column of a statutory table.

    Args:
        year, basis: which, and what its amounts are.
        months: how many months it is of.
        source: the file that it is from, with its edition.
    """

    year: int
    basis: Basis
    months: int = 12
    source: str


class PublishedLine(Value):
    """A line of a statutory table.

    Args:
        post, label: its number and name.
        strong: whether it is a sum or a result.
        percent: whether its values are percentages; else they are kroner, as shown.
        values: a column each; None where it can't be said.
    """

    post: str
    label: str
    strong: bool = False
    percent: bool = False
    values: tuple[Decimal | None, ...]


class PublishedStatement(Value):
    """A statutory table.

    Args:
        name, paragraph: what it is, and where in the regulation.
        definition: where its definition is from.
        columns, lines: what stands in it.
    """

    name: str
    paragraph: str
    definition: str
    columns: tuple[PublishedColumn, ...]
    lines: tuple[PublishedLine, ...]


class PublishedEconomy(Value):
    """What is published.

    Args:
        rules: the financial rules; empty where they are not published.
        statements: the tables of the latest whole year; empty where they are not published.
    """

    rules: tuple[PublishedRule, ...] = ()
    statements: tuple[PublishedStatement, ...] = ()

"""The form for a table's lines: what somebody has written → a table of a file, and back."""

from __future__ import annotations

from typing import Any

from ledetraad.economy.definition import RowKind, Shown
from ledetraad.i18n import N_
from ledetraad.web.forms import FieldRefused, Form, FormRefused

KIND_NAMES = {
    RowKind.LINE: N_("amounts from the ledger"),
    RowKind.SUM: N_("a sum of lines"),
    RowKind.RESULT: N_("a result"),
    RowKind.METRIC: N_("a figure in percent"),
}
SHOWN_NAMES = {
    "": N_("by its codes"),
    Shown.AS_BOOKED.value: N_("as booked"),
    Shown.REVERSED.value: N_("with the sign turned"),
}
SPARE_ROWS = 3
_LONGEST = {"post": 40, "label": 300, "rule": 500}


def read_table(form: Form, before: dict[str, Any]) -> dict[str, Any]:
    """The table that a form says.

    Args:
        form: what was sent.
        before: the table as it was.

    Raises:
        FormRefused: a field says something it can't.
    """
    rows: list[dict[str, Any]] = []
    for number, row in form.rows("rows"):
        said = {name: row.text(name) for name in _LONGEST}
        if not any(said.values()):
            continue
        for name, most in _LONGEST.items():
            if not said[name] or len(said[name]) > most:
                row.problems[name] = FieldRefused(
                    N_("This is missing, or too long."),
                    remedy=N_("Fill it in, or empty the row."),
                )
        kind, shown = row.text("kind"), row.text("shown")
        if kind not in set(RowKind) or shown not in SHOWN_NAMES:
            row.problems["kind"] = FieldRefused(
                N_("This can't be chosen."),
                remedy=N_("Choose one of those that are in the list."),
            )
        form.gather("rows", number, row)
        rows.append(
            {
                **said,
                "rowType": kind,
                "valueType": "percent" if kind == RowKind.METRIC else "amount",
                "shown": shown or None,
            }
        )
    if not rows:
        form.problems["rows"] = FieldRefused(
            N_("The table has no lines."), remedy=N_("Write at least one.")
        )
    if form.problems:
        raise FormRefused(form.problems)
    return {**before, "rows": rows}


def written_table(table: dict[str, Any]) -> dict[str, str]:
    """What the form says of a table."""
    said: dict[str, str] = {}
    for at, row in enumerate(table["rows"]):
        said |= {
            f"rows-{at}-post": row["post"],
            f"rows-{at}-label": row["label"],
            f"rows-{at}-rule": row["rule"],
            f"rows-{at}-kind": row["rowType"],
            f"rows-{at}-shown": row["shown"] or "",
        }
    return said

"""The published follow-up as tables to analyse: the measures, and the indicators' values, as CSV.

Semicolons and a byte-order mark, as the plan's own CSV has, and what looks like a formula guarded;
dates and numbers as machines read them (2026-03-01, 62.4), so that they are the same in every
language.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

import orjson

from ledetraad.followup.bands import JUDGEMENT_NAMES, Judgement
from ledetraad.followup.measure import MONEY_KIND_NAMES
from ledetraad.followup.status import MEASURE_STATUS_NAMES
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.plan.flat_guard import guarded
from ledetraad.publish.followup.model import FollowUp
from ledetraad.publish.followup.observed import MISSING_NAMES

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def thousands(amount: int) -> str:
    """An amount in thousands of kroner, as budgets are read: "1 250"."""
    return number_text(Decimal(amount) / 1000, 0)


def measures_csv(follow_up: FollowUp, translate: Translate) -> bytes:
    """The measures, one row for each; a column for what is published and for each year's money."""
    shown = follow_up.shown
    columns = sorted({(one.year, one.kind) for each in follow_up.measures for one in each.money})
    heads = [N_("Number"), N_("Measure"), N_("Serves (the elements' ids)")]
    heads += [N_("Status")] * ("status" in shown)
    heads += [N_("Deadline")] * ("deadline" in shown)
    heads += [N_("Unit responsible")] * ("unit" in shown)
    rows = []
    for one in follow_up.measures:
        row = [str(one.number), one.name, " ".join(one.serves)]
        if "status" in shown:
            row.append(translate(MEASURE_STATUS_NAMES[one.status]) if one.status else "")
        if "deadline" in shown:
            row.append(one.deadline.isoformat() if one.deadline else "")
        if "unit" in shown:
            row.append(one.unit)
        amounts = {(each.year, each.kind): each.amount for each in one.money}
        row += [str(amounts.get(column, "")) for column in columns]
        rows.append(row)
    money = [
        translate(N_("%(year)s, %(kind)s, kroner"))
        % {"year": year, "kind": translate(MONEY_KIND_NAMES[kind])}
        for year, kind in columns
    ]
    return csv_table([*map(translate, heads), *money], rows)


def values_csv(follow_up: FollowUp, translate: Translate) -> bytes:
    """The indicators' values, one row for each period."""
    judged = "judgement" in follow_up.shown
    heads = [
        N_("Number"),
        N_("Indicator"),
        N_("Element (its id)"),
        N_("Measure (its number)"),
        N_("Period"),
        N_("Value"),
        N_("Measured in"),
        N_("Why there is none"),
        N_("Source"),
    ]
    heads += [N_("Judgement")] * judged
    heads.append(N_("Note"))
    rows = []
    for one in follow_up.indicators:
        bands = one.said.bands()
        for each in one.values:
            row = [
                str(one.number),
                one.name,
                one.element or "",
                str(one.measure or ""),
                each.period,
                f"{each.value:f}" if each.value is not None else "",
                one.measure_unit,
                translate(MISSING_NAMES[each.missing]) if each.missing else "",
                each.source or one.source,
            ]
            if judged:
                judgement = bands.judge(each.value) if bands is not None else Judgement.UNKNOWN
                row.append(translate(JUDGEMENT_NAMES[judgement]))
            notes = [N_("not finally checked")] * each.unrevised
            notes += [N_("break: not quite comparable with the years before")] * each.broken
            row.append("; ".join(map(translate, notes)))
            rows.append(row)
    return csv_table(list(map(translate, heads)), rows)


def follow_up_json(follow_up: FollowUp) -> bytes:
    """All of it as the snapshot carries it, indented."""
    document = follow_up.model_dump(mode="json")
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def csv_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of text as CSV, as spreadsheets in Norway read it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([cell if _is_number(cell) else guarded(cell) for cell in row])
    return BYTE_ORDER_MARK + text.getvalue().encode()


def _is_number(cell: str) -> bool:
    """Whether a cell is a plain number, which a minus in front makes no formula of."""
    digits = cell.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit()

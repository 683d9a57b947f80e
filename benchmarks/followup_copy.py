"""The follow-up of one municipality copied to others inside the database, in the same SQL on both.

Rows are matched by what they have in common: units by their names, people by their place, measures
by their numbers, periods by their year and part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_UNIT = """LEFT JOIN accounts_unit u ON u.id = x.unit_id
           LEFT JOIN accounts_unit v ON v.municipality_id = m.id AND v.name = u.name"""
_PERSON = """LEFT JOIN auth_user a ON a.id = x.person_id
             LEFT JOIN auth_user b ON b.username =
               REPLACE(a.username, 'person' || {number} || '-', 'person' || {other} || '-')"""
_MEASURE = """JOIN followup_measure y ON y.id = x.{key}
              JOIN followup_measure z ON z.municipality_id = m.id AND z.number = y.number"""
_PERIOD = """JOIN followup_reportingperiod p ON p.id = x.period_id
             JOIN followup_reportingperiod q
               ON q.municipality_id = m.id AND q.year = p.year AND q.part = p.part"""
_PLAN = "JOIN plans_workingcopy w ON w.municipality_id = m.id"


def copy_all(first: int, others: Sequence[int]) -> None:
    """Copy measures with all that belongs to them and all that is reported of them.

    Args:
        first: the key of the municipality that has them.
        others: the keys of those that are to have them, with the same units, people and periods.
    """
    from ledetraad.web.followup.models import (
        LockedReport,
        Measure,
        Milestone,
        Money,
        Serves,
        StatusReport,
    )
    from ledetraad.web.history.models import Change

    measure = _MEASURE.format(key="measure_id")
    part = {"measure_id": "z.id"}
    for other in others:
        here = "x.municipality_id = %(first)s"
        under = "y.municipality_id = %(first)s"
        keys = {"first": first, "other": other}
        person = _PERSON.format(number=_number("%(first)s"), other=_number("%(other)s"))
        own = {"municipality_id": "m.id"}
        _copy(
            Measure, own | {"unit_id": "v.id", "person_id": "b.id"}, f"{_UNIT} {person}", here, keys
        )
        _copy(Serves, part | {"plan_id": "w.id"}, f"{measure} {_PLAN}", under, keys)
        _copy(Milestone, part, measure, under, keys)
        _copy(Money, part, measure, under, keys)
        changed = _MEASURE.format(key="object_id")
        _copy(Change, own | {"object_id": "z.id"}, changed, here, keys)
        reported = {"period_id": "q.id", "measure_id": "z.id"}
        _copy(StatusReport, own | reported, f"{measure} {_PERIOD}", here, keys)
        _copy(
            LockedReport,
            reported | {"unit_id": "v.id"},
            f"{measure} {_PERIOD} {_UNIT}",
            under,
            keys,
        )


def _number(municipality: str) -> str:
    """The number in a municipality's name, "7" in "Eksempel 7"."""
    return (
        "(SELECT REPLACE(name, 'Eksempel ', '') FROM accounts_municipality"
        f" WHERE id = {municipality})"
    )


def _copy(
    model: Any, other: Mapping[str, str], joined: str, where: str, keys: Mapping[str, int]
) -> None:
    from django.db import connection

    columns = [one.column for one in model._meta.local_concrete_fields if not one.primary_key]
    said = [other.get(name, f'x."{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(said)}"
            f" FROM {model._meta.db_table} x"
            f" JOIN accounts_municipality m ON m.id = %(other)s {joined} WHERE {where}"
            " ORDER BY x.id",
            keys,
        )

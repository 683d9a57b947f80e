"""The follow-up of one municipality copied to others inside the database, in the same SQL on both.

Rows are matched by what they have in common: units by their names, people by their place, measures
by their numbers, periods by their year and part.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_UNIT = """LEFT JOIN accounts_unit u ON u.id = x.unit_id
           LEFT JOIN accounts_unit v ON v.municipality_id = m.id AND v.name = u.name"""
_PERSON = """LEFT JOIN auth_user a ON a.id = x.person_id
             LEFT JOIN auth_user b ON b.username = REPLACE(
               a.username, 'person1-', 'person' || REPLACE(m.name, 'Eksempel ', '') || '-')"""
_MEASURE = """JOIN followup_measure y ON y.id = x.{key}
              JOIN followup_measure z ON z.municipality_id = m.id AND z.number = y.number"""
_PERIOD = """JOIN followup_reportingperiod p ON p.id = x.period_id
             JOIN followup_reportingperiod q
               ON q.municipality_id = m.id AND q.year = p.year AND q.part = p.part"""
_PLAN = "JOIN plans_workingcopy w ON w.municipality_id = m.id"


def copy_all(first: int) -> None:
    """Copy measures with all that belongs to them and all that is reported of them.

    Args:
        first: the key of the municipality that has them, "Eksempel 1"; all others are to have
            them, and have the same units, people and periods.
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

    own, part = {"municipality_id": "m.id"}, {"measure_id": "z.id"}
    reported = {"period_id": "q.id", "measure_id": "z.id"}
    measure = _MEASURE.format(key="measure_id")
    people = {"unit_id": "v.id", "person_id": "b.id"}
    _copy(Measure, own | people, f"{_UNIT} {_PERSON}", first)
    look_through()
    _copy(Serves, part | {"plan_id": "w.id"}, f"{measure} {_PLAN}", first)
    _copy(Milestone, part, measure, first)
    _copy(Money, part, measure, first)
    _copy(Change, own | {"object_id": "z.id"}, _MEASURE.format(key="object_id"), first)
    _copy(StatusReport, own | reported, f"{measure} {_PERIOD}", first)
    locked = f"{measure} {_PERIOD} {_UNIT}"
    _copy(LockedReport, reported | {"unit_id": "v.id"}, locked, first)


def look_through() -> None:
    """Let PostgreSQL count its rows, as its own process does in time; SQLite is left as it is."""
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")


def _copy(model: Any, other: Mapping[str, str], joined: str, first: int) -> None:
    from django.db import connection

    columns = [one.column for one in model._meta.local_concrete_fields if not one.primary_key]
    said = [other.get(name, f'x."{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    whose = "x" if "municipality_id" in columns else "y"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(said)}"
            f" FROM {model._meta.db_table} x"
            f" JOIN accounts_municipality m ON m.id <> %s {joined}"
            f" WHERE {whose}.municipality_id = %s ORDER BY m.id, x.id",
            [first, first],
        )

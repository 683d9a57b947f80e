"""Municipalities with plans, measures and reports, as many as one asks for; all of it invented.

python -m benchmarks.followup_data FOLDER MUNICIPALITIES ELEMENTS MEASURES_EACH PERIODS
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.plans import as_text, make_plan

STATUSES = ("on_schedule", "delayed", "done", "not_started", "on_schedule")
_CHUNK = 5_000


def fill(folder: Path, municipalities: int, elements: int, each: int, periods: int) -> None:
    """Fill a new data folder.

    Args:
        folder: where the database is made, unless DATABASE_URL names one.
        municipalities: how many.
        elements: how many each one's plan has, about.
        each: how many measures serve each element.
        periods: how many reporting periods there are, all reported for.
    """
    from ledetraad.web import start

    start.prepare(folder)
    from django.contrib.auth.models import User

    from ledetraad.plan.exchange import canonical, plan_document
    from ledetraad.readers import read_bytes
    from ledetraad.web.accounts.models import Membership, Municipality, Unit
    from ledetraad.web.plans.models import Revision, WorkingCopy

    text = as_text(make_plan(elements)).encode()
    plan = read_bytes(text, "plan.txt").plan
    document = canonical(plan_document(plan))
    ids = [element.id for element in plan.walk()]
    for number in range(1, municipalities + 1):
        place = Municipality.objects.create(name=f"Eksempel {number}")
        user = User.objects.create_user(f"planner{number}", password="en lang setning 12")
        Membership.objects.create(user=user, municipality=place, role="planner")
        units = [Unit.objects.create(municipality=place, name=f"Enhet {n}") for n in range(20)]
        copy = WorkingCopy.objects.create(municipality=place, slug=f"plan-{number}", title="Plan")
        Revision.objects.create(working_copy=copy, number=1, document=document)
        _measures(place, copy, ids, each, units, periods)


def _measures(place: Any, copy: Any, ids: list[str], each: int, units: Any, periods: int) -> None:
    from ledetraad.web.followup.models import Measure, ReportingPeriod, Serves, StatusReport

    reporting = [
        ReportingPeriod.objects.create(
            municipality=place,
            version=1,
            name=f"{n % 3 + 1}. tertial {2023 + n // 3}",
            kind_of="tertial",
            year=2023 + n // 3,
            part=n % 3 + 1,
            first=date(2023 + n // 3, n % 3 * 4 + 1, 1),
            last=date(2023 + n // 3, n % 3 * 4 + 4, 28),
            due=date(2023 + n // 3, n % 3 * 4 + 4, 28),
            state="open" if n == periods - 1 else "locked",
        )
        for n in range(periods)
    ]
    numbers = range(1, len(ids) * each + 1)
    _store(
        Measure,
        (
            Measure(
                municipality=place,
                version=1,
                number=number,
                name=f"Tiltak nummer {number} for bedre hverdager",
                kind_of="assignment",
                financing="none",
                unit=units[number % len(units)],
                status=STATUSES[number % len(STATUSES)],
                deadline=date(2027, number % 12 + 1, 1),
            )
            for number in numbers
        ),
    )
    keys = list(
        Measure.objects.filter(municipality=place).order_by("number").values_list("pk", flat=True)
    )
    _store(
        Serves,
        (
            Serves(measure_id=key, place=0, plan=copy, element=ids[n // each])
            for n, key in enumerate(keys)
        ),
    )
    _store(
        StatusReport,
        (
            StatusReport(
                municipality=place,
                version=1,
                period=period,
                measure_id=key,
                state="submitted",
                status=_status(n, m),
                document={"status": _status(n, m), "text": "Som planlagt."},
            )
            for m, period in enumerate(reporting)
            for n, key in enumerate(keys)
        ),
    )


def _status(measure: int, period: int) -> str:
    """What is reported of a measure; one of ten changes from period to period."""
    return STATUSES[(measure + (period if measure % 10 == 0 else 0)) % len(STATUSES)]


def _store(model: Any, rows: Iterator[Any]) -> None:
    while some := list(islice(rows, _CHUNK)):
        model.objects.bulk_create(some)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), *map(int, sys.argv[2:6]))

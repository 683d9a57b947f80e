"""`python -m benchmarks.economy_pages`: the economy's pages, as the application answers them.

The demonstration's invented economy, asked for in one process through Django's test client: the
rules over seven years, a scenario tried, the statutory tables and what a goal costs, beside the
page of the ledgers, which works nothing out. Nothing fails because it is slow.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.run import Row, table

ROOT = Path(__file__).parents[1]
TIMES = 60
_ASKED = frozenset({"the rules over seven years", "a scenario tried"})
_MOST = 0.2
"""Within how many seconds these answer, at the 95th percentile."""


def rows() -> list[Row]:
    """A row for each page: the median and the 95th percentile, and the ratio to the plain page."""
    os.environ["LEDETRAAD_DATA"] = tempfile.mkdtemp(prefix="ledetraad-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "ledetraad.web.settings"
    from ledetraad.web import start

    start.prepare(Path(os.environ["LEDETRAAD_DATA"]), demo="http://localhost/")
    examples = ROOT / "examples"
    start.set_up_demo(
        examples / "asker-2020-2032-forslag.txt",
        owner="Eksempel kommune",
        note="",
        year=examples / "demo-year.toml",
        economy=examples / "demo-economy.toml",
    )
    from django.contrib.auth.models import User
    from django.test import Client

    from ledetraad.web.accounts.models import Membership
    from ledetraad.web.plans.models import WorkingCopy

    user = User.objects.get(username="controller")
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    place = Membership.objects.get(user=user).municipality
    copy = WorkingCopy.objects.get(municipality=place)
    theme = copy.latest().plan().elements[0].id
    here = f"/oppfolging/{place.slug}/okonomi/"
    tried = {"name": "x", "interest-0-first": "2027", "interest-0-points": "1", "op": "try"}

    def get(rest: str) -> Callable[[], object]:
        return lambda: client.get(f"{here}{rest}")

    asked: dict[str, Callable[[], object]] = {
        "the ledgers": get("filer/"),
        "the rules over seven years": get("regler/"),
        "a scenario tried": lambda: client.post(f"{here}scenarioer/ny/", tried),
        "the money by area of the budget": get("tabeller/2025/fordeling/"),
        "a statutory table": get("tabeller/2025/okonomisk-oversikt-drift-5-6/"),
        "what a theme costs": get(f"kostnad/{copy.slug}/{theme}/"),
        "where the year ends": get("varsel/2026/"),
    }
    found = {name: _times(ask) for name, ask in asked.items()}
    plain = median(found["the ledgers"])
    return [
        Row(
            job=name,
            ours=f"median {median(taken) * 1000:.0f} ms, 95 % within "
            f"{quantiles(taken, n=20)[-1] * 1000:.0f} ms",
            reference="the ledgers' page",
            ratio=f"{median(taken) / plain:.1f} ×",
            **_within(name, quantiles(taken, n=20)[-1]),
        )
        for name, taken in found.items()
    ]


def _within(name: str, slowest: float) -> dict[str, Any]:
    """What is asked of a page, and whether it holds; nothing of most."""
    if name not in _ASKED:
        return {}
    return {"target": f"95 % within {_MOST * 1000:.0f} ms", "met": slowest < _MOST}


def _times(ask: Callable[[], object]) -> list[float]:
    ask()
    found = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        found.append(time.perf_counter() - begun)
    return found


if __name__ == "__main__":
    print(table(rows()))

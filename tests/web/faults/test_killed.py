"""A process killed at any point leaves what was before or what comes after, never between.

"Before" and "after" are the whole database, compared row by row; and what was cut off is done in
full when it is done again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.notices.server import mail_box
from tests.web.test_postgres import database  # noqa: F401  (a fixture)

pytestmark = pytest.mark.own_database

ROOT = Path(__file__).parents[3]
ACTS = (
    "sending-a-document-in",
    "reading-a-document",
    "taking-a-document-in",
    "changing-a-plan",
    "saving-a-plan",
    "publishing",
    "taking-a-sheet-in",
    "writing-a-report",
    "handing-a-report-in",
    "locking-a-period",
    "ending-a-unit",
    "speaking",
    "speaking-in-short",
)


def killed(act: str, data: Path, most: int, **settings: str) -> Iterator[dict[str, Any]]:
    """What an act changes, then what is left where it is killed and done again, point by point."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.web.faults.program", str(data), act, str(most)],
        cwd=ROOT,
        env=os.environ | settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdin is not None and process.stdout is not None
        for line in process.stdout:
            yield json.loads(line)
            process.stdin.write("\n")
            process.stdin.flush()
    assert process.returncode == 0


def never_between(found: Iterator[dict[str, Any]]) -> None:
    """See that nothing was ever left between, and that doing it again does it."""
    changes, *told = found
    assert changes["changes"] and len(told) > 1
    assert not [one for one in told if one["since_before"] and one["until_after"]]
    assert not [one for one in told if one["again"]]
    assert told[0]["since_before"] == told[-1]["until_after"] == []


@pytest.mark.parametrize("act", ACTS)
def test_on_sqlite(act: str, tmp_path: Path) -> None:
    never_between(killed(act, tmp_path, 12))


@pytest.mark.postgres
@pytest.mark.parametrize(
    "act",
    [
        "reading-a-document",
        "saving-a-plan",
        "taking-a-sheet-in",
        "locking-a-period",
        "speaking",
        "speaking-in-short",
    ],
)
def test_on_postgresql(act: str, tmp_path: Path, database: str) -> None:  # noqa: F811
    never_between(killed(act, tmp_path, 6, DATABASE_URL=database))


def test_a_mail_is_sent_whenever_its_worker_is_killed_and_twice_only_as_the_same_mail(
    tmp_path: Path,
) -> None:
    with mail_box() as box:
        server = {
            "LEDETRAAD_MAIL_URL": f"smtp://{box.host}:{box.port}",
            "LEDETRAAD_ADDRESS": "https://plan.example.org",
        }
        rounds = killed("sending-mail", tmp_path, 20, **server)
        assert "notices_notice" in next(rounds)["changes"]
        box.mails.clear()
        twice = 0
        for one in rounds:
            sent = Counter(str(mail["Message-ID"]) for mail in box.mails)
            assert len(sent) == 3 and sum(sent.values()) <= 4, one
            assert not one["again"]
            twice += sum(sent.values()) - 3
            box.mails.clear()

    assert twice  # some are killed after the mail is handed over and before it is marked so

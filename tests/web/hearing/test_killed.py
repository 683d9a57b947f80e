"""A process that is killed in the middle of a submit leaves either all of it or nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE

pytestmark = pytest.mark.own_database

SCRIPT = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from ledetraad.web import start

start.prepare(Path(sys.argv[1]))
from django.test import Client
from django.utils import timezone
from ledetraad.hearing.hearing import HearingValues
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.hearing.links import new_stamp
from ledetraad.web.hearing.models import Comment, Hearing, Statement, StatementVersion
from ledetraad.web.hearing.services import statement_receive
from ledetraad.web.hearing.services.hearing_save import announce, make_hearing
from ledetraad.web.plans.services.plan_import import import_new
from ledetraad.web.plans.services.plan_publish import publish

step = sys.argv[3]
if step == "count":
    kinds = (Statement, StatementVersion, Comment)
    print(*(kind.objects.count() for kind in kinds), Hearing.objects.get().last_number)
    sys.exit()
now = timezone.now()
place = Municipality.objects.create(name="Eksempel")
plan, _ = import_new(place, Path(sys.argv[2]).read_bytes(), "plan.txt", user=None, slug="p")
values = HearingValues(
    name="Høring",
    plan=plan.pk,
    publication=publish(plan, user=None, now=now).pk,
    opens=timezone.localdate(),
    closes=timezone.localdate() + timedelta(days=60),
)
announce(make_hearing(values, user=None), user=None)
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if step == "before":
    statement_receive.attach = die
else:
    from ledetraad.web.hearing.public import speaking
    speaking.token_of = die
stamp = new_stamp(now - timedelta(minutes=1))
said = {"stamp": stamp, "said-0-text": "Ja", "who": "self", "name": "Berit"}
Client(SERVER_NAME="localhost").post("/plan/p/horing/si/", said)
"""


@pytest.mark.parametrize(
    ("step", "left"), [("before", ["0", "0", "0", "0"]), ("after", ["1", "1", "1", "1"])]
)
def test_a_statement_is_there_whole_or_not_at_all(
    tmp_path: Path, step: str, left: list[str]
) -> None:
    def process(what: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", SCRIPT, str(tmp_path), str(EXAMPLE), what]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    killed = process(step)
    counted = process("count")

    assert killed.returncode == -9, killed.stderr
    assert counted.stdout.split() == left, counted.stderr

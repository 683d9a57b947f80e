"""The demonstration tells nobody outside of anything, and its year is one to work in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ledetraad.cli.example import example_year
from ledetraad.web.demo.year import set_up_year
from ledetraad.web.followup.models import Serves, YearElement
from ledetraad.web.plans.models import WorkingCopy

PROGRAM = """
import sys
from pathlib import Path

from ledetraad.web import start

start.prepare(Path(sys.argv[1]), demo="http://127.0.0.1:8000/")

from django.conf import settings
from django.core.mail import send_mail

assert settings.ADDRESS == "http://127.0.0.1:8000", settings.ADDRESS
send_mail("Uka di", "Dette venter på deg.", None, ["leder@example.org"])
"""


def test_its_mail_is_kept_as_files_in_its_folder(tmp_path: Path) -> None:
    data = tmp_path / "data"
    known = {name: value for name, value in os.environ.items() if "LEDETRAAD" not in name}
    known.pop("DATABASE_URL", None)
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(data)],
        env=known,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    [mail] = (data / "mail").iterdir()
    assert "To: leder@example.org" in mail.read_text(encoding="utf-8")


def test_its_year_has_taken_in_what_the_measures_serve(working_copy: WorkingCopy) -> None:
    set_up_year(working_copy, example_year())

    taken = {
        year: set(
            YearElement.objects.filter(plan=working_copy, year=year).values_list(
                "element", flat=True
            )
        )
        for year in (2026, 2027)
    }
    served = set(Serves.objects.filter(plan=working_copy).values_list("element", flat=True))
    assert taken[2026] == served
    assert taken[2027] < served and taken[2027]

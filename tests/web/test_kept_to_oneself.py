"""What a municipality keeps is readable by the server's own account, and stays at a power cut."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

_START = """
import sys
from pathlib import Path
from ledetraad.web import start
start.prepare(Path(sys.argv[1]))
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("PRAGMA synchronous")
    print(cursor.fetchone()[0])
"""
_FULL = "2"


def test_the_folder_and_the_database_are_their_owners_alone_new_or_old(tmp_path: Path) -> None:
    data = tmp_path / "data"
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", _START, str(data)],
            check=True,
            capture_output=True,
            text=True,
            env={"PATH": "/usr/bin:/bin"},
        )

        assert done.stdout.strip() == _FULL
        assert S_IMODE(data.stat().st_mode) == 0o700
        kept = [one for one in data.iterdir() if one.is_file()]
        assert data / "ledetraad.sqlite3" in kept
        assert {S_IMODE(one.stat().st_mode) for one in kept} == {0o600}
        data.chmod(0o755)
        (data / "ledetraad.sqlite3").chmod(0o644)

"""A file that was sent in, put where the readers can read it, and taken away again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from ledetraad.climate.faults import FaultyEmissions
from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_

LARGEST: Final = 20_000_000
"""The most bytes of a file of accounts or factors."""


class FileRefused(LedetraadError):
    """A file that can't be taken."""


def sent_file(request: HttpRequest, name: str = "file") -> tuple[bytes, str]:
    """A file that a form has sent, and its name.

    Raises:
        FileRefused: there is none, it is empty, or it is too large.
    """
    file = request.FILES.get(name)
    if not isinstance(file, UploadedFile) or not file.name:
        raise FileRefused(N_("No file was chosen."), remedy=N_("Choose the file, and send it in."))
    if not file.size or file.size > LARGEST:
        raise FileRefused(
            N_("The file is empty, or larger than %(most)s MB."),
            where=file.name,
            remedy=N_("Choose a file with the municipality's own figures."),
            most=LARGEST // 1_000_000,
        )
    return file.read(), file.name


@contextmanager
def as_file(data: bytes, name: str) -> Iterator[Path]:
    """A file that is there as long as it is read; errors name it as its sender does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{PurePath(name).suffix.lower()}"
        path.write_bytes(data)
        try:
            yield path
        except LedetraadError as error:
            several = error.faults if isinstance(error, FaultyEmissions) else ()
            for each in (error, *several):
                each.where = each.where.replace(str(path), name)
            raise

"""A whole hearing for the archive: every original with its checksum, described in Noark 5's words.

The description follows the names of Noark 5's archive structure (mappe, registrering,
dokumentbeskrivelse, dokumentobjekt, sjekksum); it is made to be taken into the municipality's case
system, and is no whole Noark extraction.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO
from xml.sax.saxutils import escape

_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A document.

    Args:
        name: of the file, without a folder.
        title: what it is.
        data: its bytes.
        at: when it came in.
        main: whether it is the registration's main document.
    """

    name: str
    title: str
    data: bytes
    at: datetime
    main: bool = False


@dataclass(frozen=True, slots=True)
class Registration:
    """A statement, or a document of the municipality's own.

    Args:
        number: within the folder, from 0.
        title: what it is.
        at: when it came in or was made.
        incoming: whether it came from outside.
        sender: whom it is from; empty where it has been anonymised.
        journal: its number in the municipality's records.
        withheld: why it isn't published; empty where it is.
        files: its documents.
    """

    number: int
    title: str
    at: datetime
    incoming: bool
    sender: str = ""
    journal: str = ""
    withheld: str = ""
    files: tuple[ArchivedFile, ...] = field(default=())


def write_archive(
    out: BinaryIO,
    *,
    title: str,
    case: str,
    owner: str,
    made: datetime,
    registrations: Iterable[Registration],
) -> None:
    """Write the package (ZIP); one registration is held in memory at a time.

    Args:
        out: where.
        title: the hearing's name.
        case: the case's number.
        owner: the municipality.
        made: when the package is made.
        registrations: in order.
    """
    described: list[str] = []
    sums: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in registrations:
            documents = []
            for at, file in enumerate(one.files, start=1):
                path = f"dokumenter/{one.number:05d}/{at:02d}-{file.name}"
                sha256 = hashlib.sha256(file.data).hexdigest()
                archive.writestr(zipfile.ZipInfo(path, _EARLIEST), file.data, zipfile.ZIP_DEFLATED)
                sums.append(f"{sha256}  {path}")
                documents.append("".join(_document(file, at, path, sha256)))
            described.append("".join(_registration(one, documents)))
        folder = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<mappe>'
            f"{_said('mappeID', case)}{_said('tittel', title)}{_said('opprettetDato', _when(made))}"
            f"{_said('arkivskaper', owner)}{''.join(described)}</mappe>\n"
        ).encode()
        archive.writestr(zipfile.ZipInfo("arkivstruktur.xml", _EARLIEST), folder)
        sums.append(f"{hashlib.sha256(folder).hexdigest()}  arkivstruktur.xml")
        text = "".join(f"{line}\n" for line in sums)
        archive.writestr(zipfile.ZipInfo("SHA256SUMS", _EARLIEST), text)


def _registration(one: Registration, documents: list[str]) -> Iterator[str]:
    yield "<registrering>"
    yield _said("registreringsID", one.journal or str(one.number))
    yield _said("tittel", one.title)
    yield _said(
        "journalposttype", "Inngående dokument" if one.incoming else "Organinternt dokument"
    )
    yield _said("mottattDato" if one.incoming else "dokumentetsDato", _when(one.at))
    if one.sender:
        name = _said("korrespondansepartNavn", one.sender)
        yield f"<korrespondansepart>{_said('korrespondanseparttype', 'Avsender')}{name}"
        yield "</korrespondansepart>"
    if one.withheld:
        yield f"<skjerming>{_said('skjermingMerknad', one.withheld)}</skjerming>"
    yield from documents
    yield "</registrering>"


def _document(file: ArchivedFile, number: int, path: str, sha256: str) -> Iterator[str]:
    yield "<dokumentbeskrivelse>"
    yield _said("tittel", file.title)
    yield _said("tilknyttetRegistreringSom", "Hoveddokument" if file.main else "Vedlegg")
    yield _said("dokumentnummer", str(number))
    yield "<dokumentobjekt>"
    yield _said("referanseDokumentfil", path)
    yield _said("opprettetDato", _when(file.at))
    yield _said("sjekksum", sha256)
    yield _said("sjekksumAlgoritme", "SHA-256")
    yield _said("filstoerrelse", str(len(file.data)))
    yield "</dokumentobjekt></dokumentbeskrivelse>"


def _said(name: str, text: str) -> str:
    return f"<{name}>{escape(_BAD.sub('', text))}</{name}>" if text else ""


def _when(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

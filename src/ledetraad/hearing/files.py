"""Files from strangers: what they are by their own bytes, and a name that is safe to keep.

A file is never run or shown: it is handed out as something to keep. What is taken in is a short
list, told by the content; a name's ending is made to agree with it.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import Final

from ledetraad.errors import LedetraadError
from ledetraad.hearing.text import clean_line
from ledetraad.i18n import N_

LARGEST: Final = 10_000_000
"""The most bytes of one file."""
MOST_FILES: Final = 5
_LONGEST_NAME = 100
_MOST_PARTS = 5_000
_BAD = re.compile(r"[^\w .()+,-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}


class FileRefused(LedetraadError):
    """A file that isn't taken in."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Args:
        ending: with its dot.
        content_type: as it is handed out.
        image: whether it is a picture, to be made anew without what it says of where and when.
    """

    ending: str
    content_type: str
    image: bool = False


PDF = Kind(".pdf", "application/pdf")
PNG = Kind(".png", "image/png", image=True)
JPEG = Kind(".jpg", "image/jpeg", image=True)
TEXT = Kind(".txt", "text/plain; charset=utf-8")
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = Kind(".docx", f"{_OFFICE}wordprocessingml.document")
XLSX = Kind(".xlsx", f"{_OFFICE}spreadsheetml.sheet")
PPTX = Kind(".pptx", f"{_OFFICE}presentationml.presentation")
ODT = Kind(".odt", "application/vnd.oasis.opendocument.text")
OUTLOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a mail begins that Outlook has saved, as every compound file does; taken in from staff."""
KINDS: Final = (PDF, DOCX, ODT, XLSX, PPTX, JPEG, PNG, TEXT)
ENDINGS: Final = ", ".join(kind.ending for kind in KINDS)
_PACKED = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_MACROS = ("vbaproject.bin", "vbadata.xml")


def sniffed(data: bytes, name: str = "") -> Kind:
    """What a file is, by its first bytes and by what it holds.

    Args:
        data: the file.
        name: for the error.

    Raises:
        FileRefused: it is none of the kinds that are taken in, is empty, or has macros.
    """
    if not data:
        raise FileRefused(N_("The file is empty."), where=name, remedy=N_("Choose another file."))
    found: Kind | None = None
    if data.startswith(b"%PDF-"):
        found = PDF
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        found = PNG
    elif data.startswith(b"\xff\xd8\xff"):
        found = JPEG
    elif data.startswith(b"PK\x03\x04"):
        found = _packed(data, name)
    elif _is_text(data):
        found = TEXT
    if found is None:
        raise FileRefused(
            N_("The file is not of a kind that can be attached."),
            where=name,
            remedy=N_("Choose a file of one of these kinds: %(endings)s."),
            endings=ENDINGS,
        )
    return found


def ending_of(original: bytes) -> str:
    """How the name of an original ends: of a form, a letter or a sheet's row, or else a mail."""
    if original.startswith((b"[", b"{")):
        return "json"
    if original.startswith(OUTLOOK):
        return "msg"
    try:
        kind = sniffed(original)
    except FileRefused:
        return "eml"
    if kind is TEXT and _HEADER.match(original):
        return "eml"
    return kind.ending.removeprefix(".")


def safe_name(name: str, kind: Kind) -> str:
    """A name that no machine takes for a path or a program, with the ending of what the file is."""
    name = clean_line(name.replace("\\", "/")).rpartition("/")[2]
    name = unicodedata.normalize("NFC", _BAD.sub("_", name)).strip(" .")
    stem = name.rpartition(".")[0] or name
    if name.lower().endswith((kind.ending, ".jpeg" if kind is JPEG else kind.ending)):
        stem = name[: name.rindex(".")]
    stem = stem.replace(".", "_")[:_LONGEST_NAME].strip(" _")
    if not stem or stem.lower() in _RESERVED:
        stem = "vedlegg"
    return stem + kind.ending


def _packed(data: bytes, name: str) -> Kind | None:
    """What a ZIP file is; None where it is none of the documents we know."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > _MOST_PARTS:
                return None
            if any(one.lower().endswith(_MACROS) for one in names):
                raise FileRefused(
                    N_("The file has macros, and those are not taken in."),
                    where=name,
                    remedy=N_("Save it without macros, or as PDF."),
                )
            for part, kind in _PACKED.items():
                if part in names:
                    return kind
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:  # noqa: PLR2004
                said = archive.read("mimetype").decode("ascii", "replace")
                return ODT if said == ODT.content_type else None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return None
    return None


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if _CONTROL.search(text):
        return False
    head = text.lstrip("\ufeff \t\r\n")[:200].lower()
    return not head.startswith(("<", "#!", "{\\rtf", "mz", "gif8", "%!ps"))

"""What a file is, by its first bytes and, for the packed ones, by what is packed in it.

A file's name may say something else than the file is; whoever opens it is told what it is and what
to call it.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from ledetraad.errors import Phrase, UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.readers.archive_bounds import DAMAGED, STRANGELY_PACKED

ZIP = b"PK\x03\x04"
BEFORE_2007 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEFORE_2007_CUT = BEFORE_2007[:4]
_SAMPLE = 65_536
_MOST_TYPE = 200
_NOT_TEXT = frozenset({".docx", ".pdf", ".xlsx", ".ods"})
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:!doctype html|html|table)\b", re.IGNORECASE)


_RENAME = N_("Give its name the ending “%(right)s”, and try again.")
_UNLOCK = N_("Open it in its own program, take the password away, and save it again.")
_AS_WORD = N_("Open it in Word or LibreOffice, and save it as .docx.")
_AS_EXCEL = N_("Open it in Excel or LibreOffice, and save it as .xlsx.")
_AS_ANY = N_("Open it in the program that made it, and save it as .docx, .xlsx or .pdf.")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Args:
        what: what it is, an English phrase to be translated.
        endings: how its name may end, the usual one first.
        remedy: what to do with one whose name ends in another way.
    """

    what: str
    endings: tuple[str, ...] = ()
    remedy: str = _AS_ANY


PDF = Kind(N_("a PDF"), (".pdf",), _RENAME)
WORD = Kind(N_("a Word document"), (".docx",), _RENAME)
EXCEL = Kind(N_("an Excel workbook"), (".xlsx",), _RENAME)
CALC = Kind(N_("an OpenDocument spreadsheet"), (".ods",), _RENAME)
HTML = Kind(N_("a web page"), (".html", ".htm"), _RENAME)
WRITER = Kind(N_("an OpenDocument text"), (".odt",), _AS_WORD)
WORD_MACROS = Kind(N_("a Word document with macros"), (".docm",), _AS_WORD)
EXCEL_MACROS = Kind(N_("an Excel workbook with macros"), (".xlsm",), _AS_EXCEL)
EXCEL_BINARY = Kind(N_("a binary Excel workbook"), (".xlsb",), _AS_EXCEL)
POWERPOINT = Kind(N_("a PowerPoint presentation"), (".pptx",))
LOCKED = Kind(N_("an office document locked with a password"), remedy=_UNLOCK)
WORD_BEFORE_2007 = Kind(N_("a Word document of the form used before 2007"), (".doc",), _AS_WORD)
EXCEL_BEFORE_2007 = Kind(N_("an Excel workbook of the form used before 2007"), (".xls",), _AS_EXCEL)
OFFICE_BEFORE_2007 = Kind(N_("an office document of the form used before 2007"))
OFFICE = Kind(N_("an office document"))
RTF = Kind(N_("an office document in rich text"), (".rtf",), _AS_WORD)
PICTURE = Kind(
    N_("a picture"),
    (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff"),
    N_("Choose the document itself: text in a picture can't be read."),
)
PACKED = Kind(
    N_("a packed archive"), (".zip",), N_("Unpack it, and choose the document that is in it.")
)

_BY_START = (
    (b"%PDF", PDF),
    (b"{\\rtf", RTF),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"\x1f\x8b", PACKED),
    (b"7z\xbc\xaf", PACKED),
    (b"Rar!", PACKED),
)
_BY_TYPE = {
    "application/vnd.oasis.opendocument.spreadsheet": CALC,
    "application/vnd.oasis.opendocument.text": WRITER,
}
_BY_PART = (
    ("word/vbaProject.bin", WORD_MACROS),
    ("word/document.xml", WORD),
    ("xl/vbaProject.bin", EXCEL_MACROS),
    ("xl/workbook.bin", EXCEL_BINARY),
    ("xl/workbook.xml", EXCEL),
    ("ppt/presentation.xml", POWERPOINT),
)
_BY_STREAM = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", WORD_BEFORE_2007),
    ("Workbook", EXCEL_BEFORE_2007),
    ("Book", EXCEL_BEFORE_2007),
)
_NOT_READ = (
    *(WRITER, WORD_MACROS, EXCEL_MACROS, EXCEL_BINARY, POWERPOINT, WORD_BEFORE_2007),
    *(EXCEL_BEFORE_2007, RTF, PICTURE, PACKED),
)


def kind_ending_in(ending: str) -> Kind | None:
    """The kind of file that can't be read whose name ends so, if it is a known one."""
    return next((kind for kind in _NOT_READ if ending in kind.endings), None)


def kind_of(data: bytes) -> Kind | None:
    """What a file is, if its bytes say so; None for text and for what isn't known."""
    start = data[:_SAMPLE].lstrip()
    if start.startswith(_BEFORE_2007_CUT):
        return _before_2007(data)
    if start.startswith(ZIP):
        return _packed(data)
    return next((kind for magic, kind in _BY_START if start.startswith(magic)), None)


def refuse_misnamed(data: bytes, ending: str, where: str) -> None:
    """Do nothing, unless a file is plainly of another kind than its ending says.

    Args:
        data: the file's bytes.
        ending: how its name ends, such as ".xlsx".
        where: what to call it in the error.

    Raises:
        UnreadableDocument: says what it is, and what to do about it.
    """
    kind = kind_of(data)
    if kind is None and ending in _NOT_TEXT and _PAGE.match(data):
        kind = HTML
    if kind is None or ending in kind.endings or (ending in _NOT_TEXT and kind in {OFFICE, PACKED}):
        return  # a damaged one is for its own reader to refuse
    raise UnreadableDocument(
        N_("The file's name ends in “%(ending)s”, but it is %(kind)s."),
        where=where,
        remedy=kind.remedy,
        ending=ending,
        kind=Phrase(kind.what),
        right=kind.endings[0] if kind.endings else "",
    )


def _packed(data: bytes) -> Kind:
    """By the parts of the archive; those of a damaged one can't be told."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            told = archive.getinfo("mimetype") if "mimetype" in names else None
            if told is not None and told.file_size <= _MOST_TYPE:
                kind = _BY_TYPE.get(archive.read(told).decode("ascii", errors="replace").strip())
                if kind is not None:
                    return kind
    except (*DAMAGED, *STRANGELY_PACKED):
        return OFFICE
    found = next((kind for part, kind in _BY_PART if part in names), None)
    if found is not None:
        return found
    return OFFICE if "[Content_Types].xml" in names else PACKED


def _before_2007(data: bytes) -> Kind:
    """By the names in the file's directory, which are written in two bytes a letter."""
    for name, kind in _BY_STREAM:
        if f"{name}\0".encode("utf-16-le") in data:
            return kind
    return OFFICE_BEFORE_2007

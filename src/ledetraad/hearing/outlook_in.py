"""A mail that Outlook has saved as a file (.msg): the same of it as of any other mail.

The file is a compound file whose streams each hold a property of the mail: [MS-OXMSG] says how they
are named, [MS-OXPROPS] what their numbers mean.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import policy
from email.parser import HeaderParser
from email.utils import parseaddr
from typing import Any

import olefile

from ledetraad.hearing.letter_in import (
    MOST_FILES,
    MailIn,
    UnreadableMail,
    address_in,
    believed,
    words_of_html,
)
from ledetraad.hearing.text import clean, clean_line
from ledetraad.i18n import N_

_SUBJECT, _BODY, _HTML = 0x0037, 0x1000, 0x1013
_HEADERS = 0x007D
_SENDER_NAMES = (0x0042, 0x0C1A)
_SENDER_ADDRESSES = (0x5D02, 0x5D01, 0x0065, 0x0C1F)
_SENT_AT, _DELIVERED_AT = 0x0039, 0x0E06
_CODE_PAGE, _HTML_CODE_PAGE = 0x3FFD, 0x3FDE
_FILE_NAMES, _FILE = (0x3707, 0x3704, 0x3001), 0x3701
_TEXT, _NARROW_TEXT, _BINARY = 0x001F, 0x001E, 0x0102
_ROOT_HEAD = 32
_ENTRY = struct.Struct("<HHI8s")
_SECTOR_SIZES = (9, 12)
"""As powers of two, in a file of version 3 and of version 4 ([MS-CFB] 2.2)."""
_ODD_FATS = 2
_FILETIME_BEGINS = datetime(1601, 1, 1, tzinfo=UTC)
_DEFAULT_CODE_PAGE = 1252
_UTF_8 = 65001
_DAMAGED = (
    OSError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    OverflowError,
    struct.error,
    RecursionError,
    MemoryError,
)


def read_msg(data: bytes, now: datetime) -> MailIn:
    """Read a mail that Outlook has saved.

    Args:
        data: the file.
        now: the time, after which no mail was sent.

    Raises:
        UnreadableMail: it is none, or damaged.
    """
    try:
        _check_counts(data)
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return _Mail(file, len(data)).read(now)
    except _DAMAGED:
        raise UnreadableMail(
            N_("This file is no mail from Outlook, or it is damaged."),
            remedy=N_("Open it in Outlook, and save it anew as .msg or PDF."),
        ) from None


def _check_counts(data: bytes) -> None:
    """Go on only where a header speaks of no more sectors than the file can hold.

    As many as it says are read, and a chain of them may lead back to itself ([MS-CFB] 2.2).

    Raises:
        ValueError: it speaks of more.
        struct.error: there is no whole header.
    """
    (shift,) = struct.unpack_from("<H", data, 30)
    (fats,) = struct.unpack_from("<I", data, 44)
    (small_fats,) = struct.unpack_from("<I", data, 64)
    (fats_of_fats,) = struct.unpack_from("<I", data, 72)
    if shift not in _SECTOR_SIZES:
        raise ValueError("no such sectors")
    sectors, in_one = len(data) >> shift, 1 << (shift - 2)
    most = sectors // in_one + _ODD_FATS
    if fats > most or fats_of_fats > most // (in_one - 1) + 1 or small_fats > sectors:
        raise ValueError("more sectors than the file has")


class _Mail:
    """An open file.

    Args:
        file: the compound file.
        size: how many bytes it has. No more are read of its streams together: several may share
            one chain of sectors, and a chain may lead back to itself.
    """

    def __init__(self, file: Any, size: int) -> None:
        self._file = file
        self._left = size
        if file.root.size > size:  # the small streams stand within it
            raise ValueError("larger than the file")
        self._streams = {
            "/".join(part.lower() for part in path): path for path in file.listdir(streams=True)
        }
        if "__properties_version1.0" not in self._streams:
            raise ValueError("no mail")
        self._fixed = dict(self._fixed_values())
        self._encoding = _codec(self._number(_CODE_PAGE) or _DEFAULT_CODE_PAGE)

    def read(self, now: datetime) -> MailIn:
        """What it says."""
        at = believed(self._time(_SENT_AT), now) or believed(self._time(_DELIVERED_AT), now)
        headers = HeaderParser(policy=policy.default).parsestr(self._text(_HEADERS))
        known, written = parseaddr(str(headers["from"] or ""))
        subject = clean_line(self._text(_SUBJECT))
        name = next(filter(None, map(self._text, _SENDER_NAMES)), known)
        addresses = map(address_in, (*map(self._text, _SENDER_ADDRESSES), written))
        return MailIn(
            clean_line(name),
            next(filter(None, addresses), ""),
            at,
            subject,
            clean(f"{subject}\n\n{self._words()}"),
            tuple(self._files()),
        )

    def _words(self) -> str:
        body = self._text(_BODY)
        if body.strip():
            return body
        html = self._stream("", _HTML, _BINARY)
        if html:
            codec = _codec(self._number(_HTML_CODE_PAGE) or _UTF_8)
            return words_of_html(html.decode(codec, "replace"))
        return words_of_html(self._text(_HTML))

    def _files(self) -> Iterator[tuple[str, bytes]]:
        folders = sorted(
            {
                path.partition("/")[0]
                for path in self._streams
                if path.startswith("__attach_version")
            }
        )
        for folder in folders[:MOST_FILES]:
            names = (self._text(one, f"{folder}/") for one in _FILE_NAMES)
            data = self._stream(f"{folder}/", _FILE, _BINARY)
            if data:  # a mail within the mail has none
                yield clean_line(next(filter(None, names), "")), data

    def _text(self, number: int, folder: str = "") -> str:
        wide = self._stream(folder, number, _TEXT)
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return self._stream(folder, number, _NARROW_TEXT).decode(self._encoding, "replace")

    def _stream(self, folder: str, number: int, kind: int) -> bytes:
        path = self._streams.get(f"{folder}__substg1.0_{number:04x}{kind:04x}")
        if path is None:
            return b""
        return self._read(path)

    def _read(self, path: list[str]) -> bytes:
        self._left -= self._file.get_size(path)
        if self._left < 0:
            raise ValueError("larger than the file")
        data: bytes = self._file.openstream(path).read()
        return data

    def _fixed_values(self) -> Iterator[tuple[int, bytes]]:
        data = self._read(self._streams["__properties_version1.0"])
        for at in range(_ROOT_HEAD, len(data) - _ENTRY.size + 1, _ENTRY.size):
            _, number, _, value = _ENTRY.unpack_from(data, at)
            yield number, value

    def _number(self, number: int) -> int:
        return int.from_bytes(self._fixed.get(number, b"")[:4], "little")

    def _time(self, number: int) -> datetime | None:
        ticks = int.from_bytes(self._fixed.get(number, b""), "little")
        try:
            return _FILETIME_BEGINS + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:  # after the year 9999
            return None


def _codec(page: int) -> str:
    """The codec of a Windows code page; the usual one where there is none such."""
    name = "utf-8" if page == _UTF_8 else f"cp{page}"
    try:
        "".encode(name)
    except LookupError:
        return f"cp{_DEFAULT_CODE_PAGE}"
    return name

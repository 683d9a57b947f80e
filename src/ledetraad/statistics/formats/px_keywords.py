"""A PX file's keywords: which there are, for what, and in which language; before its numbers.

Source: PX-file format specification, AXIS-VERSION 2013 (Statistics Sweden), pxtools.net.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnreadableStatistics

_STATEMENT = re.compile(
    r"""
    \s*+
    (?P<keyword>[A-Za-z][A-Za-z0-9_-]*+)
    (?:\[\s*"?(?P<language>[A-Za-z-]++)"?\s*\])?+
    (?:\(\s*(?P<subkeys>(?:"[^"]*+"\s*+,?\s*+)++)\))?+
    \s*+=
    (?P<value>(?:"[^"]*+"|[^";])*+)
    ;
    """,
    re.VERBOSE,
)
_DATA = re.compile(r"\s*+DATA\s*+=", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*+)"')
_JOINT = re.compile(r'"\s*+\n\s*+"')
_RANGE = re.compile(r'"(\d{4})"\s*-\s*"(\d{4})"')
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([A-Za-z0-9_-]+)"', re.IGNORECASE)
_CHARSET = re.compile(rb'CHARSET\s*=\s*"([A-Za-z0-9_-]+)"', re.IGNORECASE)
_HEAD = 65_536
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Statement:
    """One keyword and what it says.

    Args:
        keyword: in capitals, such as "VALUES".
        language: of what it says; empty for the file's own.
        subkeys: what it says something of: a variable, and maybe its values.
        value: as written.
        line: where it begins, from 1.
    """

    keyword: str
    language: str
    subkeys: tuple[str, ...]
    value: str
    line: int

    def texts(self) -> tuple[str, ...]:
        """The quoted texts, those that go on over lines made one."""
        return tuple(_QUOTED.findall(_JOINT.sub("", self.value)))

    def text(self) -> str:
        """All of it as one text, "#" standing for a new line."""
        told = self.texts()
        return ("".join(told) if told else self.value.strip()).replace("#", "\n").strip()

    def years(self) -> tuple[str, ...]:
        """The periods of a TIMEVAL, also where only the first and the last are written."""
        ends = _RANGE.search(self.value)
        if ends is not None:
            return tuple(str(year) for year in range(int(ends[1]), int(ends[2]) + 1))
        return self.texts()


def decode_px(data: bytes, where: str) -> str:
    """The text of a PX file by the encoding that it tells: CODEPAGE, else UTF-8, CHARSET, or DOS.

    Raises:
        UnreadableStatistics: an encoding that is not known, or that the file is not in.
    """
    if data.startswith(_MARK):
        return _decoded(data[len(_MARK) :], "utf-8", where)
    told = _CODEPAGE.search(data[:_HEAD])
    if told is not None:
        return _decoded(data, told[1].decode("ascii"), where)
    with suppress(UnreadableStatistics):
        return _decoded(data, "utf-8", where)
    charset = _CHARSET.search(data[:_HEAD])
    ansi = charset is not None and charset[1].upper() == b"ANSI"
    return _decoded(data, "cp1252" if ansi else "cp850", where)


def _decoded(data: bytes, encoding: str, where: str) -> str:
    name = encoding.lower().replace("windows-", "cp") if encoding[:1].isalpha() else f"cp{encoding}"
    try:
        return data.decode(name).replace("\r\n", "\n").replace("\r", "\n")
    except (UnicodeDecodeError, LookupError):
        raise UnreadableStatistics(
            N_("The file says that its letters are written in %(encoding)s, but they are not."),
            where=where,
            remedy=N_("Save the file as a PX file in UTF-8, and try again."),
            encoding=encoding,
        ) from None


def statements(text: str, where: str) -> Iterator[Statement | tuple[int, int]]:
    """Each statement, and at last where the numbers begin: its place in the text and its line.

    Raises:
        UnreadableStatistics: something that is no statement, or no numbers at the end.
    """
    at, line = 0, 1
    while True:
        data = _DATA.match(text, at)
        if data is not None:
            yield data.end(), line + text.count("\n", at, data.end())
            return
        found = _STATEMENT.match(text, at)
        if found is None:
            begins = len(text) - len(text[at:].lstrip())
            raise UnreadableStatistics(
                N_("The PX file can't be read from line %(line)s on: no keyword with “=” and “;”.")
                if text[at:].strip()
                else N_("The PX file ends without numbers: there is no DATA in it."),
                where=where,
                remedy=N_("Fetch the file anew; it may have been cut off on the way."),
                line=line + text.count("\n", at, begins),
            )
        begins = found.start("keyword")
        yield Statement(
            found["keyword"].upper(),
            (found["language"] or "").lower(),
            tuple(_QUOTED.findall(found["subkeys"] or "")),
            found["value"],
            line + text.count("\n", at, begins),
        )
        line += text.count("\n", at, found.end())
        at = found.end()

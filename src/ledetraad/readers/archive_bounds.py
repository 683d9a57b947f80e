"""The bounds on a document that is an archive (.xlsx, .docx), looked at before it is unpacked.

What is small may unpack to be huge. What a kind of document is called when it is refused is left
to its own reader.
"""

from __future__ import annotations

import zipfile
import zlib

LARGEST = 200 * 1024 * 1024
"""The most bytes of a document when it is unpacked."""
MOST_PARTS = 10_000
BEFORE_2007 = b"\xd0\xcf\x11\xe0"
"""What a file begins with that is of a form used before 2007, or locked with a password."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, ValueError)
"""What reading a damaged archive may raise."""
STRANGELY_PACKED = (RuntimeError, NotImplementedError)
"""What reading an archive raises that has a password, or an unknown way of packing."""


def unpacked_size(archive: zipfile.ZipFile) -> int:
    """How many bytes the archive says that it unpacks to.

    Reading a part stops at what the archive says, or fails.
    """
    return sum(part.file_size for part in archive.infolist())


def is_too_large(archive: zipfile.ZipFile, most: int = LARGEST) -> bool:
    """Whether the archive unpacks to more bytes than `most`, or has very many parts."""
    return unpacked_size(archive) > most or len(archive.infolist()) > MOST_PARTS

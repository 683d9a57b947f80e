"""The exchange format back into a plan."""

from __future__ import annotations

import codecs

from ledetraad.plan.exchange import loads
from ledetraad.plan.numbering import numbered
from ledetraad.readers.decode import decode
from ledetraad.readers.result import ReadResult


def read_json(data: bytes, name: str) -> ReadResult:
    """Read a plan that `ledetraad convert` or another program wrote as JSON.

    Numbers are made anew from the elements' order, which people may have changed.

    Args:
        data: JSON, in UTF-8 as it should be or as text that some program has saved anew; how deep
            it may be nested is bounded.
        name: the document's name, for errors.

    Raises:
        UnreadableDocument: not JSON, nested too deeply, or not a plan; names the place.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.lstrip().startswith(b"{"):
        data = decode(data, name).encode()
    return ReadResult(numbered(loads(data, where=name)))

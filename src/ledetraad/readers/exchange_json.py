"""JSON → a plan: the exchange format, or goals as another program writes them."""

from __future__ import annotations

import codecs
from typing import Any

import orjson

from ledetraad.plan.exchange import loads
from ledetraad.plan.numbering import numbered
from ledetraad.readers.decode import decode
from ledetraad.readers.goals_json import read_goals
from ledetraad.readers.result import ReadResult


def read_json(data: bytes, name: str) -> ReadResult:
    """Read a plan that `ledetraad convert` or another program wrote as JSON.

    A document in another form that has a list of goals is read for these. Numbers are made anew
    from the elements' order, which people may have changed.

    Args:
        data: JSON, in UTF-8 as it should be or as text that some program has saved anew; how deep
            it may be nested is bounded.
        name: the document's name, for errors.

    Raises:
        UnreadableDocument: not JSON, nested too deeply, or not a plan; names the place.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.lstrip().startswith((b"{", b"[")):
        data = decode(data, name).encode()
    document = _other_document(data)
    goals = read_goals(document, name) if document is not None else None
    return goals if goals is not None else ReadResult(numbered(loads(data, where=name)))


def _other_document(data: bytes) -> Any:
    """What the JSON holds, if it is not in the form of the exchange format; else None."""
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    ours = isinstance(document, dict) and not document.keys().isdisjoint({"elements", "levels"})
    return None if ours else document

"""Files that are damaged anywhere are read or refused; nothing else happens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledetraad.errors import LedetraadError
from ledetraad.statistics.formats.registry import read_bytes
from tests.statistics.shared import JSONSTAT, KEY_FIGURES

_PX = (
    'CODEPAGE="utf-8";TITLE="T";STUB="kommune";HEADING="år";'
    'VALUES("kommune")="Asker","Bærum";TIMEVAL("år")=TLIST(A1,"2023"-"2024");'
    'VALUES("år")="2023","2024";UNITS="antall";DATA=1 ".." "-" 4.5;'
)
_CSV = "Tittel\nKommunenr;Kommune;2022;2023 (%)\n301;Oslo;1 234,5;..\n3203;Asker;-;−2\nNote\n"
_WRITTEN = st.sampled_from(
    [
        ";",
        '"',
        "\n",
        "=",
        "(",
        ",",
        "2020",
        "DATA=",
        "-",
        "..",
        "\0",
        "1.234",
        "−",
        "é",
        "{",
        "9" * 30,
    ]
)
_PLACED = st.tuples(st.integers(0, 10_000), st.integers(0, 12), _WRITTEN)
_INSTEAD: st.SearchStrategy[Any] = st.sampled_from(
    [None, "x", 0, -5, 1.5, True, [], {}, [1], {"a": 1}, "2020", [None]]
)


def _read(data: bytes, name: str) -> None:
    try:
        read_bytes(data, name)
    except LedetraadError as refused:
        assert refused.what()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([(_PX, "x.px"), (_CSV, "x.csv")]), st.lists(_PLACED, max_size=6))
def test_a_text_with_anything_put_in_or_left_out_is_read_or_refused(
    whole: tuple[str, str], edits: list[tuple[int, int, str]]
) -> None:
    text, name = whole
    for at, gone, put in edits:
        place = at % (len(text) + 1)
        text = text[:place] + put + text[place + gone :]

    _read(text.encode(), name)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every part of a document; of a list its first four."""
    if isinstance(value, dict):
        below = list(value.items())
    else:
        below = list(enumerate(value[:4])) if isinstance(value, list) else []
    return [path, *(each for key, part in below for each in _paths(part, (*path, key)))]


def _document(file: Path) -> Any:
    return orjson.loads(file.read_bytes())


_FILES = [
    KEY_FIGURES,
    *(JSONSTAT / name for name in ("QS104EW.json", "ssb-05300.json", "collection.json")),
]
_PATHS = {file: [path for path in _paths(_document(file)) if path] for file in _FILES}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_document_with_anything_in_place_of_any_part_is_read_or_refused(
    data: st.DataObject,
) -> None:
    file = data.draw(st.sampled_from(_FILES))
    document = _document(file)
    for _ in range(data.draw(st.integers(1, 3))):
        *parents, last = data.draw(st.sampled_from(_PATHS[file]))
        parent = document
        for key in parents:
            usable = (isinstance(parent, dict) and key in parent) or (
                isinstance(parent, list) and isinstance(key, int) and key < len(parent)
            )
            parent = parent[key] if usable else None
        if isinstance(parent, dict) and last in parent:
            if data.draw(st.booleans()):
                parent[last] = data.draw(_INSTEAD)
            else:
                del parent[last]

    _read(orjson.dumps(document), "x.json")

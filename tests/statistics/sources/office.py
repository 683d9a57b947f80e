"""An office on this machine: a real HTTP server that answers as the real APIs do.

It gives out recorded answers of Statistics Norway, or made-up tables in the same form, cut to what
is asked for, and the faults that it is told to have.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import numpy as np
import orjson

Json = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What goes wrong once.

    Args:
        status: the answer's.
        body: what it holds.
        kind: its content type.
        headers: beside that.
        cut: it breaks off in the middle.
        endless: it never ends.
    """

    status: int = 503
    body: bytes = b""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    endless: bool = False


@dataclass
class Asked:
    """One question that came in."""

    method: str
    path: str
    fields: dict[str, str]
    body: Any
    headers: dict[str, str]


class Office:
    """What the server knows and does.

    Args:
        tables: JSON-stat datasets by the tables' numbers.
        most_cells: of an answer.
    """

    def __init__(self, tables: Mapping[str, Json], most_cells: int = 800_000) -> None:
        self.tables = dict(tables)
        self.most_cells = most_cells
        self.told_most: int | None = most_cells
        self.faults: deque[Fault | None] = deque()
        self.data_faults: deque[Fault] = deque()
        self.asked: list[Asked] = []
        self.headers: dict[str, str] = {}
        self.discontinued: set[str] = set()
        self.address = ""
        self.after_data: list[Any] = []

    @property
    def data_asked(self) -> list[Asked]:
        """The questions for numbers."""
        return [each for each in self.asked if each.method == "POST"]

    def answer(self, asked: Asked) -> tuple[int, Any]:  # noqa: PLR0911
        """The status and the JSON of an answer."""
        parts = [unquote(part) for part in asked.path.strip("/").split("/")]
        match parts:
            case ["v2", "config"]:
                return 200, {"maxDataCells": self.told_most, "maxCallsPerTimeWindow": 0}
            case ["v2", "tables"]:
                return 200, self._found(asked.fields)
            case ["v2", "tables", code]:
                return self._known(code, lambda: self._about(code))
            case ["v2", "tables", code, "metadata"]:
                return self._known(code, lambda: self._metadata(code))
            case ["v2", "tables", code, "data"]:
                chosen = {
                    each["variableCode"]: each["valueCodes"] for each in asked.body["selection"]
                }
                return self._data(code, chosen, {"type": "Parameter error"}, 403)
            case ["v1", "no"] | ["v1", "no", ""]:
                return 200, {"maxCells": self.told_most, "maxCalls": 300, "timeWindow": 60}
            case ["v1", "no", "table"]:
                return 200, self._found_v1(asked.fields["query"])
            case ["v1", "no", "table", code] if asked.method == "GET":
                return self._known(code, lambda: self._variables(code))
            case ["v1", "no", "table", code]:
                chosen = {each["code"]: each["selection"]["values"] for each in asked.body["query"]}
                return self._data(code, chosen, {}, 403)
        return 404, {"title": "Not Found", "status": 404}

    def _known(self, code: str, tell: Any) -> tuple[int, Any]:
        if code not in self.tables:
            return 404, {"type": "Parameter error", "title": "Non-existent table", "status": 404}
        return 200, tell()

    def _about(self, code: str) -> Json:
        table = self.tables[code]
        periods = list(_codes(table["dimension"]["Tid"]))
        return {
            "id": code,
            "label": table["label"],
            "updated": table["updated"],
            "firstPeriod": periods[0],
            "lastPeriod": periods[-1],
            "discontinued": code in self.discontinued,
        }

    def _found(self, fields: Mapping[str, str]) -> Json:
        words = fields["query"].lower().split()
        hits = [
            self._about(code)
            for code, table in self.tables.items()
            if all(word in f"{code} {table['label']}".lower() for word in words)
        ]
        return {"tables": hits, "page": {"pageNumber": 1, "totalPages": 1}}

    def _found_v1(self, query: str) -> list[Json]:
        word = query.removeprefix("title:").lower()
        return [
            {
                "id": f"T{code}",
                "path": "/a",
                "title": f"{table['label']} 1991 - 2021",
                "published": "2022-05-24T08:00:00",
            }
            for code, table in self.tables.items()
            if word in f"{code} {table['label']}".lower()
        ] * 2

    def _metadata(self, code: str) -> Json:
        table = dict(self.tables[code])
        return table | {"value": None, "status": None}

    def _variables(self, code: str) -> Json:
        table = self.tables[code]
        times = table.get("role", {}).get("time", [])
        return {
            "title": table["label"],
            "variables": [
                {
                    "code": name,
                    "text": table["dimension"][name]["label"],
                    "values": list(_codes(table["dimension"][name])),
                    "valueTexts": list(table["dimension"][name]["category"]["label"].values()),
                    **({"time": True} if name in times else {}),
                }
                for name in table["id"]
            ],
        }

    def _data(
        self, code: str, chosen: Mapping[str, Sequence[str]], form: Json, too_many: int
    ) -> tuple[int, Any]:
        if code not in self.tables:
            return 404, {"title": "Non-existent table"}
        table = self.tables[code]
        cells = 1
        for name in table["id"]:
            known = set(_codes(table["dimension"][name]))
            if name not in chosen:
                title = "Missing selection for mandantory variable"
                return 400, form | {"title": title, "status": 400}
            if not known >= set(chosen[name]) or len(set(chosen[name])) < len(chosen[name]):
                return 400, form | {"title": "Non-existent value", "error": "Parameter error"}
            cells *= len(chosen[name])
        if cells > self.most_cells:
            return too_many, form | {"title": "Too many cells selected", "status": too_many}
        answer = cut(table, chosen)
        for act in self.after_data:
            act(self)
        return 200, answer


def cut(table: Json, chosen: Mapping[str, Sequence[str]]) -> Json:
    """A part of a JSON-stat dataset, in the form of a dataset."""
    names, sizes = table["id"], table["size"]
    places = []
    dimension = {}
    for name in names:
        codes = list(_codes(table["dimension"][name]))
        kept = [code for code in codes if code in set(chosen[name])]
        places.append([codes.index(code) for code in kept])
        about = table["dimension"][name]
        category = dict(about["category"])
        category["index"] = {code: n for n, code in enumerate(kept)}
        category["label"] = {code: about["category"]["label"][code] for code in kept}
        dimension[name] = about | {"category": category}
    flat = np.ravel_multi_index(np.array(list(product(*places))).T, sizes).tolist()
    status = {
        str(n): table["status"][str(at)]
        for n, at in enumerate(flat)
        if str(at) in table.get("status", {})
    }
    return table | {
        "size": [len(each) for each in places],
        "dimension": dimension,
        "value": [table["value"][at] for at in flat],
        "status": status,
    }


def _codes(dimension: Json) -> Sequence[str]:
    index = dimension["category"]["index"]
    return list(index) if isinstance(index, list) else sorted(index, key=index.get)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    office: Office

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self._answer(orjson.loads(self.rfile.read(length)))

    def _answer(self, body: Any) -> None:
        parts = urlsplit(self.path)
        fields = {k: v[0] for k, v in parse_qs(parts.query, keep_blank_values=True).items()}
        asked = Asked(self.command, parts.path, fields, body, dict(self.headers))
        self.office.asked.append(asked)
        fault = self.office.faults.popleft() if self.office.faults else None
        if body is not None and self.office.data_faults:
            fault = self.office.data_faults.popleft()
        if fault is not None:
            self._fail(fault)
            return
        status, told = self.office.answer(asked)
        tag = self.office.headers.get("ETag")
        if tag is not None and self.headers.get("If-None-Match") == tag:
            self._send(304, b"", "application/json", self.office.headers)
            return
        self._send(status, orjson.dumps(told), "application/json", self.office.headers)

    def _fail(self, fault: Fault) -> None:
        if fault.endless:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            block = b"10000\r\n" + b"[" * 0x10000 + b"\r\n"
            try:
                for _ in range(10_000):
                    self.wfile.write(block)
            except OSError:
                self.close_connection = True
        elif fault.cut:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"class": "data')
            self.close_connection = True
        else:
            self._send(fault.status, fault.body, fault.kind, fault.headers)

    def _send(self, status: int, body: bytes, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing on the screen."""


@contextmanager
def open_office(office: Office) -> Iterator[Office]:
    """The office, listening on this machine until the end of the block."""
    handler = type("Handler", (_Handler,), {"office": office})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    office.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield office
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Clock:
    """A clock that stands still but for sleeping, and remembers how long was slept."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let the time go on."""
        self.slept.append(seconds)
        self.time += seconds

"""What every answer of the API has in common, and its description."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ninja.openapi.schema import OpenAPISchema

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.api.problems import TITLES
from ledetraad.web.api.urls import API as ALL
from ledetraad.web.followup.models import Indicator, Measure, ReportingPeriod
from ledetraad.web.plans.models import WorkingCopy
from tests.web.api.conftest import API, Program

Make = Callable[..., Program]
SCHEMA: dict[str, Any] = json.loads(json.dumps(ALL.get_openapi_schema()))
OPERATIONS = [
    (method.upper(), path, operation)
    for path, operations in SCHEMA["paths"].items()
    for method, operation in operations.items()
]
DOCS = Path(__file__).parents[3] / "docs" / "api.md"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "nb"),
        ("en", "en"),
        ("nn-NO,nn;q=0.9,en;q=0.5", "nn"),
        ("no", "nb"),
        ("fr, en;q=0.3", "en"),
        ("fr", "nb"),
        (";;q=tull", "nb"),
    ],
)
def test_problems_are_told_in_the_language_asked_for(
    client: Client, header: str, language: str
) -> None:
    response = client.get(f"{API}/me", headers={"Accept-Language": header})

    assert response["Content-Language"] == language
    assert response.json()["title"] == ALL_LANGUAGES[language]("A token is needed")
    assert {"Accept-Language", "Authorization"} <= set(response["Vary"].split(", "))


def _translators() -> dict[str, Callable[[str], str]]:
    from ledetraad.i18n import LANGUAGES, catalogue

    return {one: catalogue(one).gettext for one in LANGUAGES}


ALL_LANGUAGES = _translators()


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/finnes/ikke",
        "/measures/x",
        "/measures/1/",
        "/plans/99",
        "/measures/%00",
        "/history/%00/1",
    ],
)
def test_what_is_not_there_is_a_problem_too(program: Make, address: str) -> None:
    response = program().get(address)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_what_cannot_be_done_says_what_can(program: Make) -> None:
    response = program().send("PUT", "/measures")

    assert response.status_code == 405
    assert {"GET", "HEAD", "POST"} == set(response["Allow"].split(", "))
    assert response.json()["type"] == "urn:ledetraad:problem:method"


def test_a_head_request_gets_no_body(program: Make) -> None:
    asking = program()

    head = asking.head("/measures")

    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(asking.get("/measures").content))


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"NaN", "application/json", 400),
        (b'{"name": "\\ud800"}', "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 500 + b"]" * 500, "application/json", 400),
        (b"[" * 50_000, "application/json", 400),
        (b"name=x", "application/x-www-form-urlencoded", 415),
        (b"<x/>", "text/xml", 415),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
        (b"", "application/json", 422),
        (b" " * 1_000_001, "application/json", 413),
    ],
)
def test_a_body_that_is_none_is_refused(program: Make, data: bytes, kind: str, status: int) -> None:
    response = program().raw("POST", "/measures", data, kind)

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"


def test_a_character_that_no_database_keeps_is_left_out(program: Make) -> None:
    made = program().send("POST", "/measures", {"name": "a\0b"})

    assert made.json()["name"] == "ab"


def test_the_description_is_open_to_all_and_names_no_other_site(client: Client) -> None:
    response = client.get(f"{API}/openapi.json")

    assert response.status_code == 200
    assert response.json()["openapi"].startswith("3.1")
    assert not re.search(rb"https?://", response.content)
    assert client.get(f"{API}/docs").status_code == 404


def test_every_address_and_problem_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")

    missing = [kind for kind in TITLES if f"`{kind}`" not in text]
    missing += [
        path
        for path in SCHEMA["paths"]
        if re.sub(r"\{[a-z]+\}", "…", path.removeprefix(API)) not in text
    ]
    assert not missing


def test_no_two_enumerations_have_the_same_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the description they would be one, and the answers of one of them not as described."""
    known: dict[str, set[str]] = {}

    def add(_self: OpenAPISchema, parts: dict[str, Any]) -> None:
        for name, part in parts.items():
            if "enum" in part:
                known.setdefault(name, set()).add(json.dumps(part["enum"]))

    monkeypatch.setattr(OpenAPISchema, "add_schema_definitions", add)
    OpenAPISchema(api=ALL, path_prefix="")

    assert known and all(len(found) == 1 for found in known.values()), known


def test_every_address_asks_for_a_token(client: Client) -> None:
    for method, path, _ in OPERATIONS:
        address = re.sub(r"\{[a-z]+\}", "1", path)
        response = client.generic(method, address, b"{}", content_type="application/json")
        assert response.status_code == 401, (method, path)


def test_another_municipality_finds_nothing_at_any_address(
    program: Make,
    working_copy: WorkingCopy,
    period: ReportingPeriod,
    a_measure: Callable[..., Measure],
    an_indicator: Callable[..., Indicator],
) -> None:
    numbers = {"number": a_measure().number, "plan": working_copy.pk}
    numbers["element"] = working_copy.latest().plan().elements[0].id  # type: ignore[assignment]
    numbers |= {"year": 2026, "basis": "accounts"}  # type: ignore[dict-item]
    indicator = an_indicator()
    keys = {"indicators": indicator.pk, "periods": period.pk, "history": indicator.pk}
    numbers |= {"kind": indicator.kind()}  # type: ignore[dict-item]
    other = program(place=Municipality.objects.create(name="Eksempel kommune"))

    for method, path, operation in OPERATIONS:
        if "{" not in path:
            continue
        values = {**numbers, "key": keys.get(path.split("/")[3], 0)}
        address = path.format(**values) + _least_query(operation)
        body = _least(operation) if method != "GET" else None
        response = other.send(method, address, body, match="*")
        assert response.status_code == 404, (method, path, response.content)


def _least_query(operation: dict[str, Any]) -> str:
    """The part of an address after the path that has to be there."""
    needed = [
        one["name"]
        for one in operation.get("parameters", ())
        if one["in"] == "query" and one["required"]
    ]
    return f"?{'&'.join(f'{name}=x' for name in needed)}" if needed else ""


_LEAST: dict[str, dict[str, Any]] = {
    "ObservationIn": {"period": "2025", "value": 1},
    "ReturnIn": {"reason": "x"},
    "SettleIn": {"reason": "x"},
    "JudgementIn": {"state": "on_track", "reason": "x"},
    "PartValues": {"not_quantified": "x"},
    "YearIn": {"elements": []},
    "CommentIn": {"text": "x"},
}


def _least(operation: dict[str, Any]) -> Any:
    """A body that would be taken."""
    wanted = json.dumps(operation.get("requestBody", {}))
    usual = {} if wanted != "{}" else None
    return next((body for name, body in _LEAST.items() if name in wanted), usual)


_WORDS = st.text(max_size=12) | st.sampled_from(["1", "-1", "0", "true", "9" * 30, "2025", "*"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def _address(data: st.DataObject, path: str, operation: dict[str, Any]) -> str:
    from urllib.parse import quote, urlencode

    address = re.sub(
        r"\{[a-z]+\}", lambda _: quote(data.draw(st.just("1") | _WORDS), safe="") or "1", path
    )
    names = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]
    asked = data.draw(st.dictionaries(st.sampled_from(names), _WORDS)) if names else {}
    return f"{address}?{urlencode(asked)}" if asked else address


def _body(data: st.DataObject, operation: dict[str, Any]) -> Any:
    """A body whose fields are the right ones, but say anything."""
    found = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema = found.get("schema", {})
    if "$ref" in schema:
        schema = SCHEMA["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    fields = sorted(schema.get("properties", {}))
    return data.draw(
        st.dictionaries(st.sampled_from(fields), _JSON, max_size=4) if fields else _JSON
    )


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_nothing_that_is_asked_makes_it_fall(
    data: st.DataObject,
    program: Make,
    working_copy: WorkingCopy,
    period: ReportingPeriod,
) -> None:
    Measure.objects.filter(number=1).exists() or program().send("POST", "/measures", {"name": "x"})
    method, path, operation = data.draw(st.sampled_from(OPERATIONS))
    body = _body(data, operation) if method != "GET" else None

    response = program().send(method, _address(data, path, operation), body, match="*")

    assert response.status_code < 500, response.content
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"
    elif response.status_code != 204:
        _check(operation, str(response.status_code), response.json())


def _check(operation: dict[str, Any], status: str, said: Any) -> None:
    """See that an answer is what the description says."""
    schema = operation["responses"][status]["content"]["application/json"]["schema"]
    whole = {**schema, "components": SCHEMA["components"]}
    jsonschema.validate(said, whole, cls=jsonschema.Draft202012Validator)

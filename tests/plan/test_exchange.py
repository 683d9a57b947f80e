"""A plan as a document and back, and what is said of a document that is no plan."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.exchange import canonical, dumps, loads, plan_document, schema
from ledetraad.plan.model import Decision, Plan
from ledetraad.readers import ReadResult
from tests.build import a_plan
from tests.plans import plans

PLAN = a_plan(
    """
    Satsingsområde: Helse
      Hovedmål [FN-T 3, EK]: Alle har god helse.
    """
)


def refusal(document: Any) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as raised:
        loads(json.dumps(document).encode(), where="plan.json")
    return raised.value


def changed(**fields: Any) -> dict[str, Any]:
    return {**plan_document(PLAN), **fields}


@settings(max_examples=40, deadline=None)
@given(plans())
def test_any_plan_comes_back_as_it_was_and_keeps_to_the_schema(plan: Plan) -> None:
    document = dumps(plan)

    assert loads(document) == plan
    Draft202012Validator(json.loads(schema())).validate(json.loads(document))


def test_the_example_has_the_fixed_form(example_plan: Plan) -> None:
    document = json.loads(dumps(example_plan))

    assert document["owner"] == "Asker kommune"
    assert document["period"] == {"from": 2020, "to": 2032}
    theme = document["elements"][0]
    assert (theme["level"], theme["title"]) == ("theme", "Samarbeid for å nå målene")
    assert "text" not in theme
    goal = theme["children"][0]
    assert goal["references"] == [
        {"printed": "FN-T 17", "framework": "un-sdg", "code": "17", "basis": "adapted"}
    ]
    assert goal["source"] == {"file": "asker-2020-2032-forslag.txt", "line": 18}
    assert goal["children"][0]["children"][0]["number"] == "1.1.1"


def test_findings_stand_beside_the_plan_and_are_passed_over_on_reading(
    example_read: ReadResult,
) -> None:
    document = dumps(example_read.plan, example_read.findings)

    (finding,) = json.loads(document)["findings"]
    assert (finding["code"], finding["number"], finding["level"]) == ("LT203", "2.6", "subgoal")
    assert finding["source"]["line"] == 279
    assert finding["message"] and finding["remedy"]
    assert loads(document) == example_read.plan


def test_findings_can_be_said_in_another_language(example_read: ReadResult) -> None:
    document = json.loads(
        dumps(example_read.plan, example_read.findings, translate=lambda text: f"Nei: {text}")
    )

    (finding,) = document["findings"]
    assert finding["message"].startswith("Nei: ")
    assert finding["remedy"].startswith("Nei: ")


def test_equal_documents_have_equal_canonical_bytes() -> None:
    document = plan_document(PLAN)
    turned = dict(reversed(document.items()))

    assert canonical(document) == canonical(turned)
    assert b" :" not in canonical(document)


def test_a_document_that_is_not_json_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableDocument) as raised:
        loads(b'{\n  "title": ,\n}', where="plan.json")

    assert raised.value.where == "plan.json:2"
    assert "not JSON" in raised.value.what()
    assert raised.value.remedy()


@pytest.mark.parametrize("document", [[], "plan", 7, None])
def test_json_that_is_no_object_is_refused(document: Any) -> None:
    error = refusal(document)

    assert "a plan is an object" in error.what()
    assert error.where == "plan.json"


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"levels": None}, "levels"),
        ({"format": "ledetraad-plan/9"}, "format"),
        ({"status": "halvferdig"}, "status"),
        ({"period": {"from": 2030}}, "period.to"),
        ({"elements": [{"id": "a"}]}, "elements.0.level"),
        ({"elements": [{"id": "a", "level": "theme", "tekst": "?"}]}, "elements.0.tekst"),
        (
            {"elements": [{"id": "a", "level": "theme", "references": [{"printed": ""}]}]},
            "elements.0.references.0.printed",
        ),
        ({"elements": [{"id": "a", "level": "tema"}]}, "unknown level “tema”"),
    ],
)
def test_json_that_is_no_plan_is_refused_with_the_place(fields: dict[str, Any], place: str) -> None:
    error = refusal(changed(**fields))

    assert place in error.what()
    assert "ledetraad schema" in error.remedy()


def test_a_document_nested_without_end_is_refused() -> None:
    deep = b'{"elements":' + b'[{"children":' * 5_000 + b"[]" + b"}]" * 5_000 + b"}"

    with pytest.raises(UnreadableDocument) as raised:
        loads(deep, where="plan.json")

    assert raised.value.where.startswith("plan.json")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\x00", b"{", b'{"a": 1e999}', b"NaN"])
def test_broken_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        loads(data)


def test_a_decision_is_written_only_where_there_is_one_and_reads_back(example_plan: Plan) -> None:
    decided = example_plan.model_copy(
        update={"decision": Decision(date=date(2020, 6, 16), case="45/20", body="kommunestyret")}
    )

    assert "decision" not in plan_document(example_plan)
    assert plan_document(decided)["decision"]["date"] == "2020-06-16"
    assert loads(dumps(decided)) == decided

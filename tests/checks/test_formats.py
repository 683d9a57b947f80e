"""Findings as text, JSON, GitHub annotations and SARIF."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ledetraad.checks.formats import FORMATS, as_github, as_json, as_sarif, as_text
from ledetraad.plan.finding import Finding, RuleDoc, Severity
from ledetraad.plan.model import SourcePlace

RULE = RuleDoc(
    code="LT305",
    name="missing-full-stop",
    severity=Severity.INFO,
    summary="A statement has no full stop.",
    why="Readers wonder.",
    bad="Alle lærer",
    good="Alle lærer.",
    remedy="End it with a full stop.",
)
AT_A_LINE = Finding(
    rule=RULE,
    template="“%(text)s” has no full stop.",
    values={"text": "Alle lærer"},
    element="a1b2",
    number="1.2",
    level="subgoal",
    place=SourcePlace(file="plan æ.txt", line=7),
    severity=Severity.WARNING,
)
AT_A_CELL = Finding(
    rule=RULE,
    template="A cell.",
    place=SourcePlace(file="plan.xlsx", sheet="Mål", cell="B4"),
    severity=Severity.ERROR,
)
OF_THE_PLAN = Finding(rule=RULE, template="Nothing rests on it.")
ALL = (AT_A_LINE, AT_A_CELL, OF_THE_PLAN)
NORWEGIAN = {
    "“%(text)s” has no full stop.": "«%(text)s» har ikke punktum.",
    "End it with a full stop.": "Sett punktum.",
    "warning": "advarsel",
    "Findings: %(count)s": "Funn: %(count)s",
}


def translate(text: str) -> str:
    return NORWEGIAN.get(text, text)


class TestText:
    def test_each_finding_has_place_code_number_sentence_and_remedy_and_a_count_ends_it(
        self,
    ) -> None:
        assert as_text(ALL, "planer/plan æ.txt") == (
            "planer/plan æ.txt:7: LT305 [warning] 1.2 “Alle lærer” has no full stop.\n"
            "    End it with a full stop.\n"
            "plan.xlsx:Mål:B4: LT305 [error] A cell.\n"
            "    End it with a full stop.\n"
            "planer/plan æ.txt: LT305 [to know] Nothing rests on it.\n"
            "    End it with a full stop.\n"
            "Findings: 3 (error 1, warning 1, to know 1)\n"
        )

    def test_without_a_document_the_place_is_the_findings_own_or_left_out(self) -> None:
        first, _, last, *_ = as_text((AT_A_LINE, OF_THE_PLAN)).splitlines()

        assert first.startswith("plan æ.txt:7: LT305")
        assert last.startswith("LT305 [to know]")

    def test_nothing_found_is_said(self) -> None:
        assert as_text(()) == "Findings: 0\n"

    def test_it_is_said_in_the_language_asked_for(self) -> None:
        told = as_text((AT_A_LINE,), "", translate)

        assert "LT305 [advarsel] 1.2 «Alle lærer» har ikke punktum.\n    Sett punktum." in told
        assert told.endswith("Funn: 1 (error 0, advarsel 1, to know 0)\n")


class TestJson:
    def test_each_finding_is_an_object_with_its_place(self) -> None:
        told = json.loads(as_json(ALL, "planer/plan æ.txt", translate))

        assert told["document"] == "planer/plan æ.txt"
        assert told["findings"][0] == {
            "code": "LT305",
            "name": "missing-full-stop",
            "severity": "warning",
            "message": "«Alle lærer» har ikke punktum.",
            "remedy": "Sett punktum.",
            "element": "a1b2",
            "number": "1.2",
            "level": "subgoal",
            "source": {"file": "plan æ.txt", "line": 7},
        }
        assert told["findings"][2]["source"] is None


class TestGithub:
    def test_each_finding_is_a_workflow_command(self) -> None:
        assert as_github(ALL, "planer/plan æ.txt").splitlines() == [
            "::warning file=planer/plan æ.txt,line=7,title=LT305 missing-full-stop::"
            "1.2: “Alle lærer” has no full stop. End it with a full stop.",
            "::error file=plan.xlsx,title=LT305 missing-full-stop::"
            "A cell. End it with a full stop.",
            "::notice file=planer/plan æ.txt,title=LT305 missing-full-stop::"
            "Nothing rests on it. End it with a full stop.",
        ]

    def test_signs_that_would_end_a_message_are_escaped(self) -> None:
        finding = Finding(rule=RULE, template="50 %% A::B, C\r\nD", severity=Severity.INFO)

        told = as_github((finding,))

        assert "::50 %25 A::B, C%0D%0AD " in told
        assert told.count("\n") == 1

    def test_signs_that_would_end_a_property_are_escaped(self) -> None:
        place = SourcePlace(file="a:b,c%d\n.txt", line=1)
        finding = Finding(rule=RULE, template="A.", place=place)

        assert "file=a%3Ab%2Cc%25d%0A.txt,line=1," in as_github((finding,))


class TestSarif:
    @pytest.fixture
    def run(self) -> dict[str, Any]:
        log = json.loads(as_sarif(ALL, "planer/plan æ.txt"))
        assert log["version"] == "2.1.0"
        assert log["$schema"].endswith("sarif-2.1.0.json")
        (run,) = log["runs"]
        return dict(run)

    def test_the_driver_names_itself_and_the_rules_that_have_spoken(
        self, run: dict[str, Any]
    ) -> None:
        driver = run["tool"]["driver"]

        assert driver["name"] == "Ledetråd"
        assert [rule["id"] for rule in driver["rules"]] == ["LT305"]
        for rule in driver["rules"]:
            assert rule["shortDescription"]["text"]
            assert rule["help"]["text"]
            assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}

    def test_each_result_has_what_the_standard_asks_for(self, run: dict[str, Any]) -> None:
        rules = run["tool"]["driver"]["rules"]

        for result in run["results"]:
            assert result["message"]["text"]
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert [result["level"] for result in run["results"]] == ["warning", "error", "note"]

    def test_places_are_addresses_lines_and_elements(self, run: dict[str, Any]) -> None:
        first, second, third = (result["locations"][0] for result in run["results"])

        assert first == {
            "physicalLocation": {
                "artifactLocation": {"uri": "planer/plan%20%C3%A6.txt"},
                "region": {"startLine": 7},
            },
            "logicalLocations": [{"name": "1.2", "fullyQualifiedName": "a1b2"}],
        }
        assert second == {"physicalLocation": {"artifactLocation": {"uri": "plan.xlsx"}}}
        assert third["physicalLocation"]["artifactLocation"]["uri"] == "planer/plan%20%C3%A6.txt"

    def test_a_finding_without_any_place_has_no_location(self) -> None:
        log = json.loads(as_sarif((OF_THE_PLAN,)))

        assert "locations" not in log["runs"][0]["results"][0]


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_ends_its_last_line(form: str) -> None:
    assert FORMATS[form](ALL, "plan.txt", str).endswith("\n")

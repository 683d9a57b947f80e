"""What the checks say of a real plan: Asker's proposal of 2020."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.plan.finding import Finding, Severity
from ledetraad.plan.model import Element, Plan
from ledetraad.readers.registry import read_document
from ledetraad.readers.result import ReadResult

DOCUMENT = Path(__file__).parents[2] / "examples" / "asker-2020-2032-forslag.txt"


@pytest.fixture(scope="module")
def read() -> ReadResult:
    return read_document(DOCUMENT)


@pytest.fixture(scope="module")
def findings(read: ReadResult) -> list[Finding]:
    return run_checks(read.plan, CheckSettings(), read.findings)


def told(findings: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def elements(plan: Plan, findings: list[Finding]) -> list[Element]:
    by_id = {element.id: element for element in plan.walk()}
    return [by_id[finding.element or ""] for finding in findings]


def test_only_the_subgoal_on_kindergartens_has_no_strategies(
    read: ReadResult, findings: list[Finding]
) -> None:
    (subgoal,) = elements(read.plan, told(findings, "LT103"))

    assert [reference.printed for reference in subgoal.references] == ["FN-T 4.2"]


@pytest.mark.parametrize("code", ["LT202", "LT203"])
def test_the_one_statement_with_fn_among_fn_t_is_told_once(
    read: ReadResult, findings: list[Finding], code: str
) -> None:
    (statement,) = elements(read.plan, told(findings, code))

    assert [reference.printed for reference in statement.references] == ["FN 11.4", "FN 12.2"]


def test_nothing_rests_on_goals_1_2_and_5_and_something_on_all_others(
    findings: list[Finding],
) -> None:
    assert [finding.values["code"] for finding in told(findings, "LT401")] == ["1", "2", "5"]


def test_two_main_goals_and_a_subgoal_have_no_full_stop(
    read: ReadResult, findings: list[Finding]
) -> None:
    without = elements(read.plan, told(findings, "LT305"))

    assert sorted(element.level for element in without) == ["main_goal", "main_goal", "subgoal"]
    assert without == [
        element for element in read.plan.walk() if element.text and not element.text.endswith(".")
    ]


def test_every_double_blank_that_the_reader_left_is_found(
    read: ReadResult, findings: list[Finding]
) -> None:
    doubled = [element for element in read.plan.walk() if re.search(r"\S\s\s+\S", element.words)]

    assert elements(read.plan, told(findings, "LT306")) == doubled


def test_double_blanks_put_into_statements_are_all_found(read: ReadResult) -> None:
    document = read.plan.model_dump(mode="json", by_alias=True)
    spoilt: list[str] = []
    _spoil(document["elements"], spoilt)

    told_of = run_checks(Plan.model_validate(document), CheckSettings(select=("LT306",)))

    assert len(spoilt) > 100
    assert [finding.element for finding in told_of] == spoilt


def test_nothing_in_it_is_a_fault(findings: list[Finding]) -> None:
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []


def test_rules_that_guess_at_its_words_keep_quiet(findings: list[Finding]) -> None:
    for code in ("LT105", "LT301", "LT302", "LT303", "LT304"):
        assert told(findings, code) == []


def test_only_the_hardest_statements_are_called_hard(
    read: ReadResult, findings: list[Finding]
) -> None:
    statements = [element for element in read.plan.walk() if element.text]

    assert 0 < len(told(findings, "LT307")) <= len(statements) / 10


def test_each_sentence_is_whole_and_its_place_is_the_elements(
    read: ReadResult, findings: list[Finding]
) -> None:
    for finding in findings:
        assert "%(" not in finding.message()
        if finding.element is not None:
            (element,) = elements(read.plan, [finding])
            assert (finding.number, finding.level) == (element.number, element.level)
            assert finding.place == element.source


def _spoil(elements: list[dict[str, object]], spoilt: list[str]) -> None:
    """Double the first blank of every statement, and note the id of each."""
    for element in elements:
        text = str(element["text"])
        if text:
            element["text"] = text.replace(" ", "  ", 1)
            spoilt.append(str(element["id"]))
        children = element["children"]
        assert isinstance(children, list)
        _spoil(children, spoilt)

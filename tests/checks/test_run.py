"""Running every rule: order, what the reader noted, and what settings leave."""

from __future__ import annotations

from dataclasses import replace

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.plan.finding import Finding, Severity
from ledetraad.plan.index import PlanIndex
from ledetraad.readers.notes import LEVEL_GUESSED, NOT_FOUND
from tests.build import a_plan

OUTLINE = """
    Satsingsområde: Skole og
      Hovedmål [FN-T 4, FN-T 4]: Alle  lærer.
        Delmål [FN-T 4.1]: Alle  lærer å lese.
          Strategi [FN-T 18.1]: Kommunen skal  lese høyt.
        Delmål: Alle  lærer å regne.
"""


def a_note(element: str | None = "line-3", **changes: object) -> Finding:
    note = Finding(
        rule=LEVEL_GUESSED,
        template="“%(text)s” was read as a delmål.",
        values={"text": "Alle"},
        element=element,
        level="subgoal",
        severity=LEVEL_GUESSED.severity,
    )
    return replace(note, **changes)  # type: ignore[arg-type]


def test_findings_come_in_the_documents_order_then_by_code_and_the_plans_own_last() -> None:
    told = run_checks(a_plan(OUTLINE), CheckSettings(), [a_note(), a_note(None, rule=NOT_FOUND)])

    assert [(finding.element, finding.code) for finding in told if finding.code != "LT401"] == [
        ("line-1", "LT105"),
        ("line-2", "LT206"),
        ("line-2", "LT306"),
        ("line-3", "LT001"),
        ("line-3", "LT306"),
        ("line-4", "LT201"),
        ("line-4", "LT306"),
        ("line-5", "LT103"),
        ("line-5", "LT205"),
        ("line-5", "LT306"),
        (None, "LT007"),
    ]
    assert all(finding.code == "LT401" for finding in told[-16:])


def test_a_finding_carries_the_number_level_and_place_of_its_element() -> None:
    (finding,) = run_checks(a_plan(OUTLINE), CheckSettings(select=("LT201",)))

    assert (finding.number, finding.level) == ("1.1.1", "strategy")
    assert str(finding.place) == "plan.txt:4"


def test_an_index_gives_the_same_as_its_plan() -> None:
    plan = a_plan(OUTLINE)

    assert run_checks(PlanIndex(plan), CheckSettings()) == run_checks(plan, CheckSettings())


def test_what_is_noted_already_is_not_told_again_however_often_it_is_run() -> None:
    plan = a_plan(OUTLINE)
    once = run_checks(plan, CheckSettings())

    assert run_checks(plan, CheckSettings(), once) == once


def test_a_plan_without_elements_or_levels_has_nothing_to_find() -> None:
    plan = a_plan("Delmål: Alle lærer.")

    assert run_checks(plan.model_copy(update={"elements": ()}), CheckSettings()) == []
    assert run_checks(plan.model_copy(update={"elements": (), "levels": ()}), CheckSettings()) == []


def test_settings_hold_for_what_the_reader_noted_too() -> None:
    plan = a_plan("Delmål: Alle lærer.")

    def after(**settings: object) -> list[Finding]:
        return run_checks(plan, CheckSettings.model_validate(settings), [a_note()])

    assert after() == [a_note()]
    assert after(ignore=["LT0"]) == []
    assert after(select=["LT3"]) == []
    assert after(severity={"LT001": "off"}) == []
    assert after(severity={"LT001": "error"}) == [a_note(severity=Severity.ERROR)]
    assert after(levels={"subgoal": {"ignore": ["LT001"]}}) == []
    assert after(levels={"strategy": {"ignore": ["LT001"]}}) == [a_note()]


def test_a_level_may_be_left_out_of_a_rule_that_the_others_keep() -> None:
    settings = CheckSettings.model_validate(
        {"select": ["LT306"], "levels": {"subgoal": {"ignore": ["LT3"]}}}
    )

    told = run_checks(a_plan(OUTLINE), settings)

    assert [finding.element for finding in told] == ["line-2", "line-4"]

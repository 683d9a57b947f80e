"""What the program itself sets for people to read comes back as the plan that it was made of."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from ledetraad.i18n import Language
from ledetraad.plan.model import Decision, Element, Plan, PlanStatus, SourcePlace
from ledetraad.publish.registry import WRITERS
from ledetraad.readers import ReadResult, read_bytes, read_document

DOCUMENTS = Path(__file__).parents[1] / "documents"
ENDINGS = (".pdf", ".docx")
FRONT = ("title", "subtitle", "owner", "period", "status", "language", "levels", "scheme")


def again(plan: Plan, ending: str) -> ReadResult:
    """A plan that is written and read back."""
    out = io.BytesIO()
    WRITERS[ending].write(plan, out, language="nb")
    return read_bytes(out.getvalue(), f"plan{ending}")


def without_places(elements: tuple[Element, ...]) -> list[Element]:
    """Elements without where they were read, and without blanks that no page shows."""
    return [
        element.model_copy(
            update={
                "title": " ".join(element.title.split()),
                "text": " ".join(element.text.split()),
                "source": SourcePlace(),
                "children": tuple(without_places(element.children)),
            }
        )
        for element in elements
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_example_comes_back_with_its_cover_codes_levels_and_every_statement(
    example_plan: Plan, ending: str
) -> None:
    plan = again(example_plan, ending).plan

    for field in FRONT:
        assert getattr(plan, field) == getattr(example_plan, field), field
    assert without_places(plan.elements) == without_places(example_plan.elements)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_what_was_decided_comes_back(example_plan: Plan, ending: str, language: Language) -> None:
    decision = Decision(date=date(2030, 6, 9), case="45/30", body="kommunestyret")
    plan = example_plan.model_copy(update={"decision": decision, "status": PlanStatus.ADOPTED})
    out = io.BytesIO()
    WRITERS[ending].write(plan, out, language=language)

    again = read_bytes(out.getvalue(), f"plan{ending}").plan

    assert (again.decision, again.status) == (decision, PlanStatus.ADOPTED)
    assert (again.title, again.subtitle) == (plan.title, plan.subtitle)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", ["word/measures.docx", "sheets/merged.xlsx"])
def test_measures_come_back_with_who_and_when_and_what_they_rest_on(name: str, ending: str) -> None:
    plan = read_document(DOCUMENTS / name).plan

    assert without_places(again(plan, ending).plan.elements) == without_places(plan.elements)


def test_a_level_that_only_the_cover_of_a_pdf_names_keeps_its_name() -> None:
    plan = read_document(DOCUMENTS / "sheets" / "letterhead.xlsx").plan
    assert plan.level("theme").singular == "tema"

    assert again(plan, ".pdf").plan.levels == plan.levels


def test_the_pages_of_a_pdf_leave_no_text_over_but_the_lists_at_both_ends(
    example_plan: Plan,
) -> None:
    told = [
        str(finding.values["text"])
        for finding in again(example_plan, ".pdf").findings
        if finding.rule.code == "LT013"
    ]

    assert [text.split()[0] for text in told] == ["Innhold", "FNs"]

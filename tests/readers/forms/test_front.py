"""The first page: which of its lines is the title, and what the others tell."""

from __future__ import annotations

from dataclasses import replace

from ledetraad.plan.model import Period, Plan, PlanStatus, SourcePlace
from ledetraad.readers.blocks import Block, Heading, Paragraph
from ledetraad.readers.document_plan import plan_from_document
from tests.readers.forms.build import doc, h, i, p

GOALS: list[Block] = [h("Klima", 2), h("Mål", 3), i("Utslippene er lave.")]
TITLE = "Kommuneplan for framtida"


def read(*front: Block, title: str = "") -> Plan:
    return plan_from_document(doc(*front, *GOALS, title=title)).plan


def on_page_one(*front: Block) -> Plan:
    """A plan whose front stands on the first page, as in a PDF."""
    document = doc(*front, *GOALS)
    placed = [
        replace(block, place=SourcePlace(file="plan.pdf", page=1 if n < len(front) else 2))
        for n, block in enumerate(document.blocks)
    ]
    return plan_from_document(replace(document, blocks=tuple(placed))).plan


def test_the_title_is_what_is_set_largest_on_the_first_page() -> None:
    plan = on_page_one(h("Eksempel kommune", 6), h(TITLE, 1), h("Forslag 2030-2042", 4))

    assert (plan.title, plan.subtitle, plan.owner) == (
        TITLE,
        "Forslag 2030-2042",
        "Eksempel kommune",
    )
    assert [theme.title for theme in plan.elements] == ["Klima"]


def test_the_title_is_the_line_that_the_document_s_properties_name() -> None:
    plan = read(p("Eksempel kommune"), p(TITLE), p("Status: Vedtatt"), title=TITLE)

    assert (plan.title, plan.owner) == (TITLE, "Eksempel kommune")


def test_facts_beside_their_names_need_no_colon() -> None:
    plan = read(p(TITLE), p("Samfunnsdel"), p("Periode 2030–2042"), p("Status Høringsforslag"))

    assert (plan.title, plan.subtitle) == (TITLE, "Samfunnsdel")
    assert plan.period == Period(from_year=2030, to_year=2042)
    assert plan.status is PlanStatus.PROPOSAL


def test_a_sentence_that_begins_with_a_fact_s_name_is_no_fact() -> None:
    plan = read(p(TITLE), p("Status vurderes hvert år, og planen er vedtatt i 2030 av alle."))

    assert plan.status is PlanStatus.DRAFT


def test_who_has_adopted_a_plan_is_no_decision_without_its_date() -> None:
    plan = read(p(TITLE), p("Vedtatt av kommunestyret"))

    assert (plan.decision, plan.status) == (None, PlanStatus.ADOPTED)


def test_a_cover_that_counts_the_plan_s_parts_names_its_levels() -> None:
    plan = read(p(TITLE), Paragraph("1 fokusområde", SourcePlace()), p("1 mål"))

    assert plan.level("theme").plural == "fokusområder"


def test_a_count_in_large_letters_announces_no_level() -> None:
    plan = on_page_one(h(TITLE, 1), Heading("28 delmål", 3, SourcePlace()), h("Innledning", 2))

    assert [theme.title for theme in plan.elements] == ["Klima"]

"""A range of codes is every goal or target in it, each with the range as it is printed."""

from __future__ import annotations

import io
import re

import pytest

from ledetraad.plan.model import CodeDefinition, Plan, Reference
from ledetraad.publish.registry import WRITERS
from ledetraad.readers import read_bytes
from ledetraad.readers.codes import CodeReader
from ledetraad.readers.document_plan import plan_from_document
from tests.readers.forms.build import doc, h, i, p, t

ADAPTED = CodeDefinition(prefix="FN-T", framework="un-sdg", basis="adapted")


def references(plan: Plan) -> list[Reference]:
    return [one for element in plan.walk() for one in element.references]


def with_a_legend() -> Plan:
    document = doc(
        p("Plan for Eksempel kommune 2030-2042"),
        i("FN-T (nr.): Basert på FNs bærekraftsmål og tilpasset Eksempel kommune."),
        t(["Referanse", "Mål"], ["FN-T 3.4–3.6, 11", "Alle er friske."], ["FN-T 13", "Ren luft."]),
    )
    return plan_from_document(document).plan


def test_a_range_behind_a_code_of_the_legend_has_that_code_s_basis() -> None:
    told = [(one.printed, one.code, one.basis) for one in references(with_a_legend())]

    assert told == [
        ("FN-T 3.4–3.6", "3.4", "adapted"),
        ("FN-T 3.4–3.6", "3.5", "adapted"),
        ("FN-T 3.4–3.6", "3.6", "adapted"),
        ("FN-T 11", "11", "adapted"),
        ("FN-T 13", "13", "adapted"),
    ]


def test_a_range_that_is_broken_after_its_dash_is_one_all_the_same() -> None:
    codes = CodeReader([ADAPTED]).at_start("FN-T 3.4– 3.6")

    assert codes is not None
    assert {one.printed for one in codes.references} == {"FN-T 3.4–3.6"}


def test_a_range_comes_back_from_a_pdf_which_prints_it_for_each_of_its_goals() -> None:
    plan = with_a_legend()
    out = io.BytesIO()
    WRITERS[".pdf"].write(plan, out, language="nb")

    assert references(read_bytes(out.getvalue(), "plan.pdf").plan) == references(plan)


@pytest.mark.parametrize("ending", [".json", ".csv", ".xlsx"])
def test_a_range_comes_back_from_the_formats_that_promise_it(ending: str) -> None:
    plan = with_a_legend()
    out = io.BytesIO()
    WRITERS[ending].write(plan, out, language="nb")

    assert read_bytes(out.getvalue(), f"plan{ending}").plan == plan


def test_a_range_comes_back_from_markdown() -> None:
    document = doc(
        p("Plan for Eksempel kommune 2030-2042"),
        i("FN-T (nr.): Basert på FNs bærekraftsmål og tilpasset Eksempel kommune."),
        h("God helse", 2),
        h("Mål", 3),
        i("FN-T 3.4-3.6 Alle er friske i kommunen."),
        i("FN-T 11 Alle har et godt sted å bo."),
    )
    plan = plan_from_document(document).plan
    out = io.BytesIO()
    WRITERS[".md"].write(plan, out, language="nb")

    assert len(references(plan)) == 4
    assert references(read_bytes(out.getvalue(), "plan.md").plan) == references(plan)


def test_a_range_in_a_table_made_by_hand_is_read_by_the_plan_s_scheme() -> None:
    out = io.BytesIO()
    WRITERS[".csv"].write(with_a_legend(), out, language="nb")
    by_hand = re.sub(r'"FN-T 3[^"]*"', "FN-T 3.4-3.6", out.getvalue().decode())

    plan = read_bytes(by_hand.encode(), "plan.csv").plan

    assert [one.code for one in references(plan)] == ["3.4", "3.5", "3.6", "13"]


def test_a_range_stands_before_a_sentence_as_single_codes_do() -> None:
    codes = CodeReader([ADAPTED]).at_start("FN-T 3.4-3.6 / 11 Alle er friske.")

    assert codes is not None
    assert codes.rest == "Alle er friske."
    assert [one.code for one in codes.references] == ["3.4", "3.5", "3.6", "11"]


def test_a_range_that_is_printed_again_in_its_cell_is_told_once() -> None:
    codes = CodeReader([ADAPTED]).at_start("FN-T 3.4-3.6 FN-T 3.4-3.6 FN-T 3.4-3.6")

    assert codes is not None
    assert [one.code for one in codes.references] == ["3.4", "3.5", "3.6"]


@pytest.mark.parametrize("text", ["FN-T 18-20 åringer", "FN-T 3.40-3.60", "FN-T 2030-2042"])
def test_what_is_no_range_of_the_un_s_goals_is_none(text: str) -> None:
    codes = CodeReader([ADAPTED]).at_start(text)

    assert codes is not None
    assert codes.references == ()

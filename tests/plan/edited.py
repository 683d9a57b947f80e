"""A small plan, and what edits make of it, for the tests of edits."""

from __future__ import annotations

from textwrap import dedent

import pytest

from ledetraad.plan.edit import Edit, InvalidEdit, apply_edit, apply_edits
from ledetraad.plan.model import Element, Plan
from tests.build import a_plan

SCHOOL = """
    Satsingsområde: Skole
      Hovedmål: Alle lærer.
        Delmål [FN-T 4.1]: Alle leser.
          Strategi [EK]: Kommunen låner ut bøker.
          Strategi: Kommunen leser høyt.
        Delmål: Alle regner.
          Strategi: Kommunen teller.
    Satsingsområde: Helse
"""
THEME, GOAL, READ, BOOKS, ALOUD, COUNT, COUNTS, HEALTH = (f"line-{n}" for n in range(1, 9))


def outline(plan: Plan) -> str:
    """A plan in the notation that `a_plan` reads."""
    lines: list[str] = []

    def write(element: Element, indent: str) -> None:
        level = plan.level(element.level).singular.capitalize()
        codes = ", ".join(reference.printed for reference in element.references)
        printed = f" [{codes}]" if codes else ""
        lines.append(f"{indent}{level}{printed}: {element.words}")
        for child in element.children:
            write(child, indent + "  ")

    for element in plan.elements:
        write(element, "")
    return "\n".join(lines)


def after(*edits: Edit, of: str = SCHOOL) -> str:
    applied = apply_edits(a_plan(of), edits)
    assert not applied.refused
    return outline(applied.plan)


def expected(text: str) -> str:
    return dedent(text).strip("\n")


def why(*edits: Edit, of: str = SCHOOL) -> str:
    with pytest.raises(InvalidEdit) as refused:
        plan = a_plan(of)
        for edit in edits:
            plan = apply_edit(plan, edit)
    assert refused.value.remedy()
    return refused.value.what()


def element(plan: Plan, wanted: str) -> Element:
    return next(one for one in plan.walk() if one.id == wanted)

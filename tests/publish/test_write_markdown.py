"""Markdown: the plan as it reads, and text that stays as it is."""

from __future__ import annotations

import io

import pytest
from markdown_it import MarkdownIt

from ledetraad.plan.model import Level, Period, Plan, PlanStatus
from ledetraad.publish.write_markdown import MarkdownWriter, escaped
from tests.build import a_plan

SMALL = """
    Satsingsområde: God oppvekst
      Hovedmål [FN-T 4]: Barn har det *godt*.
        Delmål [FN-T 4.1, EK]: Alle lærer å lese.
          Strategi [EK]: Kommunen skal låne ut bøker.
          Strategi: Kommunen skal ha skoler.
        Delmål: Alle har barnehage.
    Satsingsområde: God helse
      Delmål: Alle har fastlege.
"""


def written(plan: Plan) -> str:
    out = io.BytesIO()
    MarkdownWriter().write(plan, out, language="en")
    return out.getvalue().decode()


def test_a_small_plan(snapshot) -> None:
    plan = a_plan(SMALL).model_copy(
        update={
            "title": "Mål #1",
            "subtitle": "Et forslag",
            "owner": "Eksempel kommune",
            "period": Period(from_year=2024, to_year=2036),
            "status": PlanStatus.PROPOSAL,
        }
    )

    assert written(plan) == snapshot


@pytest.mark.parametrize(
    "text",
    [
        "a *b* _c_ `d` **e**",
        "[a](b) ![c](d) <e> <https://f.no> &amp; &",
        "# a #",
        "\\* \\",
        "a | b ~~c~~ $d$",
        "1. a",
        "- a",
        "> a",
        "+ a",
        "=== ---",
    ],
)
def test_text_is_shown_as_it_is(text: str) -> None:
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"])

    for line in (f"## {escaped(text)}", f"- **Mål 1:** {escaped(text)}"):
        inline = next(token for token in page.parse(line) if token.type == "inline")
        shown = "".join(part.content for part in inline.children or ())
        assert shown.removeprefix("Mål 1: ") == text


def test_headings_go_no_deeper_than_markdown_has_them() -> None:
    levels = tuple(
        Level(key=f"l{n}", singular=f"nivå {n}", plural=f"nivå {n}", titled=True) for n in range(8)
    )
    plan = a_plan("\n".join(f"{'  ' * n}Nivå {n}: x" for n in range(8)), levels=levels)

    assert "####### " not in written(plan)
    assert written(plan).count("\n###### 1") == 4

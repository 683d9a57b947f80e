"""Tables where a number before each row says its level: 1, 1.1, 1.1.1."""

from __future__ import annotations

import pytest

from ledetraad.errors import UnreadableDocument
from ledetraad.readers.blocks import Table
from ledetraad.readers.document_plan import describe, plan_from_document
from ledetraad.readers.forms.mapping import DepthMapping
from tests.readers.forms.build import LEFT, doc, facts, h, outline, p, t

ROWS = [
    ("1", "Alle innbyggere har gode liv i hele kommunen."),
    ("1.1", "Barn er trygge i barnehagen."),
    ("1.1.1", "Kommunen skal ansette flere voksne."),
    ("1.1.2", "Kommunen skal gjerde inn lekeplassene."),
    ("1.2", "Eldre er trygge hjemme."),
    ("1.2.1", "Kommunen skal rydde snø før sju."),
    ("2", "Naturen er frisk og mangfoldig."),
    ("2.1", "Elva er ren hele året."),
    ("2.1.1", "Kommunen skal måle vannet hver uke."),
]
DEEP = [
    "main_goal: Alle innbyggere har gode liv i hele kommunen.",
    "  subgoal: Barn er trygge i barnehagen.",
    "    strategy: Kommunen skal ansette flere voksne.",
    "    strategy: Kommunen skal gjerde inn lekeplassene.",
    "  subgoal: Eldre er trygge hjemme.",
    "    strategy: Kommunen skal rydde snø før sju.",
    "main_goal: Naturen er frisk og mangfoldig.",
    "  subgoal: Elva er ren hele året.",
    "    strategy: Kommunen skal måle vannet hver uke.",
]


def rules(*blocks) -> list[str]:
    return [finding.rule.code for finding in plan_from_document(doc(*blocks)).findings]


@pytest.mark.parametrize(
    "table",
    [
        t(["Nr", "Mål"], *ROWS),
        t(["", "Tekst"], *ROWS),
        t(["Punkt", "Beskrivelse"], *[(number.replace(".", ","), text) for number, text in ROWS]),
        t(["Nr.", "Mål"], *[(f"{number}.", text) for number, text in ROWS]),
        t(["Mål", "Ansvar"], *[(f"{number} {text}", "Plan") for number, text in ROWS]),
        t(["Mål og strategier", LEFT], ["Nr", "Tekst"], *ROWS),
        t(*ROWS),
        t(*[(f"{number}  {text}",) for number, text in ROWS]),
    ],
    ids=["goals", "no word", "commas", "stops", "in the text", "title", "no heads", "one column"],
)
def test_the_numbers_depth_is_the_level_and_that_is_asked_about(table: Table) -> None:
    assert outline(plan_from_document(doc(table)).plan) == DEEP
    assert rules(table).count("LT012") == 1


def test_heads_that_name_as_many_levels_as_there_are_depths_are_believed() -> None:
    table = t(["Nr", "Mål, strategier og tiltak"], *ROWS)

    plan = plan_from_document(doc(table)).plan

    levels = [line.split(":")[0].strip() for line in outline(plan)[:3]]
    assert levels == ["goal", "strategy", "measure"]
    assert "LT012" not in rules(table)


def test_short_names_at_the_top_are_themes() -> None:
    rows = [("1", "Oppvekst"), *ROWS[1:6], ("2", "Natur"), *ROWS[7:]]

    plan = plan_from_document(doc(t(["Nr", "Tekst"], *rows))).plan

    assert [line for line in outline(plan) if not line.startswith("    ")] == [
        "theme: Oppvekst",
        "  subgoal: Barn er trygge i barnehagen.",
        "  subgoal: Eldre er trygge hjemme.",
        "theme: Natur",
        "  subgoal: Elva er ren hele året.",
    ]


def test_the_other_columns_belong_to_their_own_row() -> None:
    rows = [
        (*row, "11.3" if row[0] == "1.1" else "", "Plan" if row[0] == "2" else "") for row in ROWS
    ]

    plan = plan_from_document(doc(t(["Nr", "Mål", "FN", "Ansvar"], *rows))).plan

    assert outline(plan)[1] == "  subgoal [11.3]: Barn er trygge i barnehagen."
    assert facts(plan) == {"Naturen er frisk og mangfoldig.": {"responsible": "Plan"}}


def test_a_table_for_each_chapter_is_read_by_the_depths_of_all_of_them() -> None:
    first, second = t(["Nr", "Mål"], *ROWS[:6]), t(["Nr", "Mål"], *ROWS[6:])

    assert outline(plan_from_document(doc(first, p("Om naturen."), second)).plan) == DEEP


def test_a_row_without_a_number_has_the_level_of_the_one_above_and_a_finding() -> None:
    rows = [*ROWS[:3], ("", "Kommunen skal lære opp vikarer."), *ROWS[3:]]

    plan = plan_from_document(doc(t(["Nr", "Mål"], *rows))).plan

    assert outline(plan)[3] == "    strategy: Kommunen skal lære opp vikarer."
    assert "LT001" in rules(t(["Nr", "Mål"], *rows))


def test_what_was_understood_can_be_said_otherwise_in_a_mapping() -> None:
    document = doc(t(["Nr", "Tekst"], *ROWS))
    told = describe(document)
    assert [(one.depth, one.level) for one in told.numbers] == [
        (1, "main_goal"),
        (2, "subgoal"),
        (3, "strategy"),
    ]

    other = told.model_copy(
        update={"numbers": (*told.numbers[:2], DepthMapping(depth=3, level="measure"))}
    )

    assert outline(plan_from_document(document, told).plan) == DEEP
    assert outline(plan_from_document(document, other).plan)[2].startswith("    measure:")


@pytest.mark.parametrize(
    "rows",
    [
        [("1", "Drift"), ("1.1", "Lønn"), ("1.2", "Strøm"), ("2", "Investering"), ("2.1", "Bygg")],
        [(number, text) for number, text in reversed(ROWS)],
        [("11.3", "Alle har et trygt sted å bo."), ("3.4", "Færre er syke."), ("3", "God helse.")],
        [("1", "Alle har et trygt sted å bo."), ("2", "Ingen er syke."), ("3", "Alle er glade.")],
    ],
    ids=["accounts", "backwards", "codes", "one depth"],
)
def test_numbers_that_are_no_outline_of_statements_say_no_levels(rows) -> None:
    with pytest.raises(UnreadableDocument):
        plan_from_document(doc(h("Vedlegg"), t(["Nr", "Tekst"], *rows)))

"""Headings with labels and bullets, numbered goals, and what to do where nothing says."""

from __future__ import annotations

import pytest

from ledetraad.readers.blocks import Block
from ledetraad.readers.document_plan import plan_from_document
from tests.readers.forms.build import doc, h, i, outline, p

VILLAGES = [
    "theme: Levende bygder",
    "  goal [FN 11.3]: Folk trives.",
    "  goal: Det er boliger for alle.",
    "    strategy: Vi bygger boliger.",
    "    strategy: Vi rydder.",
    "theme: Natur",
    "  goal: Naturen er frisk.",
    "    strategy: Vi verner myr.",
]


def with_headings() -> list[Block]:
    return [
        h("Satsingsområde: Levende bygder", 2),
        h("Mål", 3),
        i("Folk trives (FN 11.3)."),
        i("Det er boliger for alle."),
        h("Slik gjør vi det", 3),
        i("Vi bygger boliger."),
        i("Vi rydder."),
        h("Satsingsområde: Natur", 2),
        h("Mål", 3),
        p("Naturen er frisk."),
        h("Slik gjør vi det", 3),
        i("Vi verner myr."),
    ]


def with_plain_headings_and_labels_in_paragraphs() -> list[Block]:
    return [
        h("Levende bygder", 2),
        p("Mål:"),
        i("Folk trives. FN 11.3"),
        i("Det er boliger for alle."),
        p("Slik gjør vi det:"),
        i("Vi bygger boliger."),
        i("Vi rydder."),
        h("Natur", 2),
        p("Mål: Naturen er frisk."),
        p("Slik gjør vi det:"),
        p("For å nå målet gjør vi dette:"),
        i("Vi verner myr."),
    ]


def in_nynorsk_with_a_chapter_above() -> list[Block]:
    return [
        h("Satsingsområda våre", 2),
        h("Levende bygder", 3),
        h("Dit vil vi", 4),
        p("Folk trives (FN 11.3)."),
        p("Det er boliger for alle."),
        h("Slik gjer vi det", 4),
        i("Vi bygger boliger."),
        i("Vi rydder."),
        h("Natur", 3),
        h("Dit vil vi", 4),
        p("Naturen er frisk."),
        h("Slik gjer vi det", 4),
        i("Vi verner myr."),
    ]


@pytest.mark.parametrize(
    "blocks",
    [with_headings, with_plain_headings_and_labels_in_paragraphs, in_nynorsk_with_a_chapter_above],
)
def test_themes_goals_and_how_we_reach_them(blocks) -> None:
    front = [h("Samfunnsdel for Eksempel kommune"), h("Innledning", 2), p("Dette er en plan.")]

    result = plan_from_document(doc(*front, *blocks()))

    assert outline(result.plan) == VILLAGES
    assert "LT012" not in {finding.code for finding in result.findings}


def test_labelled_statements_with_lists_under_them() -> None:
    plan = plan_from_document(
        doc(
            h("Levende bygder", 1),
            p("Hovedmål: Bygdene lever."),
            p("Delmål 1: Alle har bolig."),
            p("Strategier:"),
            i("Vi bygger."),
            h("Delmål 2 – Alle har jobb.", 2),
            i("Vi støtter bedrifter."),
            h("Natur", 1),
            p("Hovedmål: Naturen er frisk."),
        )
    ).plan

    assert outline(plan) == [
        "theme: Levende bygder",
        "  main_goal: Bygdene lever.",
        "    subgoal: Alle har bolig.",
        "      strategy: Vi bygger.",
        "    subgoal: Alle har jobb.",
        "      strategy: Vi støtter bedrifter.",
        "theme: Natur",
        "  main_goal: Naturen er frisk.",
    ]


def test_a_list_in_a_list_under_a_label_for_both() -> None:
    plan = plan_from_document(
        doc(
            h("Delmål og strategier", 1),
            i("Alle har bolig."),
            i("Vi bygger.", 2),
            i("Alle har jobb."),
            i("Vi støtter bedrifter.", 2),
        )
    ).plan

    assert outline(plan) == [
        "subgoal: Alle har bolig.",
        "  strategy: Vi bygger.",
        "subgoal: Alle har jobb.",
        "  strategy: Vi støtter bedrifter.",
    ]


NUMBERED = [
    "theme: God helse",
    "  subgoal [FN 3.4]: Alle er friske.",
    "    strategy: Kommunen skal forebygge.",
    "    strategy: Kommunen skal rehabilitere.",
    "  subgoal: Alle er aktive.",
    "theme: Klima",
    "  subgoal: Utslippene er lave.",
    "    strategy: Kommunen skal kutte.",
]


def in_paragraphs() -> list[Block]:
    return [
        p("1 God helse"),
        p("1.1 Alle er friske (FN 3.4)."),
        p("1.1.1 Kommunen skal forebygge."),
        p("1.1.2 Kommunen skal rehabilitere."),
        p("1.2 Alle er aktive."),
        p("2 Klima"),
        p("2.1 Utslippene er lave."),
        p("2.1.1 Kommunen skal kutte."),
    ]


def in_headings() -> list[Block]:
    return [
        h("God helse", 1, "1"),
        h("Alle er friske (FN 3.4).", 2, "1.1"),
        h("Kommunen skal forebygge.", 3, "1.1.1"),
        h("Kommunen skal rehabilitere.", 3, "1.1.2"),
        h("Alle er aktive.", 2, "1.2"),
        h("Klima", 1, "2"),
        h("Utslippene er lave.", 2, "2.1"),
        h("Kommunen skal kutte.", 3, "2.1.1"),
    ]


def in_items() -> list[Block]:
    return [
        h("God helse", 2, "1"),
        i("Alle er friske (FN 3.4).", 1, "1.1"),
        i("Kommunen skal forebygge.", 2, "1.1.1."),
        i("Kommunen skal rehabilitere.", 2, "1.1.2."),
        i("Alle er aktive.", 1, "1.2"),
        h("Klima", 2, "2"),
        i("Utslippene er lave.", 1, "2.1"),
        i("Kommunen skal kutte.", 2, "2.1.1."),
    ]


@pytest.mark.parametrize("blocks", [in_paragraphs, in_headings, in_items])
def test_numbered_goals(blocks) -> None:
    result = plan_from_document(doc(h("Samfunnsdelen"), *blocks()))

    assert outline(result.plan) == NUMBERED
    assert "LT012" in {finding.code for finding in result.findings}


def test_bullets_under_headings_are_taken_for_goals_and_asked_about() -> None:
    result = plan_from_document(
        doc(h("Plan"), h("Helse", 2), i("Alle er friske"), h("Klima", 2), i("Utslippene er lave"))
    )

    assert outline(result.plan) == [
        "theme: Helse",
        "  goal: Alle er friske",
        "theme: Klima",
        "  goal: Utslippene er lave",
    ]
    assert "LT012" in {finding.code for finding in result.findings}


def test_text_that_no_form_has_a_place_for_is_told() -> None:
    result = plan_from_document(doc(h("Plan"), *with_headings(), p("Vi vil også ha sykkelvei.")))

    (passed,) = [finding for finding in result.findings if finding.code == "LT013"]
    assert passed.values["text"] == "Vi vil også ha sykkelvei."
    assert passed.place.line == 14


def test_a_heading_that_names_no_level_ends_the_list_above_it() -> None:
    document = doc(
        p("Plan for Eksempel kommune"),
        h("Natur", 2),
        h("Slik gjør vi det", 3),
        i("Vi verner all myr som er igjen i kommunen."),
        i("Vi rydder strendene sammen med skolene."),
        h("Ansvar", 4),
        i("Rådmannen melder fra."),
    )

    result = plan_from_document(document)

    assert outline(result.plan) == [
        "theme: Natur",
        "  strategy: Vi verner all myr som er igjen i kommunen.",
        "  strategy: Vi rydder strendene sammen med skolene.",
    ]
    assert [one.values["text"] for one in result.findings if one.code == "LT013"] == [
        "Ansvar Rådmannen melder fra."
    ]

"""What was decided about a document can be kept, changed, and told instead of guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.errors import UnreadableDocument
from ledetraad.readers.document_plan import describe, plan_from_document
from ledetraad.readers.forms.mapping import ColumnMapping, Mapping, dump_mapping, load_mapping
from tests.readers.forms.build import doc, facts, h, i, outline, p, t


def a_table():
    return doc(
        h("Plan"),
        h("Klima", 2),
        t(["Mål", "Veien dit", "Hvem"], ["Lufta er ren.", "Vi fyrer mindre.", "Teknisk"]),
    )


def labels():
    return doc(
        h("Plan"),
        h("Natur", 2),
        h("Mål", 3),
        p("Naturen er frisk."),
        h("Vi lover", 3),
        i("Vi verner myr."),
    )


def numbers():
    return doc(h("Plan"), p("1 Helse"), p("1.1 Alle er friske."), p("1.1.1 Vi bygger hall."))


@pytest.mark.parametrize("document", [a_table, labels, numbers])
def test_what_is_described_gives_the_same_plan_when_it_is_told(document) -> None:
    mapping = load_mapping(dump_mapping(describe(document())), where="mapping.toml")

    told = plan_from_document(document(), mapping)

    assert told.plan == plan_from_document(document()).plan


def test_a_description_says_how_sure_it_is() -> None:
    columns = {column.head: column for column in describe(a_table()).columns}

    assert columns["Mål"].meaning == "goal"
    assert columns["Mål"].confidence == 1.0
    assert columns["Veien dit"].meaning == "strategy"
    assert columns["Hvem"].meaning == "responsible"


def test_a_column_means_what_is_said() -> None:
    mapping = Mapping(
        columns=(
            ColumnMapping(head="veien dit", meaning="measure"),
            ColumnMapping(head="Hvem", meaning="ignored"),
        )
    )

    result = plan_from_document(a_table(), mapping)

    assert outline(result.plan) == [
        "theme: Klima",
        "  goal: Lufta er ren.",
        "    measure: Vi fyrer mindre.",
    ]
    assert facts(result.plan) == {}
    assert {finding.code for finding in result.findings} <= {"LT007"}


def test_a_label_means_what_is_said() -> None:
    mapping = load_mapping('labels = [{text = "Vi lover", level = "measure"}]', where="m.toml")

    result = plan_from_document(labels(), mapping)

    assert outline(result.plan)[-1] == "    measure: Vi verner myr."


def test_numbers_mean_what_is_said() -> None:
    mapping = load_mapping('numbers = [{depth = 3, level = "measure"}]', where="m.toml")

    result = plan_from_document(numbers(), mapping)

    assert outline(result.plan)[-1] == "    measure: Vi bygger hall."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("form = ", "This is not TOML"),
        ("colums = []", "colums: there is no such key here"),
        ('numbers = [{depth = 1, level = "mål"}]', "is none of: theme"),
        (
            'levels = [{key = "strategy", singular = "s", plural = "s"}, '
            '{key = "goal", singular = "m", plural = "m"}]',
            "from the highest to the lowest",
        ),
    ],
)
def test_a_mapping_that_can_not_be_is_refused(text: str, fault: str) -> None:
    with pytest.raises(UnreadableDocument, match=fault):
        load_mapping(text, where="mapping.toml")


@given(st.text(), st.sampled_from(["goal", "reference", "other", "ignored"]))
def test_any_head_survives_being_kept(head: str, meaning: str) -> None:
    mapping = Mapping(columns=(ColumnMapping(head=head, meaning=meaning, confidence=0.5),))

    assert load_mapping(dump_mapping(mapping), where="mapping.toml") == mapping


def two_goals():
    return doc(
        h("Plan"),
        t(
            ["Mål", "Beskrivelse", "Tiltak", "Beskrivelse"],
            ["Lufta er ren.", "Gjelder hele byen.", "Fyre mindre", "Med tilskudd."],
            ["Elva er ren.", "Gjelder Vik.", "Rense kloakk", "Nytt anlegg."],
        ),
    )


def test_columns_with_one_head_may_mean_different_things_by_their_order() -> None:
    mapping = load_mapping(
        'columns = [{head = "Beskrivelse", meaning = "ignored", nth = 1},'
        ' {head = "Beskrivelse", meaning = "strategy", nth = 2}]',
        where="m.toml",
    )

    plan = plan_from_document(two_goals(), mapping).plan

    assert outline(plan)[:3] == [
        "goal: Lufta er ren.",
        "  strategy: Med tilskudd.",
        "    measure: Fyre mindre",
    ]
    assert facts(plan) == {}
    told = [(one.nth, one.meaning) for one in describe(two_goals(), mapping).columns]
    assert told == [(None, "goal"), (1, "ignored"), (2, "strategy"), (None, "measure")]


def test_columns_with_one_head_and_one_meaning_are_described_once() -> None:
    described = [one.head for one in describe(two_goals()).columns]

    assert described == ["Mål", "Beskrivelse", "Tiltak"]
    assert "nth" not in dump_mapping(describe(two_goals()))


def both_levels():
    return doc(h("Plan"), h("Natur", 2), h("Løfter", 3), i("Naturen er frisk."), i("Verne myr", 2))


def test_a_label_may_announce_two_levels() -> None:
    text = 'labels = [{text = "Løfter", level = "subgoal", below = ["measure"]}]'
    mapping = load_mapping(text, where="m.toml")

    plan = plan_from_document(both_levels(), mapping).plan

    assert outline(plan) == [
        "theme: Natur",
        "  subgoal: Naturen er frisk.",
        "    measure: Verne myr",
    ]
    assert load_mapping(dump_mapping(mapping), where="again.toml") == mapping


@pytest.mark.parametrize("below", ['["subgoal"]', '["goal"]', '["ignored"]', '["nonsense"]'])
def test_the_levels_that_a_label_announces_stand_in_order(below: str) -> None:
    with pytest.raises(UnreadableDocument):
        load_mapping(
            f'labels = [{{text = "A", level = "subgoal", below = {below}}}]', where="m.toml"
        )

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

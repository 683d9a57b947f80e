"""What a reader would ask: its guesses with examples, and what the answers change."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledetraad.errors import UnreadableDocument
from ledetraad.readers.forms.mapping import Mapping
from ledetraad.readers.forms.questions import Question, answered, meanings, questions
from ledetraad.readers.opened import Opened, open_and_read

DOCUMENTS = Path(__file__).parents[2] / "documents"
STRANGE = (
    "Hva vi vil;Grep\nAlle har det godt.;Vi skal lytte til folk.\nIngen er alene.;Vi skal møtes.\n"
).encode()


def opened(name: str) -> Opened:
    path = DOCUMENTS / name
    return open_and_read(path.read_bytes(), path.name)


def asked(document: Opened) -> dict[str, Question]:
    assert document.document is not None and document.mapping is not None
    return {one.name: one for one in questions(document.document, document.mapping)}


def test_a_column_is_asked_of_with_what_stands_in_it() -> None:
    question = asked(opened("word/measures.docx"))["Ansvar"]

    assert (question.what, question.meaning) == ("column", "responsible")
    assert question.examples == ("Eiendom", "Plan og bygg", "Teknisk drift")
    assert not question.unsure


def test_numbers_without_words_are_a_guess_that_is_asked_of_first() -> None:
    document = opened("word/numbered.docx")
    assert document.document is not None and document.mapping is not None

    first = questions(document.document, document.mapping)[0]

    assert first.what == "number"
    assert first.unsure
    assert first.examples[0].startswith("1 ")


def test_answering_as_it_was_understood_changes_nothing_but_how_sure_it_is() -> None:
    document = opened("word/numbered.docx")
    assert document.mapping is not None
    said = {one.key: one.meaning for one in asked(document).values()}

    mapping = answered(document.mapping, said, "numbered.docx")

    assert {one.level for one in mapping.numbers} == {one.level for one in document.mapping.numbers}
    assert {one.confidence for one in mapping.numbers} == {1.0}


def test_an_answer_gives_a_column_another_meaning_when_it_is_read_again() -> None:
    path = DOCUMENTS / "word" / "measures.docx"
    document = opened("word/measures.docx")
    assert document.mapping is not None
    key = asked(document)["Strategi"].key

    mapping = answered(document.mapping, {key: "ignored"}, path.name)
    again = open_and_read(path.read_bytes(), path.name, mapping)

    assert again.plan is not None
    assert {element.level for element in again.plan.walk()} == {"theme", "subgoal", "measure"}


def test_levels_can_be_given_other_names() -> None:
    path = DOCUMENTS / "word" / "measures.docx"
    document = opened("word/measures.docx")
    assert document.mapping is not None

    mapping = answered(
        document.mapping, {"singular-measure": "oppdrag", "plural-measure": "oppdrag"}, path.name
    )
    again = open_and_read(path.read_bytes(), path.name, mapping)

    assert again.plan is not None
    assert again.plan.level("measure").singular == "oppdrag"


def test_an_answer_that_was_not_offered_is_refused() -> None:
    document = opened("word/measures.docx")
    assert document.mapping is not None

    with pytest.raises(UnreadableDocument) as told:
        answered(document.mapping, {"heading-1": "vedtak"}, "measures.docx")

    assert "vedtak" in told.value.what()


def test_a_document_with_words_of_its_own_is_not_given_up_but_asked_of() -> None:
    document = open_and_read(STRANGE, "egne-ord.csv")

    assert document.result is None and document.problem is not None
    assert [one.head for one in document.mapping.columns] == ["Hva vi vil", "Grep"]
    assert all(one.unsure for one in asked(document).values())

    said = Mapping.model_validate(
        answered(document.mapping, {"column-0": "goal", "column-1": "strategy"}, "egne-ord.csv")
    )
    again = open_and_read(STRANGE, "egne-ord.csv", said)

    assert again.plan is not None
    assert [element.words for element in again.plan.walk()] == [
        "Alle har det godt.",
        "Vi skal lytte til folk.",
        "Ingen er alene.",
        "Vi skal møtes.",
    ]


def test_our_own_form_is_not_asked_of() -> None:
    own = "Nivå;Tekst\nDelmål;Alle har det godt.\n".encode()

    assert open_and_read(own, "plan.csv").mapping is None


def test_every_level_and_fact_may_be_answered_for_a_column_and_levels_alone_for_the_others() -> (
    None
):
    assert {"theme", "measure", "reference", "deadline", "other", "ignored"} <= set(
        meanings("column")
    )
    assert "deadline" not in meanings("heading")

"""Words that a narrow column breaks over two lines: joined, and told of where they may be two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledetraad.plan.finding import Finding
from ledetraad.readers.document_plan import plan_from_document
from ledetraad.readers.heal import Healer
from ledetraad.readers.pdf.flow import Mender
from ledetraad.readers.pdf.pieces import Line
from tests.readers.forms.build import doc, outline, t

FULL = "Kommunen skal bygge folkehelsearbeid og helse i alle deler av byen"


def line(text: str, *, blank: bool = False) -> Line:
    return Line(0, 0, 100, 10, text, 10, blank=blank)


def mended(elsewhere: str, *parts: str) -> tuple[str, dict[str, tuple[str, str]]]:
    """Parts that stand on a line each, in a document with other lines, as one text."""
    lines = [line(part) for part in parts]
    mender = Mender([*lines, *(line(elsewhere, blank=True) for _ in range(3))])
    return Healer("").join(mender.texts(lines)), mender.joined


def test_a_word_that_the_document_has_elsewhere_is_joined_without_a_doubt() -> None:
    assert mended(FULL, "folkehelse", "arbeid") == ("folkehelsearbeid", {})


def test_a_word_that_stands_nowhere_else_though_its_first_part_does_is_doubtful() -> None:
    assert mended(FULL, "helse", "stasjonen") == (
        "helsestasjonen",
        {"helsestasjonen": ("helse", "stasjonen")},
    )


def test_a_short_rest_that_is_a_word_of_its_own_is_doubtful() -> None:
    assert mended(FULL, "tilbudet", "og") == ("tilbudet og", {})
    assert mended("Vi er av den mening at det er godt", "tilbud", "er")[1] == {
        "tilbuder": ("tilbud", "er")
    }


def test_parts_that_stand_nowhere_else_are_joined_without_a_doubt() -> None:
    assert mended(FULL, "tilrette", "leggingen") == ("tilretteleggingen", {})


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            ("helse", "stasjonen"),
            "“helsestasjonen” stood on two lines, as “helse” and “stasjonen”, and has been joined;"
            " it may be two words.",
        ),
        (
            ("helse-", "stasjonen"),
            "“helsestasjonen” was broken at the end of a line and has been joined.",
        ),
    ],
)
def test_a_doubtful_word_is_told_of_at_the_statement_that_has_it(
    parts: tuple[str, str], message: str
) -> None:
    table = t(["Mål", "Tiltak"], ["Alle er friske.", "Utvide helsestasjonen."])
    document = replace(doc(table), joined={"helsestasjonen": parts})

    result = plan_from_document(document)

    told = [one for one in result.findings if one.code == "LT006"]
    assert outline(result.plan)[-1] == "  measure: Utvide helsestasjonen."
    assert [(_message(one), one.level) for one in told] == [(message, "measure")]


def _message(finding: Finding) -> str:
    return finding.message(str)

"""References as people write them in free words, and what is not one."""

from __future__ import annotations

import pytest

from ledetraad.readers.code_words import read_reference_cell, read_statement


@pytest.mark.parametrize(
    ("cell", "printed", "codes"),
    [
        ("FN 11.3", ["FN 11.3"], ["11.3"]),
        ("FN11.3", ["FN 11.3"], ["11.3"]),
        ("SDG 11.3", ["SDG 11.3"], ["11.3"]),
        ("Bærekraftsmål 11", ["Bærekraftsmål 11"], ["11"]),
        ("FN-mål nr. 4", ["FN-mål nr. 4"], ["4"]),
        ("11.3", ["11.3"], ["11.3"]),
        ("11.A", ["11.A"], ["11.a"]),
        ("Mål 11 og 13", ["Mål 11", "Mål 13"], ["11", "13"]),
        ("3, 4 og 11.3", ["3", "4", "11.3"], ["3", "4", "11.3"]),
        ("11\n13", ["11", "13"], ["11", "13"]),
        ("3.4-3.6", ["3.4-3.6"] * 3, ["3.4", "3.5", "3.6"]),
        ("3.4-3.6, 3.4-3.6", ["3.4-3.6"] * 3, ["3.4", "3.5", "3.6"]),
        ("SDG 3.4–3.5, 11.a", [*["SDG 3.4–3.5"] * 2, "SDG 11.a"], ["3.4", "3.5", "11.a"]),
        ("Mål 11 til 13", ["Mål 11 til 13"] * 3, ["11", "12", "13"]),
        ("FN 11.3; SDG 11.4", ["FN 11.3", "SDG 11.4"], ["11.3", "11.4"]),
        ("11.3, 11.3", ["11.3", "11.3"], ["11.3", "11.3"]),
        ("God helse og livskvalitet", ["God helse og livskvalitet"], ["3"]),
        ("3. God helse og livskvalitet", ["God helse og livskvalitet"], ["3"]),
        ("God helse og livskvalitet (3)", ["God helse og livskvalitet"], ["3"]),
        ("Livet i havet, Livet på land", ["Livet i havet", "Livet på land"], ["14", "15"]),
    ],
)
def test_a_cell_of_references_is_read(cell: str, printed: list[str], codes: list[str]) -> None:
    found = read_reference_cell(cell)

    assert [reference.printed for reference in found.references] == printed
    assert [reference.code for reference in found.references] == codes
    assert found.rest == ""
    assert {reference.basis for reference in found.references} == {"direct"}


@pytest.mark.parametrize(
    "cell", ["2024", "18", "kl. 11.30", "11.3 mill. kr", "§ 11-3", "3.40", "–"]
)
def test_a_cell_with_another_kind_of_number_has_no_reference(cell: str) -> None:
    assert read_reference_cell(cell).references == ()


@pytest.mark.parametrize(
    ("text", "codes", "sentence"),
    [
        ("Alle har trygge boliger (11.1).", ["11.1"], "Alle har trygge boliger."),
        ("Alle har bolig [FN 11.1]", ["11.1"], "Alle har bolig"),
        ("Gode veier. FN 11.2", ["11.2"], "Gode veier."),
        ("Gode veier (SDG 11.2 og 3.6)", ["11.2", "3.6"], "Gode veier"),
        ("Gode byer (mål 11 og 13).", ["11", "13"], "Gode byer."),
    ],
)
def test_references_after_a_sentence_are_taken_out_of_it(
    text: str, codes: list[str], sentence: str
) -> None:
    found = read_statement(text)

    assert [reference.code for reference in found.references] == codes
    assert found.rest == sentence


def test_references_within_a_sentence_stay_in_it() -> None:
    text = "Kommunen bidrar til FNs bærekraftsmål 11 og 13 innen 2030."

    found = read_statement(text)

    assert [reference.code for reference in found.references] == ["11", "13"]
    assert found.rest == text


@pytest.mark.parametrize(
    "text",
    [
        "Møtet er kl. 11.30 (2020-2032)",
        "Etter loven § 11-3 (3.4 mill.)",
        "Kommunen skal ha 17 barnehager innen 2025 (11)",
        "FN 11. november er dagen",
        "Loven sier mye (pbl. § 3.4)",
        "Redusere med 3.5 prosent",
        "Vedtatt i FN 2015",
        "Hovedmål 3 og mål 4 går foran",
    ],
)
def test_years_amounts_times_dates_and_laws_are_no_references(text: str) -> None:
    found = read_statement(text)

    assert found.references == ()
    assert found.rest == text

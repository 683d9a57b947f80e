"""What a document says of an element beside its text, in one cell that people can edit."""

from __future__ import annotations

import pytest

from ledetraad.plan.flat_element_facts import facts_cell, facts_of
from ledetraad.plan.model import Fact
from ledetraad.readers.vocabulary import fact_key

TOLD = (
    Fact(key="responsible", name="Ansvar", value="Miljø; plan og bygg"),
    Fact(key="deadline", name="Frist: dato", value="2030"),
    Fact(key="other", value="Se kapittel 3: side 4"),
)


def test_each_fact_has_a_line_that_can_be_read() -> None:
    assert facts_cell(TOLD).split("\n") == [
        "responsible|Ansvar: Miljø; plan og bygg",
        'deadline|"Frist: dato": 2030',
        "other|: Se kapittel 3: side 4",
    ]
    assert facts_of(facts_cell(TOLD), fact_key) == TOLD


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("Ansvar: Miljø", Fact(key="responsible", name="Ansvar", value="Miljø")),
        ("Lykke:  stor ", Fact(key="other", name="Lykke", value="stor")),
        ("løpende", Fact(key="other", value="løpende")),
        ("cost|10 mill. kr", Fact(key="cost", value="10 mill. kr")),
    ],
)
def test_what_people_write_is_understood(line: str, fact: Fact) -> None:
    assert facts_of(f"\r\n{line}\n", fact_key) == (fact,)

"""Page numbers, running heads and appendices are no part of a statement, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ledetraad.readers import read_bytes
from tests.overview_form import Layout, Overview, write
from tests.overviews import overviews
from tests.readers.test_forms import SAMPLE, codes_of, read, said_by, said_in

FOOTS = ("%d", "Side %d", "side %d av 12", "%d / 12", "- %d -", "Page %d of 12")


@pytest.mark.parametrize("foot", FOOTS)
def test_page_numbers_are_left_out_and_noted_once(foot: str) -> None:
    result = read(SAMPLE, Layout(form_feeds=True, page_number=foot))

    assert said_in(result.plan) == said_by(SAMPLE)
    assert codes_of(result) == {"LT030"}
    assert len(result.findings) == 1
    assert result.findings[0].place is not None
    assert result.findings[0].place.line


@settings(max_examples=30, deadline=None)
@given(overviews(most_themes=4))
def test_heads_and_numbers_beside_the_breaks_leave_any_plan_as_it_is(overview: Overview) -> None:
    layout = Layout(form_feeds=True, page_number="%d", page_head="Kommuneplan for oss alle")

    result = read(overview, layout)

    if len(overview.themes) > 1:  # one page more shows no running head
        assert said_in(result.plan) == said_by(overview)
        assert codes_of(result) <= {"LT030"}


def test_a_statement_that_goes_on_over_the_page_keeps_its_words_and_no_number() -> None:
    text = write(SAMPLE, Layout()).decode()
    broken = text.replace("Alle har et sted å bo.", "Alle har et\n\nSide 2 av 9\n\fsted å bo.")

    result = read_bytes(broken.encode(), "plan.txt")

    assert "Alle har et sted å bo." in [element.text for element in result.plan.walk()]


def test_a_number_within_the_page_is_left_in_its_sentence() -> None:
    text = write(SAMPLE, Layout()).decode()
    kept = text.replace("Alle har et sted å bo.", "Alle har et sted å bo innen\n2030\ni byen.")

    result = read_bytes(kept.encode(), "plan.txt")

    assert "Alle har et sted å bo innen 2030 i byen." in [one.text for one in result.plan.walk()]


@pytest.mark.parametrize("heading", ["Vedlegg 1 Tall og kilder", "Mer om arbeidet"])
def test_what_stands_after_the_last_table_is_left_out_and_noted(heading: str) -> None:
    text = write(SAMPLE, Layout()).decode() + f"\n\n{heading}\n\nTallene er fra 2028.\n"

    result = read_bytes(text.encode(), "plan.txt")

    assert said_in(result.plan) == said_by(SAMPLE)
    assert codes_of(result) == {"LT013"}
    assert heading in result.findings[0].message()
    assert result.findings[0].place is not None
    assert text.splitlines()[(result.findings[0].place.line or 0) - 1] == heading

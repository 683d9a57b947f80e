"""Whatever a document holds, it is read or refused, and nothing in it is lost in silence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledetraad.errors import UnreadableDocument
from ledetraad.readers.blocks import Block, Document
from ledetraad.readers.document_plan import describe, plan_from_document
from ledetraad.readers.forms.mapping import dump_mapping, load_mapping
from tests.readers.forms.build import LEFT, UP, doc, h, i, p, t

TEXTS = st.sampled_from(
    [
        "",
        "Mål",
        "Tiltak",
        "Delmål og strategier",
        "Slik gjør vi det",
        "Ansvar",
        "Satsingsområde: Klima",
        "Delmål 1.2: Alle har bolig",
        "Kommunen skal bygge.",
        "1.1 Alle er friske (FN 3.4).",
        "FN-T 11.3",
        "AK",
        "AK: Laget av kommunen",
        "2025",
        "–",
        '"',
        "• en\n• to",
        "\ufffd",
    ]
) | st.text(max_size=12)
DEPTHS = st.integers(min_value=1, max_value=6)
NUMBERS = st.sampled_from(["", "1", "1.1", "1.1.1", "2", "•"])


@st.composite
def tables(draw: st.DrawFn) -> Block:
    width = draw(st.integers(min_value=1, max_value=5))
    row = st.lists(TEXTS, min_size=width, max_size=width)
    rows = draw(st.lists(row, min_size=1, max_size=6))
    for number, cells in enumerate(rows):
        for column in range(width):
            merged = draw(st.sampled_from(["", "", "", UP, LEFT]))
            if (merged == UP and number) or (merged == LEFT and column):
                cells[column] = merged
    return t(*rows, title=draw(TEXTS))


BLOCKS = st.one_of(
    st.builds(h, TEXTS, DEPTHS, NUMBERS),
    st.builds(p, TEXTS),
    st.builds(i, TEXTS, DEPTHS, NUMBERS),
    tables(),
)


@given(st.lists(BLOCKS, max_size=12).map(lambda blocks: doc(*blocks)))
@settings(max_examples=200, deadline=None)
def test_any_document_is_read_or_refused(document: Document) -> None:
    try:
        result = plan_from_document(document)
    except UnreadableDocument:
        return

    assert any(element.text for element in result.plan.walk())
    assert load_mapping(dump_mapping(describe(document)), where="mapping.toml")


@given(st.lists(BLOCKS, max_size=12), st.integers(min_value=0, max_value=12))
@settings(max_examples=100, deadline=None)
def test_a_paragraph_anywhere_is_in_the_plan_or_told_of(blocks: list[Block], place: int) -> None:
    sentence = "Vi ønsker oss en bro over fjorden"
    document = doc(*blocks[:place], p(sentence), *blocks[place:])
    try:
        result = plan_from_document(document)
    except UnreadableDocument:
        return

    plan = result.plan
    said = [plan.title, plan.subtitle, *(element.words for element in plan.walk())]
    line = min(place, len(blocks)) + 1
    passed = [finding for finding in result.findings if finding.code == "LT013"]
    told = any((finding.place.line or line + 1) <= line for finding in passed)
    legend = any(sentence in definition.meaning for definition in plan.scheme)
    assert told or legend or any(sentence in text for text in said)

"""Form letters are found among what people write themselves."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from ledetraad.hearing.alike import groups_alike

LETTER = (
    "Vi krever at kommunen sier nei til nedbygging av matjord i hele planperioden, "
    "og at jordvernet står øverst i alle saker om areal."
)


def test_a_form_letter_is_one_group_though_names_and_words_differ() -> None:
    texts = {
        1: f"{LETTER} Hilsen Kari",
        2: f"Hei! {LETTER}",
        3: LETTER.replace("krever", "ber om"),
        4: "Flere sykkelveier til skolen, og bedre lys i undergangen.",
        5: "Jeg er glad i matjord.",
    }

    assert groups_alike(texts) == [[1, 2, 3]]


def test_short_texts_are_alike_only_where_they_are_the_same() -> None:
    assert groups_alike({1: "Enig!", 2: "enig", 3: "Uenig", 4: ""}) == [[1, 2]]


@given(st.dictionaries(st.integers(), st.text(max_size=80), max_size=20))
def test_nothing_is_in_two_groups(texts: dict[int, str]) -> None:
    found = [key for group in groups_alike(texts) for key in group]

    assert len(found) == len(set(found))


def test_a_text_is_alike_to_itself_among_ten_thousand() -> None:
    words = [f"ord{number}" for number in range(3_000)]
    chance = random.Random(1)
    texts = {key: " ".join(chance.choices(words, k=40)) for key in range(10_000)}
    texts |= {10_000 + key: LETTER for key in range(300)}

    assert [len(group) for group in groups_alike(texts)] == [300]


def test_a_letter_that_thousands_send_with_their_own_words_is_one_group() -> None:
    texts = {key: f"Merknad {key}: {LETTER} Hilsen nr. {key}" for key in range(5_000)}

    assert [len(group) for group in groups_alike(texts)] == [5_000]

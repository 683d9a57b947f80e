"""Whom a municipality is compared with, and the codes that tables have for them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from ledetraad.statistics.peers.choice import PeerChoice


def test_those_chosen_come_first_and_the_rest_by_the_codes_of_tables_of_both_kinds() -> None:
    choice = PeerChoice(municipalities=("3201", "3203", "3205"))

    assert choice.regions("3203", "EKG12") == (
        "3201",
        "3205",
        "EKG12",
        "EKA32",
        "32",
        "EAK",
        "EAKUO",
        "0",
    )


def test_a_group_that_was_chosen_counts_before_the_one_that_klass_says() -> None:
    choice = PeerChoice(group="EKG10", county=False, country=False)

    assert choice.regions("3203", "EKG12") == ("EKG10",)


def test_a_group_that_nobody_knows_is_not_guessed() -> None:
    assert PeerChoice(county=False, country=False).regions("3203") == ()


@pytest.mark.parametrize(
    "said", [{"group": "EKG99"}, {"municipalities": ["Asker"]}, {"municipalities": ["3201"] * 13}]
)
def test_what_can_not_be_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PeerChoice.model_validate(said)

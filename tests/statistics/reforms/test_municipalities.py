"""Norway's municipalities as they are today."""

from __future__ import annotations

from ledetraad.statistics.reforms.municipalities import municipalities


def test_there_are_357_each_with_its_own_number_and_name() -> None:
    known = municipalities()

    assert len(known) == 357
    assert len(set(known.values())) == 357
    assert all(len(number) == 4 and number.isdecimal() for number in known)


def test_those_that_changed_have_their_new_number_and_the_others_the_old() -> None:
    known = municipalities()

    assert known["3203"] == "Asker"
    assert known["1127"] == "Randaberg"
    assert "3025" not in known
    assert (known["1508"], known["1580"]) == ("Ålesund", "Haram")

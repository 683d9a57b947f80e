"""Lists of bodies as people paste them, and which statement is whose answer."""

from __future__ import annotations

from datetime import date

import pytest

from ledetraad.hearing.inviting import is_reminded, kind_of, likely, read_bodies
from ledetraad.hearing.speakers import Speaker


def test_a_pasted_list_is_read_line_by_line_in_the_ways_that_people_write_it() -> None:
    found, strange = read_bodies(
        "Statsforvalteren i Østfold <post@sf.example.org>\n"
        "Nabo kommune; Postmottak@nabo.example.org\n"
        "\n"
        "lag@idrett.example.org\n"
        "Historielaget\n"
    )

    assert [(one.name, one.mail) for one in found] == [
        ("Statsforvalteren i Østfold", "post@sf.example.org"),
        ("Nabo kommune", "postmottak@nabo.example.org"),
        ("lag@idrett.example.org", "lag@idrett.example.org"),
        ("Historielaget", ""),
    ]
    assert strange == ()


def test_a_line_with_half_an_address_is_asked_back_and_not_guessed_at() -> None:
    found, strange = read_bodies("Velforeningen <post@>\nAndre <a@b.example.org>")

    assert [one.mail for one in found] == ["a@b.example.org"]
    assert strange == ("Velforeningen <post@>",)


def test_an_address_that_stands_twice_is_one_body() -> None:
    found, _ = read_bodies("A <post@x.example.org>\nB <POST@x.example.org>")

    assert [one.name for one in found] == ["A"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Statsforvalteren i Oslo og Viken", Speaker.STATE),
        ("Viken fylkeskommune", Speaker.REGION),
        ("Bærum kommune", Speaker.NEIGHBOUR),
        ("Asker eldreråd", Speaker.COMMITTEE),
        ("Rødt Asker", Speaker.PARTY),
        ("Fagforbundet Asker", Speaker.UNION),
        ("Bane Eiendom AS", Speaker.BUSINESS),
        ("Heggedal vel", Speaker.ASSOCIATION),
        ("Naturrådgivning AS", Speaker.BUSINESS),
    ],
)
def test_a_body_is_of_the_kind_that_its_name_tells(name: str, kind: Speaker) -> None:
    assert kind_of(name) is kind


def test_a_statement_is_likely_theirs_by_its_address_or_by_nearly_the_same_name() -> None:
    others = [(3, "Bærum kommune, plan", "x@y.example.org"), (5, "Ola", "post@vel.example.org")]

    assert likely("Heggedal vel", "post@vel.example.org", others) == 5
    assert likely("Bærum kommune", "", others) == 3
    assert likely("Lier kommune", "", others) is None


def test_those_who_have_not_answered_are_reminded_in_the_last_days_only() -> None:
    closes = date(2026, 12, 31)

    assert not is_reminded(closes, 7, date(2026, 12, 23))
    assert is_reminded(closes, 7, date(2026, 12, 24))
    assert not is_reminded(closes, 7, date(2027, 1, 1))
    assert not is_reminded(closes, 0, closes)

"""Units end and become others, and what was before can still be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.access import access
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import Action, Role
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.accounts.services.unit_split import end_with_successors
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import make
from tests.web.accounts.conftest import FOLK
from tests.web.conftest import PASSWORD

MERGE = f"{FOLK}enhet/sla-sammen/"


def end(unit: Unit) -> str:
    return f"{FOLK}enhet/{unit.pk}/avslutt/"


def a_measure(municipality: Municipality, unit: Unit, name: str, status: str = "") -> Measure:
    said = {"name": name, "unit": unit.pk} | ({"status": status} if status else {})
    return make(Measure(municipality=municipality), said, user=None)


def test_before_a_unit_ends_one_sees_what_it_answers_for(
    controlling: Client, municipality: Municipality, units: dict[str, Unit]
) -> None:
    add_person("lise", PASSWORD, municipality.name, Role.LEADER, "Skole")
    a_measure(municipality, units["schools"], "Trygg skolevei")
    a_measure(municipality, units["schools"], "Nytt bibliotek", "done")

    shown = controlling.get(end(units["schools"])).content.decode()

    assert "lise (enhetsleder)" in shown
    assert "Trygg skolevei" in shown
    assert "Nytt bibliotek" not in shown


def test_a_unit_becomes_several_and_one_takes_over(
    controlling: Client, municipality: Municipality, units: dict[str, Unit], reader: User
) -> None:
    Membership.objects.create(
        user=reader, municipality=municipality, role=Role.LEADER, unit=units["schools"]
    )
    measure = a_measure(municipality, units["schools"], "Trygg skolevei")

    controlling.post(
        end(units["schools"]),
        {
            "on": "31.12.2025",
            "receiver": str(units["kindergartens"].pk),
            "became": [str(units["technical"].pk), str(units["kindergartens"].pk)],
        },
    )

    measure.refresh_from_db()
    assert measure.unit == units["kindergartens"]
    assert access(reader, municipality).may(Action.SUBMIT_REPORT, units["kindergartens"])
    assert not access(reader, municipality).may(Action.SUBMIT_REPORT, units["technical"])
    shown = controlling.get(FOLK).content.decode()
    assert "avsluttet 31. desember 2025, ble til Barnehage, Teknisk" in shown


def test_measures_are_shared_out_among_several_and_the_rest_goes_to_one(
    controlling: Client, municipality: Municipality, units: dict[str, Unit]
) -> None:
    path, light = (
        a_measure(municipality, units["schools"], name) for name in ("Trygg skolevei", "Lys")
    )

    said = {
        "on": "31.12.2025",
        "receiver": str(units["kindergartens"].pk),
        f"to-{path.pk}": str(units["technical"].pk),
    }
    controlling.post(end(units["schools"]), said)

    for measure, unit in ((path, "technical"), (light, "kindergartens")):
        measure.refresh_from_db()
        assert measure.unit == units[unit]
        last = Change.objects.filter(kind="followup.measure", object_id=measure.pk).first()
        assert last is not None
        assert last.fields == {"unit": [units["schools"].pk, units[unit].pk]}
        assert last.version == measure.version == 2
    assert set(units["schools"].successors.all()) == {units["technical"], units["kindergartens"]}


def test_no_unit_that_is_not_in_the_list_gets_a_share(
    controlling: Client, municipality: Municipality, units: dict[str, Unit]
) -> None:
    measure = a_measure(municipality, units["schools"], "Trygg skolevei")
    said = {"on": "31.12.2025", f"to-{measure.pk}": str(units["schools"].pk)}

    assert controlling.post(end(units["schools"]), said).status_code == 422
    units["schools"].refresh_from_db()
    assert units["schools"].ends is None


def test_units_under_one_that_ends_are_moved_and_their_history_says_so(
    controlling: Client, units: dict[str, Unit]
) -> None:
    said = {"on": "31.12.2025", "receiver": str(units["technical"].pk)}
    controlling.post(end(units["upbringing"]), said)

    units["schools"].refresh_from_db()
    assert units["schools"].parent == units["technical"]
    kept = Change.objects.get(kind="accounts.unit", object_id=units["schools"].pk)
    assert kept.fields == {"parent": [units["upbringing"].name, units["technical"].name]}


@pytest.mark.parametrize("count", [1, 12])
def test_handing_over_asks_the_same_number_of_questions_for_one_measure_as_for_many(
    municipality: Municipality,
    units: dict[str, Unit],
    count: int,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(count):
        a_measure(municipality, units["schools"], f"Tiltak {number}")
        add_person(f"lise{number}", PASSWORD, municipality.name, Role.LEADER, "Skole")

    with django_assert_max_num_queries(31):
        moved = end_with_successors(
            units["schools"], date(2025, 12, 31), units["technical"], (), user=None
        )

    assert (moved.measures, moved.roles) == (count, count)


def test_with_no_successor_all_stays_where_it_is(
    controlling: Client, municipality: Municipality, units: dict[str, Unit]
) -> None:
    measure = a_measure(municipality, units["schools"], "Trygg skolevei")

    controlling.post(end(units["schools"]), {"on": "31.12.2025"})

    measure.refresh_from_db()
    units["schools"].refresh_from_db()
    assert measure.unit == units["schools"]
    assert units["schools"].ends == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("said", "at"), [({"on": ""}, "on"), ({"on": "snart"}, "on"), ({"on": "1.2.2024"}, "on")]
)
def test_a_day_that_can_not_be_is_told_of_and_nothing_ends(
    controlling: Client, units: dict[str, Unit], said: dict[str, str], at: str
) -> None:
    Unit.objects.filter(pk=units["schools"].pk).update(begins=date(2025, 1, 1))

    response = controlling.post(end(units["schools"]), said)

    assert response.status_code == 422
    assert f'id="{at}-problem"' in response.content.decode()
    units["schools"].refresh_from_db()
    assert units["schools"].ends is None


def test_no_unit_under_it_and_none_that_has_ended_takes_over(
    controlling: Client, units: dict[str, Unit]
) -> None:
    Unit.objects.filter(pk=units["technical"].pk).update(ends=date(2025, 6, 30))

    for key in ("upbringing", "schools", "technical"):
        said = {"on": "31.12.2025", "receiver": str(units[key].pk)}
        assert controlling.post(end(units["upbringing"]), said).status_code == 422, key

    units["upbringing"].refresh_from_db()
    assert units["upbringing"].ends is None
    assert controlling.get(end(units["technical"])).status_code == 404


def test_two_units_become_a_new_one_that_takes_over_from_both(
    controlling: Client, municipality: Municipality, units: dict[str, Unit]
) -> None:
    measures = [a_measure(municipality, units[key], key) for key in ("schools", "kindergartens")]

    controlling.post(
        MERGE,
        {
            "merged": [str(units["schools"].pk), str(units["kindergartens"].pk)],
            "name": "Skole og barnehage",
            "parent": str(units["upbringing"].pk),
            "on": "31.12.2025",
        },
    )

    made = Unit.objects.get(name="Skole og barnehage")
    assert (made.parent, made.begins) == (units["upbringing"], date(2026, 1, 1))
    assert {one.name for one in made.predecessors.all()} == {"Skole", "Barnehage"}
    for measure in measures:
        measure.refresh_from_db()
        assert measure.unit == made
    assert controlling.get(FOLK).content.decode().count("ble til Skole og barnehage") == 2
    kept = Change.objects.filter(kind="accounts.unit", what="changed")
    assert {one.name for one in kept} == {"Skole", "Barnehage"}


def test_a_unit_and_the_one_above_it_can_be_merged(
    controlling: Client, units: dict[str, Unit]
) -> None:
    controlling.post(
        MERGE,
        {
            "merged": [str(units["upbringing"].pk), str(units["schools"].pk)],
            "name": "Oppvekst og skole",
            "on": "31.12.2025",
        },
    )

    made = Unit.objects.get(name="Oppvekst og skole")
    units["kindergartens"].refresh_from_db()
    assert units["kindergartens"].parent == made


@pytest.mark.parametrize(
    "said",
    [
        {"merged": ["schools"], "name": "Ny"},
        {"merged": ["schools", "kindergartens"], "name": ""},
        {"merged": ["schools", "kindergartens"], "name": "Teknisk"},
        {"merged": ["schools", "upbringing"], "name": "Ny", "parent": "upbringing"},
        {"merged": ["technical", "upbringing"], "name": "Ny", "parent": "schools"},
    ],
)
def test_a_merger_that_can_not_be_leaves_all_as_it_was(
    controlling: Client, units: dict[str, Unit], said: dict[str, str | list[str]]
) -> None:
    sent = dict(said) | {
        "on": "31.12.2025",
        "merged": [str(units[one].pk) for one in said["merged"]],
    }
    if "parent" in said:
        sent["parent"] = str(units[str(said["parent"])].pk)

    assert controlling.post(MERGE, sent).status_code == 422
    assert Unit.objects.count() == 4
    assert not Unit.objects.exclude(ends=None).exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.READER, 404),
        (Role.CONTRIBUTOR, 404),
        (Role.LEADER, 404),
        (Role.PLANNER, 404),
        (Role.CONTROLLER, 200),
        (Role.ADMINISTRATOR, 200),
    ],
)
def test_only_who_manages_units_reorganises(
    client: Client, municipality: Municipality, units: dict[str, Unit], role: Role, status: int
) -> None:
    client.force_login(add_person("per", PASSWORD, municipality.name, role, "Skole"))

    assert client.get(end(units["schools"])).status_code == status
    assert client.get(MERGE).status_code == status


def test_a_unit_that_answers_for_much_asks_the_database_no_more(
    controlling: Client,
    municipality: Municipality,
    units: dict[str, Unit],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for count in (2, 20):
        for number in range(count):
            name = f"{count}-{number}"
            add_person(name, PASSWORD, municipality.name, Role.LEADER, "Skole")
            a_measure(municipality, units["schools"], name)
            Unit.objects.create(municipality=municipality, name=name, parent=units["schools"])
        with django_assert_max_num_queries(12):
            controlling.get(end(units["schools"]))
        with django_assert_max_num_queries(8):
            controlling.get(MERGE)

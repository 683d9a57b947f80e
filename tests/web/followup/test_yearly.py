"""Setting up a year: each measure decided about, and what the year's plan takes in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Measure, YearElement
from ledetraad.web.history.recording import history
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.conftest import HERE

SignIn = Callable[..., Client]
Make = Callable[..., Measure]
YEAR = f"{HERE}arsplan/2027/"


def body(client: Client, address: str = YEAR) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_measures_that_are_not_ended_await_a_decision(signed_in: SignIn, a_measure: Make) -> None:
    a_measure(name="Frist i fjor", deadline=date(2026, 6, 1))
    a_measure(name="Uten frist")
    a_measure(name="Frist senere", deadline=date(2028, 1, 1))
    a_measure(name="Ferdig", deadline=date(2026, 1, 1), status="done")

    shown = body(signed_in(Role.CONTROLLER))

    assert "Frist i fjor" in shown and "Uten frist" in shown
    assert "Frist senere" not in shown and "Ferdig</a>" not in shown


def test_measures_are_carried_over_closed_and_left_as_one_decides(
    signed_in: SignIn, a_measure: Make
) -> None:
    for name in ("Videre", "Slutt", "Stans", "La være"):
        a_measure(name=name, deadline=date(2026, 6, 1))

    signed_in(Role.CONTROLLER).post(
        f"{YEAR}tiltak/",
        {
            "what-1": "carry",
            "deadline-1": "31.12.27",
            "what-2": "done",
            "what-3": "stopped",
            "what-4": "",
            "deadline-4": "1.1.2030",
        },
    )

    said = {one.name: (one.deadline, one.status) for one in Measure.objects.all()}
    assert said == {
        "Videre": (date(2027, 12, 31), "not_started"),
        "Slutt": (date(2026, 6, 1), "done"),
        "Stans": (date(2026, 6, 1), "stopped"),
        "La være": (date(2026, 6, 1), "not_started"),
    }
    assert history(Measure.objects.get(name="Videre")).first().reason == "Årsplan 2027"


@pytest.mark.parametrize("deadline", ["", "snart", "1.1.2025"])
def test_all_or_nothing_is_decided_and_what_is_wrong_is_told_at_its_field(
    signed_in: SignIn, a_measure: Make, deadline: str
) -> None:
    a_measure(name="Slutt", deadline=date(2026, 6, 1))
    a_measure(name="Videre", deadline=date(2026, 6, 1), start=date(2026, 1, 1))

    response = signed_in(Role.CONTROLLER).post(
        f"{YEAR}tiltak/", {"what-1": "done", "what-2": "carry", "deadline-2": deadline}
    )

    assert response.status_code == 422
    assert 'id="deadline-2-problem"' in response.content.decode()
    assert {one.status for one in Measure.objects.all()} == {"not_started"}


def test_a_leader_decides_about_their_own_units_measures_alone(
    signed_in: SignIn, a_measure: Make, units: dict[str, Unit]
) -> None:
    a_measure(name="Vår", unit=units["roads"].pk)
    a_measure(name="Deres", unit=units["school"].pk)
    client = signed_in(Role.LEADER)

    assert "Vår" in body(client) and "Deres" not in body(client)
    client.post(f"{YEAR}tiltak/", {"what-1": "done", "what-2": "done"})

    assert [one.status for one in Measure.objects.order_by("number")] == ["done", "not_started"]


def test_elements_are_taken_into_the_year_and_out_again(
    signed_in: SignIn, working_copy: WorkingCopy
) -> None:
    first, second, third = [one.id for one in working_copy.latest().plan().walk()][:3]
    client = signed_in(Role.PLANNER)

    client.post(f"{YEAR}plan/asker/", {"element": [first, second, "finnesikke"]})
    assert set(YearElement.objects.values_list("element", flat=True)) == {first, second}

    client.post(f"{YEAR}plan/asker/", {"element": [second, third]})
    assert set(YearElement.objects.values_list("element", flat=True)) == {second, third}
    assert not YearElement.objects.filter(year=2028).exists()

    client.cookies["django_language"] = "en"
    page = client.get(YEAR).content.decode()
    assert page.count("<del>not taken in</del> → <ins>taken in</ins>") == 3
    assert page.count("<del>taken in</del> → <ins>not taken in</ins>") == 1
    assert "changes-list" not in client.get(f"{HERE}arsplan/2028/").content.decode()


def test_elements_that_no_year_has_taken_in_and_those_without_measures_are_told_of(
    signed_in: SignIn, working_copy: WorkingCopy
) -> None:
    every = [one.id for one in working_copy.latest().plan().walk()]
    client = signed_in(Role.PLANNER)
    client.post(f"{YEAR}plan/asker/", {"element": every[:10]})

    shown = body(client)

    assert "mangler/?regel=LT503" in shown
    listed = body(client, f"{HERE}mangler/?regel=LT503&plan=asker&side=3")
    assert every[-1] in listed and every[4] not in listed
    assert "10 av dem har ikke noe tiltak" in shown


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR, Role.LEADER])
def test_only_those_who_follow_up_choose_what_the_year_takes_in(
    signed_in: SignIn, working_copy: WorkingCopy, role: Role
) -> None:
    element = working_copy.latest().plan().elements[0].id

    response = signed_in(role).post(f"{YEAR}plan/asker/", {"element": [element]})

    assert response.status_code == 404
    assert not YearElement.objects.exists()


def test_the_year_that_is_set_up_next_is_shown_first(signed_in: SignIn) -> None:
    response = signed_in(Role.READER).get(f"{HERE}arsplan/")

    assert response.headers["Location"].startswith(f"{HERE}arsplan/20")
    assert signed_in(Role.READER).get(f"{HERE}arsplan/1/").status_code == 404


def test_another_municipalitys_year_is_not_there(
    client: Client, stranger: User, working_copy: WorkingCopy
) -> None:
    client.force_login(stranger)

    assert client.get(YEAR).status_code == 404
    theirs = "/oppfolging/eksempel-kommune/arsplan/2027/"
    assert client.post(f"{theirs}plan/asker/", {"element": []}).status_code == 404

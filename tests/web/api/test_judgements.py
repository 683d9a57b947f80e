"""Persons' judgements of elements, by the API."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import ElementJudgement
from ledetraad.web.plans.models import WorkingCopy
from tests.web.api.conftest import Program

Make = Callable[..., Program]
SAID = {"state": "at_risk", "reason": "Tomten er ikke kjøpt."}


@pytest.fixture
def here(working_copy: WorkingCopy) -> str:
    element = working_copy.latest().plan().elements[0].id
    return f"/plans/{working_copy.pk}/elements/{element}"


def test_a_judgement_is_made_told_beside_the_rules_and_taken_back(program: Make, here: str) -> None:
    asking = program(Role.PLANNER)

    made = asking.send("POST", f"{here}/judgements", SAID)

    assert made.status_code == 201, made.content
    assert made.json()["state"] == "at_risk"
    assert made.json()["computed"] == "no_data"
    assert made.json()["own"]["reason"] == SAID["reason"]
    assert asking.get(f"{here}/standing").json() == made.json()

    back = asking.send("POST", f"{here}/judgements/withdraw")

    assert (back.status_code, back.json()["state"], back.json()["own"]) == (200, "no_data", None)
    [told] = asking.get(f"{here}/judgements").json()["items"]
    assert told["reason"] == SAID["reason"]
    assert told["withdrawn_at"] is not None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (SAID | {"state": "no_data"}, "state"),
        (SAID | {"state": "fint"}, "state"),
        (SAID | {"reason": ""}, "reason"),
        (SAID | {"reason": "x" * 1_001}, "reason"),
        (SAID | {"on": "2026-01-01"}, "on"),
    ],
)
def test_what_is_none_is_told_at_its_field(
    program: Make, here: str, said: dict[str, str], field: str
) -> None:
    answer = program(Role.PLANNER).send("POST", f"{here}/judgements", said)

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert not ElementJudgement.objects.exists()


def test_a_reason_of_blanks_is_refused(program: Make, here: str) -> None:
    answer = program(Role.PLANNER).send("POST", f"{here}/judgements", SAID | {"reason": "  \n"})

    assert answer.status_code in {409, 422}
    assert not ElementJudgement.objects.exists()


@pytest.mark.parametrize(
    ("role", "scope", "status"),
    [(Role.READER, "write", 404), (Role.CONTRIBUTOR, "write", 404), (Role.PLANNER, "read", 403)],
)
def test_only_those_who_may_judge_do(
    program: Make, here: str, role: Role, scope: str, status: int
) -> None:
    asking = program(role, scope)

    assert asking.send("POST", f"{here}/judgements", SAID).status_code == status
    assert asking.send("POST", f"{here}/judgements/withdraw").status_code == status
    assert asking.get(f"{here}/judgements").status_code == 200
    assert not ElementJudgement.objects.exists()


def test_another_municipalitys_elements_are_not_found(program: Make, here: str) -> None:
    asking = program(place=Municipality.objects.create(name="Eksempel kommune"))

    assert asking.send("POST", f"{here}/judgements", SAID).status_code == 404
    assert asking.get(f"{here}/judgements").status_code == 404


def test_an_element_that_is_none_is_not_found(program: Make, here: str) -> None:
    asking = program(Role.PLANNER)

    assert asking.send("POST", f"{here}x/judgements", SAID).status_code == 404

"""What has been chosen, by the API: meetings, own days, rules, views, the year, publishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import ReportingPeriod, RuleOff, SavedView, YearElement
from ledetraad.web.history.recording import change
from ledetraad.web.notices.models import Meeting, OwnDate
from ledetraad.web.plans.models import WorkingCopy
from tests.web.api.conftest import Program

Make = Callable[..., Program]
MEETING = {"day": "2026-06-16", "body": "Kommunestyret", "about": "Årsmelding"}
OWN = {"year": 2026, "key": "accounts", "day": "2026-02-20", "note": "Vedtatt"}
OFF = {"code": "LT512", "reason": "Vi bruker ikke frister"}
VIEW = {"list": "tiltak", "name": "Forsinket", "query": "forsinket=1&tull=2"}


@pytest.mark.parametrize(
    ("role", "address", "said", "other"),
    [
        (Role.CONTROLLER, "/meetings", MEETING, {"about": "Budsjett"}),
        (Role.CONTROLLER, "/own-dates", OWN, {"note": "Flyttet"}),
        (Role.PLANNER, "/rules-off", OFF, {"reason": "Fristene står i årsplanen"}),
        (Role.READER, "/views", VIEW, {"name": "Sent"}),
    ],
)
class TestEach:
    """What goes for every one of them."""

    def test_it_is_made_listed_changed_and_taken_away(
        self, program: Make, role: Role, address: str, said: dict[str, Any], other: dict[str, str]
    ) -> None:
        asking = program(role)

        made = asking.send("POST", address, said)
        assert made.status_code == 201, made.content
        own = made["Location"]
        assert made["ETag"] == '"1"' and asking.get(own).json() == made.json()
        assert asking.get(address).json()["items"] == [made.json()]

        changed = asking.send("PATCH", own, other, match='"1"')
        assert changed.status_code == 200, changed.content
        assert changed["ETag"] == '"2"'
        assert changed.json() == made.json() | other | {"version": 2}

        assert asking.send("DELETE", own, match='"2"').status_code == 204
        assert asking.get(own).status_code == 404
        assert asking.get(address).json()["total"] == 0

    def test_the_version_has_to_be_named_and_to_be_the_one_that_stands(
        self, program: Make, role: Role, address: str, said: dict[str, Any], other: dict[str, str]
    ) -> None:
        asking = program(role)
        own = asking.send("POST", address, said)["Location"]

        for method, body in (("PATCH", other), ("DELETE", None)):
            assert asking.send(method, own, body).status_code == 428
            stale = asking.send(method, own, body, match='"7"')
            assert (stale.status_code, stale.json()["version"]) == (412, 1)
        assert asking.get(own, **{"If-None-Match": '"1"'}).status_code in {200, 304}

    def test_a_token_for_reading_changes_nothing(
        self, program: Make, role: Role, address: str, said: dict[str, Any], other: dict[str, str]
    ) -> None:
        own = program(role).send("POST", address, said)["Location"]
        reading = program(role, "read")

        assert reading.send("POST", address, said).status_code == 403
        assert reading.send("PATCH", own, other, match="*").status_code == 403
        assert reading.get(own).status_code == 200

    def test_what_it_does_not_have_is_refused(
        self, program: Make, role: Role, address: str, said: dict[str, Any], other: dict[str, str]
    ) -> None:
        asking = program(role)
        own = asking.send("POST", address, said)["Location"]

        assert asking.send("POST", address, said | {"x": 1}).json()["errors"][0]["field"] == "x"
        wrong = asking.send("PATCH", own, other | {"x": 1}, match="*")
        assert [one["field"] for one in wrong.json()["errors"]] == ["x"]


@pytest.mark.parametrize(
    ("role", "address", "said"),
    [
        (Role.LEADER, "/meetings", MEETING),
        (Role.PLANNER, "/own-dates", OWN),
        (Role.LEADER, "/rules-off", OFF),
        (Role.READER, "/views", VIEW | {"shared": True}),
    ],
)
def test_those_who_may_not_find_nothing(
    program: Make, role: Role, address: str, said: dict[str, Any]
) -> None:
    assert program(role).send("POST", address, said).status_code == 404


def test_meetings_are_found_by_day_and_body_and_put_in_again(program: Make) -> None:
    asking = program(Role.CONTROLLER)
    own = asking.send("POST", "/meetings", MEETING)["Location"]
    asking.send("POST", "/meetings", MEETING | {"day": "2026-09-01", "body": "Formannskapet"})

    def days(query: str) -> list[str]:
        return [one["day"] for one in asking.get(f"/meetings?{query}").json()["items"]]

    assert days("since=2026-07-01") == ["2026-09-01"]
    assert days("until=2026-06-16") == ["2026-06-16"]
    assert days("body=kommunestyret") == ["2026-06-16"]

    asking.send("DELETE", own, match="*")
    back = asking.send("POST", f"{own}/restore")
    assert (back.status_code, back.json()["version"]) == (200, 3)
    assert Meeting.objects.filter(deleted_at=None).count() == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (OWN | {"key": "jul"}, "key"),
        (OWN | {"day": "2027-02-20"}, "day"),
        (OWN | {"year": 1492}, "year"),
    ],
)
def test_an_own_day_is_of_a_date_and_a_year_that_there_is(
    program: Make, said: dict[str, Any], field: str
) -> None:
    answer = program(Role.CONTROLLER).send("POST", "/own-dates", said)

    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert not OwnDate.objects.exists()


def test_the_years_dates_tell_the_municipalitys_own_day(program: Make) -> None:
    asking = program(Role.CONTROLLER)
    asking.send("POST", "/own-dates", OWN)

    found = asking.get("/dates?year=2026&limit=100").json()["items"]

    (accounts,) = [one for one in found if one["key"] == "accounts"]
    assert accounts["own"] == "2026-02-20"
    assert [one["own"] for one in found].count(None) == len(found) - 1
    assert asking.send("POST", "/own-dates", OWN).json()["type"].endswith(":refused")


def test_every_rule_is_told_with_whether_it_is_off(program: Make) -> None:
    asking = program(Role.PLANNER)
    off = asking.send("POST", "/rules-off", OFF).json()

    found = {one["code"]: one for one in asking.get("/rules").json()["items"]}

    assert (found["LT512"]["off"], found["LT512"]["reason"]) == (off["id"], OFF["reason"])
    assert found["LT501"]["off"] is None
    assert asking.send("POST", "/rules-off", OFF).json()["type"].endswith(":refused")
    for said, field in (
        (OFF | {"code": "LT999"}, "code"),
        ({"code": "LT501", "reason": " "}, "reason"),
    ):
        wrong = asking.send("POST", "/rules-off", said)
        assert [one["field"] for one in wrong.json()["errors"]] == [field]
    assert RuleOff.objects.count() == 1


def test_what_makes_no_sense_in_a_view_is_left_out_and_others_do_not_see_ones_own(
    program: Make,
) -> None:
    own = program(Role.READER).send("POST", "/views", VIEW)["Location"]

    assert SavedView.objects.get().query == "forsinket=1"
    assert program(Role.ADMINISTRATOR).get(own).status_code == 404


def test_a_shared_view_is_changed_by_those_who_may_share(program: Make) -> None:
    own = program(Role.PLANNER).send("POST", "/views", VIEW | {"shared": True})["Location"]
    reader, controller = program(Role.READER), program(Role.CONTROLLER)

    assert reader.get(own).json()["changeable"] is False
    assert reader.send("PATCH", own, {"name": "x"}, match="*").status_code == 404
    assert controller.send("PATCH", own, {"name": "Sent"}, match="*").json()["name"] == "Sent"
    wrong = controller.send("PATCH", own, {"list": "mangler"}, match="*").json()
    assert [one["field"] for one in wrong["errors"]] == ["list"]
    controller.send("DELETE", own, match="*")
    assert controller.send("POST", f"{own}/restore").status_code == 200


class TestTheYear:
    @pytest.fixture
    def here(self, working_copy: WorkingCopy) -> str:
        return f"/plans/{working_copy.pk}/years/2027"

    @pytest.fixture
    def elements(self, working_copy: WorkingCopy) -> list[str]:
        return [one.id for one in working_copy.latest().plan().walk()][:3]

    def test_what_it_takes_in_is_chosen_whole(
        self, program: Make, here: str, elements: list[str]
    ) -> None:
        asking = program(Role.PLANNER)
        assert asking.get(here)["ETag"] == '"0"'

        first = asking.send("PUT", here, {"elements": elements[:2]}, match='"0"')
        assert first.json()["elements"] == elements[:2], first.content
        stale = asking.send("PUT", here, {"elements": []}, match='"0"')
        assert stale.status_code == 412
        second = asking.send("PUT", here, {"elements": elements[1:]}, match=first["ETag"])

        assert second.json()["elements"] == elements[1:]
        assert asking.get(here.replace("2027", "2028")).json()["elements"] == []

    def test_an_element_that_the_plan_has_not_is_told_at_its_place(
        self, program: Make, here: str, elements: list[str]
    ) -> None:
        said = {"elements": [elements[0], "ingen"]}
        answer = program(Role.PLANNER).send("PUT", here, said, match="*")

        assert [one["field"] for one in answer.json()["errors"]] == ["elements.1"]
        assert not YearElement.objects.exists()

    def test_those_who_only_read_choose_nothing(self, program: Make, here: str) -> None:
        reader = program(Role.READER)

        assert reader.get(here).status_code == 200
        assert reader.send("PUT", here, {"elements": []}, match="*").status_code == 404
        assert reader.get(here.replace("2027", "1999")).status_code == 404


class TestPublishing:
    def test_it_is_chosen_by_those_who_may_publish(
        self, program: Make, working_copy: WorkingCopy, period: ReportingPeriod
    ) -> None:
        here, asking = f"/plans/{working_copy.pk}/publishing", program(Role.PLANNER)
        assert asking.get(here)["ETag"] == '"0"'

        said = {"measures": True, "status": True, "period": period.pk}
        answer = asking.send("PATCH", here, said, match='"0"')

        assert answer.status_code == 200, answer.content
        assert asking.get(here).json() == answer.json()
        assert {name: answer.json()[name] for name in said} == said
        assert asking.send("PATCH", here, said, match='"0"').status_code == 412
        none = asking.send("PATCH", here, {"period": None}, match="*").json()
        assert none["period"] is None and none["measures"]

    def test_only_a_period_that_has_been_opened(
        self, program: Make, working_copy: WorkingCopy, period: ReportingPeriod
    ) -> None:
        change(period, {"state": "planned"}, user=None)
        here = f"/plans/{working_copy.pk}/publishing"

        answer = program(Role.PLANNER).send("PATCH", here, {"period": period.pk}, match="*")

        assert [one["field"] for one in answer.json()["errors"]] == ["period"]

    def test_others_do_not_see_it(self, program: Make, working_copy: WorkingCopy) -> None:
        controller = program(Role.CONTROLLER)

        assert controller.get(f"/plans/{working_copy.pk}/publishing").status_code == 404

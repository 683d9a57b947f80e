"""Plans by the API: what they say, and how they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledetraad.plan.exchange import loads
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Measure
from ledetraad.web.plans.models import Publication, WorkingCopy
from tests.web.api.conftest import Program

Make = Callable[..., Program]


def test_a_plan_is_listed_and_given_whole(
    program: Make, working_copy: WorkingCopy, publication: Publication
) -> None:
    asking = program(Role.READER, "read")

    listed = asking.get("/plans").json()["items"]

    assert [(one["slug"], one["revision"], one["published"]) for one in listed] == [("asker", 1, 1)]
    details = asking.get(f"/plans/{working_copy.pk}").json()
    assert details["status"] == "proposal"
    document = asking.get(f"/plans/{working_copy.pk}/document")
    assert document["ETag"] == '"1"'
    assert loads(document.content) == working_copy.latest().plan()
    assert details["elements"] == sum(1 for _ in working_copy.latest().plan().walk())


def test_elements_come_in_the_plans_order_and_can_be_narrowed(
    program: Make, working_copy: WorkingCopy
) -> None:
    plan = working_copy.latest().plan()
    theme = plan.elements[1]
    asking, address = program(), f"/plans/{working_copy.pk}/elements"

    first = asking.get(f"{address}?limit=5").json()

    assert [one["id"] for one in first["items"]] == [one.id for one in list(plan.walk())[:5]]
    below = asking.get(f"{address}?under={theme.id}&level=strategy&limit=100").json()["items"]
    assert [one["id"] for one in below] == [
        one.id for one in theme.walk() if one.level == "strategy"
    ]
    one = asking.get(f"{address}/{below[0]['id']}").json()
    assert one == below[0]
    assert one["parent"] is not None
    assert asking.get(f"{address}/finnesikke").status_code == 404


def test_how_an_element_stands_comes_with_its_reason_in_the_language_asked_for(
    program: Make, working_copy: WorkingCopy, a_measure: Callable[..., Measure]
) -> None:
    element = working_copy.latest().plan().elements[0].id
    a_measure(
        name="Turkart", status="delayed", serves=[{"plan": working_copy.pk, "element": element}]
    )
    asking = program()

    one = asking.get(
        f"/plans/{working_copy.pk}/elements/{element}/standing", **{"Accept-Language": "en"}
    )

    said = one.json()
    assert one["Content-Language"] == "en"
    assert said["state"] == said["computed"] == "off_track"
    assert said["measures"] == 1
    assert "1 of 1 measures delayed: Turkart" in said["why"]
    red = asking.get(f"/plans/{working_copy.pk}/standing?state=off_track").json()
    assert element in {each["element"] for each in red["items"]}
    assert "ikke i rute" in red["items"][0]["why"]


@pytest.mark.parametrize(
    "beside", ["", "/document", "/elements", "/standing", "/elements/x", "/elements/x/standing"]
)
def test_another_municipalitys_plan_is_not_there(
    program: Make, working_copy: WorkingCopy, beside: str
) -> None:
    other = program(place=Municipality.objects.create(name="Eksempel kommune"))

    assert other.get("/plans").json()["total"] == 0
    assert other.get(f"/plans/{working_copy.pk}{beside}").status_code == 404

"""The periods of a year: proposed, made, opened, changed, deleted."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.history.recording import history, restore
from tests.web.followup.reporting.place import Place, between, signed_in, words

pytestmark = pytest.mark.django_db
State = ReportingPeriod.State


@pytest.fixture
def manager(controller: User) -> Client:
    """The browser of the one who follows up."""
    return signed_in(controller)


def fields(page: str) -> dict[str, str]:
    """What a page's form would send as it stands."""
    found = {}
    for tag in re.findall(r"<input[^>]+>", page):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        ticked = said.get("type") != "checkbox" or " checked" in tag
        if ticked and re.match(r"part-|kind$|year$", said.get("name", "")):
            found[said["name"]] = said["value"]
    return found


def test_the_thirds_of_a_year_are_made_in_one_go(place: Place, manager: Client) -> None:
    address = place.address("rapportering/nye/")
    proposed = fields(words(manager, f"{address}?kind=tertial&year=2027"))

    assert manager.post(address, proposed).headers["Location"] == place.address("rapportering/")

    made = ReportingPeriod.objects.order_by("last")
    assert [(one.name, one.first, one.due, one.state) for one in made] == [
        ("First third of 2027", date(2027, 1, 1), date(2027, 5, 18), "planned"),
        ("Second third of 2027", date(2027, 5, 1), date(2027, 9, 15), "planned"),
        ("Last third of 2027", date(2027, 9, 1), date(2028, 1, 17), "planned"),
    ]


def test_names_and_days_can_be_ones_own_and_periods_left_out(place: Place, manager: Client) -> None:
    address = place.address("rapportering/nye/")
    proposed = fields(words(manager, f"{address}?kind=tertial&year=2027"))
    proposed |= {"part-1-name": "1. tertial", "part-1-due": "20. mai 2027"}
    del proposed["part-2-wanted"], proposed["part-3-wanted"]

    manager.post(address, proposed)

    made = ReportingPeriod.objects.get()
    assert (made.name, made.due) == ("1. tertial", date(2027, 5, 20))


def test_a_period_that_is_there_is_not_proposed_and_not_made_twice(
    place: Place, manager: Client
) -> None:
    place.period(1, year=2027)
    address = place.address("rapportering/nye/")
    proposed = fields(words(manager, f"{address}?kind=tertial&year=2027"))
    assert "part-1-wanted" not in proposed and proposed["part-2-wanted"] == "1"

    answer = manager.post(address, proposed | {"part-1-wanted": "1"})

    assert answer.status_code == 422
    assert "1. tertial 2027 is there already." in answer.content.decode()
    assert ReportingPeriod.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [("part-1-name", " "), ("part-1-due", "i mai"), ("part-1-due", "1.1.2020"), ("year", "27")],
)
def test_what_cannot_be_is_told_and_nothing_is_made(
    place: Place, manager: Client, field: str, typed: str
) -> None:
    address = place.address("rapportering/nye/")
    proposed = fields(words(manager, f"{address}?kind=tertial&year=2027"))

    answer = manager.post(address, proposed | {field: typed})

    assert answer.status_code == 422
    assert re.search(r'id="[\w-]+-problem"', answer.content.decode())
    assert not ReportingPeriod.objects.exists()


@pytest.mark.parametrize(
    "query", ["kind=tertial&year=tull", "kind=uke&year=2027", "kind=year&year=3"]
)
def test_a_year_that_is_none_is_asked_again(place: Place, manager: Client, query: str) -> None:
    page = words(manager, place.address(f"rapportering/nye/?{query}"), status=422)

    assert 'id="year-problem"' in page


def test_the_list_tells_state_day_and_how_much_is_reported(
    place: Place, school: Unit, manager: Client
) -> None:
    one, other = place.measure("Bøker", school), place.measure("Salting", school)
    first = place.period(1)
    place.period(2, state="planned")
    place.report(first, one, status="delayed")
    place.report(first, other, "draft", status="delayed")

    page = words(manager, place.address("rapportering/"))

    assert between(page, "2. tertial 2026", "not opened", "1. tertial 2026", "open", "1 of 2")


def test_a_period_is_opened(place: Place, manager: Client) -> None:
    period = place.period(state="planned")

    manager.post(place.address(f"rapportering/{period.pk}/apne/"))

    period.refresh_from_db()
    assert period.state == State.OPEN
    assert history(period).first().fields == {"state": ["planned", "open"]}


def test_a_period_is_renamed_and_moved_and_two_at_once_are_told(
    place: Place, manager: Client
) -> None:
    period = place.period()
    address = place.address(f"rapportering/{period.pk}/endre/")

    manager.post(address, {"version": "1", "name": "Vårens rapport", "due": "1.6.2026"})
    answer = manager.post(address, {"version": "1", "name": "Mitt navn", "due": "1.6.2026"})

    period.refresh_from_db()
    assert (period.name, period.due) == ("Vårens rapport", date(2026, 6, 1))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert between(page, "has changed this since", "Vårens rapport", "Mitt navn")

    manager.post(address, {"version": "2", "name": "Mitt navn", "due": "1.6.2026"})
    period.refresh_from_db()
    assert period.name == "Mitt navn"


def test_only_a_period_without_reports_is_deleted_and_it_can_be_restored(
    place: Place, school: Unit, manager: Client
) -> None:
    used, unused = place.period(1), place.period(2)
    place.report(used, place.measure("Bøker", school), status="delayed")

    assert manager.post(place.address(f"rapportering/{used.pk}/slett/")).status_code == 422
    assert manager.post(place.address(f"rapportering/{unused.pk}/slett/")).status_code == 302

    page = words(manager, place.address("rapportering/"))
    assert used.name in page and unused.name not in page
    assert manager.get(place.address(f"rapportering/{unused.pk}/")).status_code == 404
    unused.refresh_from_db()
    restore(unused, user=None)
    assert unused.name in words(manager, place.address("rapportering/"))

"""Who may see and do what when it is reported: role × own or other unit × own or other place."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import OF_A_UNIT, Role
from ledetraad.web.followup.models import Measure, ReportingPeriod, StatusReport
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.reporting.place import Place, signed_in

pytestmark = pytest.mark.django_db
REPORT = {"op": "draft", "version": "0", "status": "delayed", "text": "Ord"}

#               write hand in  return  new period  element
MATRIX = {
    (Role.READER, "own"): "-----",
    (Role.READER, "other"): "-----",
    (Role.CONTRIBUTOR, "own"): "w----",
    (Role.CONTRIBUTOR, "below"): "w----",
    (Role.CONTRIBUTOR, "other"): "-----",
    (Role.LEADER, "own"): "ws---",
    (Role.LEADER, "below"): "ws---",
    (Role.LEADER, "other"): "-----",
    (Role.LEADER, "none"): "-----",
    (Role.CONTROLLER, "other"): "wsrpe",
    (Role.CONTROLLER, "none"): "wsrpe",
    (Role.PLANNER, "other"): "wsr-e",
    (Role.ADMINISTRATOR, "other"): "wsrpe",
}


@pytest.fixture
def period(place: Place) -> ReportingPeriod:
    return place.period()


def may(place: Place, client: Client, measure: Measure, period: ReportingPeriod, plan: str) -> str:
    """Which of the five somebody may do; each tried for good."""
    form = place.form(period, measure)
    write = client.post(form, REPORT).status_code == 302
    assert (client.post(f"{form}kladd/", REPORT).status_code == 200) is write
    hand_in = client.post(form, REPORT | {"op": "sure"}).status_code == 302
    StatusReport.objects.all()._raw_delete("default")
    handed_in = place.report(period, measure, status="delayed", text="Ord")
    assert (client.post(form, {"op": "reopen"}).status_code == 302) is hand_in
    StatusReport.objects.filter(pk=handed_in.pk).update(state="submitted")
    back = client.post(f"{form}tilbake/", {"reason": "Mer"}).status_code == 302
    new = client.get(place.address("rapportering/nye/")).status_code == 200
    for rest in ("endre/", "las/"):
        address = place.address(f"rapportering/{period.pk}/{rest}")
        assert (client.get(address).status_code == 200) is new
    if not new:
        for rest in ("endre/", "las/", "apne/", "slett/"):
            address = place.address(f"rapportering/{period.pk}/{rest}")
            assert client.post(address).status_code == 404
    element = client.get(place.address(f"rapportering/{period.pk}/plan/{plan}/")).status_code == 200
    found = zip("wsrpe", (write, hand_in, back, new, element), strict=True)
    return "".join(letter if each else "-" for letter, each in found)


@pytest.mark.parametrize(("role", "where"), MATRIX, ids=str)
def test_each_role_may_what_it_may(
    place: Place,
    school: Unit,
    roads: Unit,
    period: ReportingPeriod,
    working_copy: WorkingCopy,
    *,
    role: Role,
    where: str,
) -> None:
    user = place.person("per", role, school if role in OF_A_UNIT else None)
    units = {"own": school, "below": place.unit("Alfa", school), "other": roads, "none": None}
    measure = place.measure("Bøker", units[where])

    found = may(place, signed_in(user), measure, period, working_copy.slug)

    assert found == MATRIX[role, where]


@pytest.mark.parametrize("role", list(Role))
def test_everybody_here_reads_the_board_and_what_is_handed_in(
    place: Place, school: Unit, roads: Unit, period: ReportingPeriod, *, role: Role
) -> None:
    client = signed_in(place.person("per", role, school if role in OF_A_UNIT else None))
    measure = place.measure("Salting", roads)
    pages = ("", "rapportering/", f"rapportering/{period.pk}/")

    assert [client.get(place.address(each)).status_code for each in pages] == [200, 200, 200]
    report = place.report(period, measure, "draft", text="Halvferdig")
    unfinished = client.get(place.form(period, measure)).status_code
    assert unfinished == (404 if role in OF_A_UNIT | {Role.READER} else 200)
    StatusReport.objects.filter(pk=report.pk).update(state="submitted", status="delayed")
    assert "Halvferdig" in client.get(place.form(period, measure)).content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_people_from_elsewhere_find_nothing_here(
    place: Place,
    school: Unit,
    period: ReportingPeriod,
    working_copy: WorkingCopy,
    *,
    role: Role,
) -> None:
    other = Place(Municipality.objects.create(name="Eksempel kommune"))
    stranger = signed_in(
        other.person("nils", role, other.unit("Skole") if role in OF_A_UNIT else None)
    )
    measure = place.measure("Bøker", school)
    element = working_copy.latest().plan().elements[0].id
    start = f"rapportering/{period.pk}/"
    form = f"{start}tiltak/{measure.number}/"
    on_element = f"{start}plan/{working_copy.slug}/{element}/"
    pages = ["", "rapportering/", "rapportering/nye/", start, form, on_element]
    pages += [f"{start}{rest}" for rest in ("endre/", "las/", "last/", "tavle.xlsx")]
    posts = [form, f"{form}kladd/", f"{form}tilbake/", f"{on_element}kladd/", on_element]
    posts += [f"{start}{rest}" for rest in ("apne/", "slett/", "las/", "endre/")]

    for way in (place, other):
        for rest in pages:
            if way is place or rest.startswith(start):
                assert stranger.get(way.address(rest)).status_code == 404, rest
        for rest in posts:
            assert stranger.post(way.address(rest), REPORT | {"reason": "x"}).status_code == 404, (
                rest
            )
    assert not StatusReport.objects.exists()


def test_those_who_have_not_signed_in_are_asked_to(
    place: Place, school: Unit, period: ReportingPeriod
) -> None:
    form = place.form(period, place.measure("Bøker", school))

    for rest in (place.address(), form):
        answer = Client().get(rest)
        assert answer.status_code == 302 and answer.headers["Location"].startswith("/logg-inn/")


def test_a_link_in_a_mail_opens_the_very_form_after_signing_in(
    place: Place, school: Unit, leader: User, period: ReportingPeriod
) -> None:
    form = place.form(period, place.measure("Bøker", school))

    assert Client().get(form).headers["Location"].endswith(f"?next={form}")


def test_what_no_page_sends_is_never_a_fault_of_ours(
    place: Place, school: Unit, period: ReportingPeriod
) -> None:
    client = signed_in(place.person("per", Role.ADMINISTRATOR))
    form = place.form(period, place.measure("Bøker", school))
    new, start = place.address("rapportering/nye/"), place.address(f"rapportering/{period.pk}/")
    odd = {"version": "²", "part-x-name": "x", "part-1-due": "x", "text": "\0", "kind": "month"}

    for address in (form, f"{form}kladd/", f"{form}tilbake/", new, f"{start}endre/"):
        for said in ({}, odd, {"op": "tull", "version": "9" * 30}, {"op": "sure", "share": "1e9"}):
            assert client.post(address, said).status_code in {200, 302, 409, 422}, (address, said)
    for query in ("?levert=²", "?levert=99999999999", "?side=x", "?tilstand=%00", "?enhet=-1"):
        assert client.get(place.address(query)).status_code == 200
        assert client.get(f"{start}{query}").status_code == 200

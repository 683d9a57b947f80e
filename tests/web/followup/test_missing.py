"""What the follow-up is missing: told where it belongs, mended by one link, or settled."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.plan.model import Element
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.missing.rows import settled_of
from ledetraad.web.followup.missing.services.lack_settle import take_back
from ledetraad.web.followup.models import Indicator, Measure, Observation, RuleOff, SettledLack
from ledetraad.web.history.recording import change, history, make
from ledetraad.web.plans.models import WorkingCopy
from tests.web.conftest import MORNING
from tests.web.followup.conftest import HERE

SignIn = Callable[..., Client]
Make = Callable[..., Measure]
LIST = f"{HERE}mangler/"
LONG_AGO = date(2020, 1, 1)


def body(client: Client, address: str = LIST) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def codes(client: Client, address: str = LIST) -> list[str]:
    """The codes of what a page tells is missing, in order."""
    listed = re.compile(r'class="missing__one".*?missing__code">(LT\d+)', re.DOTALL)
    return listed.findall(body(client, address))


def name_of(measure: Measure, code: str) -> str:
    return f"{code}:measure:0:{measure.pk}"


@pytest.fixture
def subgoal(working_copy: WorkingCopy) -> Element:
    return next(one for one in working_copy.latest().plan().walk() if one.level == "subgoal")


def test_each_thing_missing_is_told_once_with_the_form_that_mends_it(
    signed_in: SignIn, a_measure: Make, units: dict[str, Unit]
) -> None:
    a_measure(unit=units["roads"].pk)

    client = signed_in(Role.CONTROLLER)

    assert codes(client) == ["LT512", "LT513"]
    assert f'href="{HERE}tiltak/1/rediger/#deadline"' in body(client)


def test_the_place_that_a_link_leads_to_is_in_the_form(
    signed_in: SignIn, a_measure: Make, municipality: Municipality
) -> None:
    a_measure(deadline=LONG_AGO, status="on_schedule")
    make(Indicator(municipality=municipality), {"name": "Utlån"}, user=None)
    client = signed_in(Role.CONTROLLER)

    links = set(re.findall(rf'href="({HERE}[^"]*)#([a-z]+)"', body(client)))

    assert {anchor for _, anchor in links} == {"unit", "serves", "status", "targets", "element"}
    for address, anchor in links:
        assert f'id="{anchor}"' in body(client, address)


def test_it_stands_on_the_page_of_what_it_is_about(
    signed_in: SignIn, a_measure: Make, working_copy: WorkingCopy, subgoal: Element
) -> None:
    a_measure(serves=[{"plan": working_copy.pk, "element": subgoal.id}])
    theme = working_copy.latest().plan().elements[0]
    indicator = make(
        Indicator(municipality=working_copy.municipality),
        {"name": "Utlån", "plan": working_copy.pk, "element": theme.id},
        user=None,
    )
    client = signed_in(Role.CONTROLLER)

    assert codes(client, f"{HERE}tiltak/1/") == ["LT511", "LT512"]
    assert codes(client, f"{HERE}indikatorer/{indicator.pk}/") == ["LT521", "LT522", "LT523"]
    assert codes(client, f"{HERE}status/asker/{subgoal.id}/") == ["LT501"]


def test_the_form_itself_says_what_is_missing_and_where(
    signed_in: SignIn, a_measure: Make, municipality: Municipality
) -> None:
    a_measure()
    indicator = make(Indicator(municipality=municipality), {"name": "Utlån"}, user=None)
    client = signed_in(Role.CONTROLLER)

    for address in ("tiltak/1/rediger/", f"indikatorer/{indicator.pk}/rediger/"):
        shown = body(client, f"{HERE}{address}")
        links = re.findall(r'href="#([a-z]+)"', shown.split("missing__hints")[1].split("</ul>")[0])
        assert links
        assert all(f'id="{one}"' in shown for one in links)
    assert "missing__hints" not in body(client, f"{HERE}tiltak/ny/")


def test_my_work_says_how_much_is_missing_about_what_i_answer_for(
    signed_in: SignIn, a_measure: Make
) -> None:
    client = signed_in(Role.LEADER)
    assert "mangler/?person=" not in body(client, HERE)
    user = User.objects.get(username="leader-technical")

    a_measure(person=user.pk)
    a_measure()

    assert f'mangler/?person={user.pk}">3 ' in body(client, HERE)
    assert len(codes(client, f"{LIST}?person={user.pk}")) == 3


def test_it_stands_beside_the_element_in_the_editor(
    signed_in: SignIn, a_measure: Make, working_copy: WorkingCopy, subgoal: Element
) -> None:
    client = signed_in(Role.PLANNER)
    assert "LT501" not in body(client, "/arbeid/asker/rediger/")  # nobody follows the plan up yet

    a_measure(serves=[{"plan": working_copy.pk, "element": subgoal.id}])

    beside = body(client, "/arbeid/asker/rediger/").split(f'id="f-{subgoal.id}"')[1]
    beside = beside.split("</div>")[0]
    assert "LT501" in beside
    assert f"indikatorer/ny/?plan=asker&amp;element={subgoal.id}" in beside


def test_what_has_been_mended_is_told_no_more(signed_in: SignIn, a_measure: Make) -> None:
    measure = a_measure()
    client = signed_in(Role.CONTROLLER)
    assert "LT512" in codes(client)

    change(measure, {"deadline": "2030-06-01"}, user=None)

    assert "LT512" not in codes(client)


def test_a_new_value_is_seen_at_once(signed_in: SignIn, municipality: Municipality) -> None:
    indicator = make(Indicator(municipality=municipality), {"name": "Utlån"}, user=None)
    client = signed_in(Role.CONTROLLER)
    assert "LT522" in codes(client)

    Observation.objects.create(
        indicator=indicator, period="2090", measured=date(2090, 12, 31), value=3
    )

    assert "LT522" not in codes(client)


def test_it_can_be_narrowed_to_a_rule_a_unit_with_those_under_it_and_a_plan(
    signed_in: SignIn,
    a_measure: Make,
    units: dict[str, Unit],
    working_copy: WorkingCopy,
    subgoal: Element,
) -> None:
    a_measure(unit=units["roads"].pk, serves=[{"plan": working_copy.pk, "element": subgoal.id}])
    a_measure(unit=units["school"].pk)
    client = signed_in(Role.CONTROLLER)

    assert codes(client, f"{LIST}?enhet={units['technical'].pk}") == ["LT512"]
    assert codes(client, f"{LIST}?enhet={units['school'].pk}") == ["LT512", "LT513"]
    assert codes(client, f"{LIST}?regel=LT513") == ["LT513"]
    assert len(codes(client, f"{LIST}?plan=asker&regel=LT512")) == 1
    assert len(codes(client, f"{LIST}?plan=asker&regel=LT501")) == 28


def test_nonsense_in_the_address_is_passed_over(signed_in: SignIn, a_measure: Make) -> None:
    a_measure()

    shown = codes(signed_in(Role.READER), f"{LIST}?regel=x&enhet=²&side=-1")

    assert shown == ["LT511", "LT512", "LT513"]


def test_what_is_meant_so_is_settled_with_a_reason_and_can_be_told_of_again(
    signed_in: SignIn, a_measure: Make
) -> None:
    measure = a_measure()
    client = signed_in(Role.CONTROLLER)
    said = {"name": name_of(measure, "LT512"), "reason": "Varer så lenge planen varer."}

    client.post(f"{LIST}avgjor/", said)

    assert "LT512" not in codes(client)
    settled = body(client, f"{LIST}?avgjort=1")
    assert "Varer så lenge planen varer." in settled and "controller-technical" in settled
    client.post(f"{LIST}angre/", said)
    assert "LT512" in codes(client)
    (kept,) = SettledLack.objects.all()
    assert [one.what for one in history(kept)] == ["deleted", "made"]


def test_settling_it_anew_goes_on_with_the_same_history(signed_in: SignIn, a_measure: Make) -> None:
    measure = a_measure()
    client = signed_in(Role.CONTROLLER)
    for reason in ("Først.", "Så."):
        said = {"name": name_of(measure, "LT512"), "reason": reason}
        client.post(f"{LIST}avgjor/", said)
        client.post(f"{LIST}angre/", said)

    (kept,) = SettledLack.objects.all()
    assert {one.reason for one in history(kept)} >= {"Først.", "Så."}


def test_what_others_read_of_what_is_settled_stays_as_it_was_when_it_is_taken_back(
    municipality: Municipality, a_measure: Make, reader: User
) -> None:
    measure = a_measure()
    said = {"code": "LT512", "about": "measure", "key": str(measure.pk), "reason": "Avklart"}
    make(SettledLack(municipality=municipality), said, user=reader)
    (shared,) = settled_of(municipality).values()

    take_back(shared, user=reader, now=MORNING)

    assert (shared.version, shared.deleted_at) == (1, None)
    assert settled_of(municipality) == {}


def test_what_was_settled_comes_back_when_it_rests_on_something_else(
    signed_in: SignIn, a_measure: Make
) -> None:
    measure = a_measure(deadline=LONG_AGO, status="on_schedule")
    client = signed_in(Role.CONTROLLER)
    said = {"name": name_of(measure, "LT514"), "reason": "Sluttbefaringen gjenstår."}
    client.post(f"{LIST}avgjor/", said)
    assert "LT514" not in codes(client)

    change(measure, {"deadline": "2021-01-01"}, user=None)

    assert "LT514" in codes(client)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_without_a_sound_reason_nothing_is_settled_and_the_form_says_why(
    signed_in: SignIn, a_measure: Make, reason: str
) -> None:
    measure = a_measure()
    client = signed_in(Role.CONTROLLER)

    said = {"name": name_of(measure, "LT512"), "reason": reason}
    response = client.post(f"{LIST}avgjor/", said)

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert not SettledLack.objects.exists()


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        (Role.READER, "technical", False),
        (Role.CONTRIBUTOR, "technical", False),
        (Role.LEADER, "technical", True),
        (Role.LEADER, "school", False),
        (Role.PLANNER, "technical", True),
    ],
)
def test_those_settle_it_who_may_mend_it(
    signed_in: SignIn, a_measure: Make, units: dict[str, Unit], role: Role, unit: str, may: bool
) -> None:
    measure = a_measure(unit=units["roads"].pk)
    client = signed_in(role, unit)

    assert ("/mangler/avgjor/" in body(client, f"{LIST}?regel=LT512")) is may
    assert ("/rediger/#deadline" in body(client, LIST)) is may
    said = {"name": name_of(measure, "LT512"), "reason": "Slik er det."}
    assert client.post(f"{LIST}avgjor/", said).status_code == (302 if may else 404)
    assert SettledLack.objects.exists() is may


def test_what_is_not_missing_cannot_be_settled(signed_in: SignIn, a_measure: Make) -> None:
    a_measure(deadline=date(2090, 1, 1))
    client = signed_in(Role.CONTROLLER)

    for name in ("LT512:measure:0:1", "LT512:measure:0:987654", "x", ""):
        said = {"name": name, "reason": "Slik er det."}
        assert client.post(f"{LIST}avgjor/", said).status_code == 404


@pytest.mark.parametrize(
    ("back", "to"),
    [
        (f"{HERE}tiltak/1/", f"{HERE}tiltak/1/"),
        ("https://example.org/", LIST),
        ("//example.org/oppfolging/", LIST),
        ("/oppfolging/annen-kommune/", LIST),
    ],
)
def test_one_comes_back_to_where_one_was_and_nowhere_else(
    signed_in: SignIn, a_measure: Make, back: str, to: str
) -> None:
    measure = a_measure()
    said = {"name": name_of(measure, "LT512"), "reason": "Slik er det.", "back": back}

    response = signed_in(Role.CONTROLLER).post(f"{LIST}avgjor/", said)

    assert response.headers["Location"] == to


def test_the_controllers_board_says_how_much_is_missing(
    signed_in: SignIn, a_measure: Make, municipality: Municipality
) -> None:
    from tests.web.followup.reporting.place import Place

    measure = a_measure()
    period = Place(municipality).period()
    client = signed_in(Role.CONTROLLER)
    address = f"{HERE}rapportering/{period.pk}/"
    assert f'href="{LIST}">3 ' in body(client, address)

    client.post(f"{LIST}avgjor/", {"name": name_of(measure, "LT512"), "reason": "Ja."})

    assert f'href="{LIST}">2 ' in body(client, address)


def test_what_is_seen_is_sent_to_excel(signed_in: SignIn, a_measure: Make) -> None:
    a_measure(name="=HYPERLINK(1)")

    data = signed_in(Role.READER).get(f"{LIST}liste.xlsx?regel=LT513").content

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    _, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows] == ["LT513"]
    assert "=HYPERLINK(1)" in rows[0][2]


def test_what_is_settled_of_another_municipality_is_another(
    signed_in: SignIn, a_measure: Make
) -> None:
    measure = a_measure()
    other = Municipality.objects.create(name="Eksempel kommune")
    make(
        SettledLack(municipality=other),
        {"code": "LT512", "about": "measure", "key": str(measure.pk), "reason": "Ja."},
        user=None,
    )

    assert "LT512" in codes(signed_in(Role.CONTROLLER))


@pytest.mark.parametrize("count", [5, 120])
def test_the_number_of_queries_does_not_grow_with_what_is_missing(
    signed_in: SignIn, a_measure: Make, django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        a_measure(name=f"Tiltak {number}")
    client = signed_in(Role.CONTROLLER)

    with django_assert_max_num_queries(18):
        client.get(LIST)
    with django_assert_max_num_queries(11):  # what has not changed is remembered
        client.get(LIST)


class TestRulesOff:
    def test_a_rule_that_is_off_tells_nothing_on_any_page_until_it_is_on(
        self, signed_in: SignIn, a_measure: Make, working_copy: WorkingCopy, subgoal: Element
    ) -> None:
        a_measure(serves=[{"plan": working_copy.pk, "element": subgoal.id}])
        client = signed_in(Role.CONTROLLER)
        pages = (LIST, f"{HERE}tiltak/1/", f"{HERE}status/asker/{subgoal.id}/")
        assert codes(client, pages[1]) == ["LT511", "LT512"]

        for code in ("LT512", "LT501"):
            answer = client.post(f"{LIST}regler/{code}/", {"reason": "Fristene står i HØP."})
            assert answer.status_code == 302

        for page in pages:
            assert not {"LT512", "LT501"} & set(codes(client, page)), page
        assert codes(client, pages[1]) == ["LT511"]
        rules = body(client, f"{LIST}regler/")
        assert rules.count("Fristene står i HØP.") == 2

        client.post(f"{LIST}regler/LT512/", {"op": "on"})
        assert codes(client, pages[1]) == ["LT511", "LT512"]
        [off, on] = history(RuleOff.objects.get(code="LT512"))[::-1]
        assert (off.what, off.reason, on.what) == ("made", "Fristene står i HØP.", "deleted")

    @pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
    def test_a_reason_is_asked_for(self, signed_in: SignIn, reason: str) -> None:
        answer = signed_in(Role.PLANNER).post(f"{LIST}regler/LT512/", {"reason": reason})

        assert answer.status_code == 422
        assert 'id="reason-LT512-problem"' in answer.content.decode()
        assert not RuleOff.objects.exists()

    def test_only_those_who_may_turn_rules_off_and_only_those_there_are(
        self, signed_in: SignIn
    ) -> None:
        said = {"reason": "Ikke her."}
        planner = signed_in(Role.PLANNER)
        assert planner.post(f"{LIST}regler/LT999/", said).status_code == 404
        leader = signed_in(Role.LEADER)
        assert leader.post(f"{LIST}regler/LT512/", said).status_code in {403, 404}
        assert "Slå av" not in body(leader, f"{LIST}regler/")
        assert not RuleOff.objects.exists()

    def test_it_is_off_in_one_municipality_alone(self, signed_in: SignIn, a_measure: Make) -> None:
        other = Municipality.objects.create(name="Eksempel kommune")
        RuleOff.objects.create(municipality=other, code="LT512", reason="Ikke her.")
        a_measure()

        assert "LT512" in codes(signed_in(Role.CONTROLLER))

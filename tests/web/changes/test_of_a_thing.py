"""Every change of a thing on one page, and undoing the last by those who may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.services.token_make import make_token
from ledetraad.web.followup.missing.services.rule_turn import turn_off, turn_on
from ledetraad.web.followup.models import (
    ReportingPeriod,
    RuleOff,
    SavedView,
    SettledLack,
    YearElement,
)
from ledetraad.web.followup.standings.services.judge import judge, withdraw
from ledetraad.web.followup.yearly.services.elements_choose import choose_elements
from ledetraad.web.hearing.models import Hearing
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import KEPT_FOR, change, delete, make, restore
from ledetraad.web.history.tidying import purge
from ledetraad.web.notices.models import Meeting, OwnDate
from ledetraad.web.notices.services.own_date_set import set_own_date
from ledetraad.web.people.services.roles_change import give, take
from ledetraad.web.people.services.unit_change import add_unit, change_unit
from ledetraad.web.plans.models import WorkingCopy
from tests.web.changes.conftest import Town
from tests.web.followup.reporting.place import between, signed_in, words


def meeting(town: Town, day: str = "2026-06-16") -> Meeting:
    said = {"day": day, "body": "Kommunestyret"}
    return make(Meeting(municipality=town.municipality), said, user=None)


def test_a_change_is_told_with_who_when_and_from_what_to_what(town: Town) -> None:
    controller = town.person("kari", Role.CONTROLLER)
    period = town.period()
    change(period, {"due": "2026-06-01"}, user=controller, reason="Pinse")

    page = words(town.browser(Role.READER), town.changes("periode", period.pk))

    assert between(page, "Changed", "Kari", "2026", "Pinse", "Due: <del>15 May 2026</del>")
    assert "<ins>1 June 2026</ins>" in page
    assert between(page, "Made", "What it said", "1. tertial 2026")


def test_the_last_change_of_a_period_is_undone_by_those_who_manage_periods(town: Town) -> None:
    period = town.period()
    change(period, {"name": "Vår"}, user=None)
    undo = town.changes("periode", period.pk, "angre/")

    assert town.browser(Role.LEADER).post(undo, {"version": "2"}).status_code == 404
    answer = town.browser(Role.CONTROLLER).post(undo, {"version": "2"})

    assert answer.status_code == 302
    period.refresh_from_db()
    assert period.name == "1. tertial 2026"


def test_what_has_changed_since_the_page_was_opened_is_not_undone(town: Town) -> None:
    one = meeting(town)
    change(one, {"about": "Budsjett"}, user=None)
    change(one, {"about": "Årsmelding"}, user=None)

    client = town.browser(Role.CONTROLLER)
    answer = client.post(town.changes("mote", one.pk, "angre/"), {"version": "2"})

    assert answer.status_code == 422
    assert "It has been changed since you opened the page." in answer.content.decode()
    one.refresh_from_db()
    assert one.about == "Årsmelding"


def test_a_locked_period_stands_as_it_is(town: Town) -> None:
    period = town.period()
    change(period, {"state": "locked", "locked_at": timezone.now().isoformat()}, user=None)
    client, address = town.browser(Role.CONTROLLER), town.changes("periode", period.pk)

    assert "is locked" in words(client, address)
    assert "angre/" not in words(client, address)
    assert client.post(f"{address}angre/", {"version": "2"}).status_code == 422
    assert ReportingPeriod.objects.get(pk=period.pk).state == "locked"


def test_a_period_is_not_closed_again_once_somebody_has_reported(town: Town) -> None:
    period = town.period(state="planned")
    change(period, {"state": "open"}, user=None)
    client, undo = town.browser(Role.CONTROLLER), town.changes("periode", period.pk, "angre/")
    town.report(period, town.measure("Gangvei"), "draft")

    assert client.post(undo, {"version": "2"}).status_code == 422
    assert ReportingPeriod.objects.get(pk=period.pk).state == "open"


def test_a_restored_period_is_not_deleted_by_undoing_once_somebody_has_reported(
    town: Town,
) -> None:
    period = town.period()
    delete(period, user=None, now=timezone.now())
    restore(period, user=None)
    client, address = town.browser(Role.CONTROLLER), town.changes("periode", period.pk)
    assert "angre/" in words(client, address)
    town.report(period, town.measure("Gangvei"))

    page = words(client, address)

    assert "Something has been reported for 1. tertial 2026" in page
    assert "angre/" not in page
    assert client.post(f"{address}angre/", {"version": "3"}).status_code == 422
    assert ReportingPeriod.objects.get(pk=period.pk).deleted_at is None


@pytest.mark.django_db(transaction=True)  # a page holds no transaction open around all it does
def test_a_restored_period_that_nobody_has_reported_for_is_deleted_by_undoing(town: Town) -> None:
    period = town.period()
    delete(period, user=None, now=timezone.now())
    restore(period, user=None)
    client, address = town.browser(Role.CONTROLLER), town.changes("periode", period.pk)

    assert "angre/" in words(client, address)
    assert client.post(f"{address}angre/", {"version": "3"}).status_code == 302
    assert ReportingPeriod.objects.get(pk=period.pk).deleted_at is not None


def test_a_period_is_not_restored_beside_another_of_the_same_part_of_the_year(town: Town) -> None:
    gone = town.period()
    delete(gone, user=None, now=timezone.now())
    town.period(name="Ny")

    client = town.browser(Role.CONTROLLER)
    answer = client.post(town.changes("periode", gone.pk, "gjenopprett/"))

    assert answer.status_code == 422
    assert "Ny is there already." in answer.content.decode()


def test_a_meeting_that_was_taken_out_is_put_in_again(town: Town) -> None:
    one = meeting(town)
    delete(one, user=None, now=timezone.now())
    client, address = town.browser(Role.CONTROLLER), town.changes("mote", one.pk)

    assert "It has been deleted." in words(client, address)
    client.post(f"{address}gjenopprett/")

    one.refresh_from_db()
    assert one.deleted_at is None


def test_what_is_deleted_is_there_only_for_those_who_may_restore_it(town: Town) -> None:
    one = meeting(town)
    delete(one, user=None, now=timezone.now())

    words(town.browser(Role.READER), town.changes("mote", one.pk), 404)


def test_the_municipalitys_own_day_is_undone(town: Town) -> None:
    controller = town.person("kari", Role.CONTROLLER)
    for day in (20, 25):
        set_own_date(
            town.municipality, 2026, "accounts", day=timezone.datetime(2026, 2, day).date(),
            note="", user=controller,
        )  # fmt: skip
    own = OwnDate.objects.get()

    signed_in(controller).post(town.changes("egen-dag", own.pk, "angre/"), {"version": "2"})

    own.refresh_from_db()
    assert own.day.day == 20


@pytest.fixture
def view(town: Town) -> SavedView:
    owner = town.person("eier", Role.READER)
    said = {"list": "tiltak", "name": "Mine", "query": "forsinket=1"}
    return make(SavedView(municipality=town.municipality, owner=owner), said, user=owner)


def test_somebodys_own_view_is_seen_by_nobody_else(town: Town, view: SavedView) -> None:
    address = town.changes("visning", view.pk)

    words(town.browser(Role.ADMINISTRATOR), address, 404)
    assert "Mine" in words(signed_in(view.owner), address)


def test_a_shared_view_is_seen_by_all_and_undone_by_those_who_may_share(
    town: Town, view: SavedView
) -> None:
    change(view, {"shared": True}, user=None)
    change(view, {"name": "Våre"}, user=None)
    address = town.changes("visning", view.pk)

    reader = town.browser(Role.READER)
    assert "Våre" in words(reader, address)
    assert reader.post(f"{address}angre/", {"version": "3"}).status_code == 404
    town.browser(Role.PLANNER).post(f"{address}angre/", {"version": "3"})

    view.refresh_from_db()
    assert view.name == "Mine" and view.shared


def test_sharing_is_not_undone_here_but_on_the_views_own_page(town: Town, view: SavedView) -> None:
    change(view, {"shared": True}, user=None)
    change(view, {"shared": False}, user=None)

    undo = town.changes("visning", view.pk, "angre/")
    assert signed_in(view.owner).post(undo, {"version": "3"}).status_code == 422
    view.refresh_from_db()
    assert not view.shared


def test_a_rule_that_was_turned_on_is_turned_off_again_by_undoing(town: Town) -> None:
    planner = town.person("kari", Role.PLANNER)
    turn_off(town.municipality, "LT512", "Vi bruker ikke frister", user=planner)
    turn_on(town.municipality, "LT512", user=planner, now=timezone.now())
    rule = RuleOff.objects.get()
    address = town.changes("regel-av", rule.pk)

    page = words(signed_in(planner), address)
    assert between(page, "Turned on", "Turned off")
    assert town.browser(Role.LEADER).post(f"{address}gjenopprett/").status_code == 404
    signed_in(planner).post(f"{address}gjenopprett/")

    rule.refresh_from_db()
    assert rule.deleted_at is None


@pytest.mark.parametrize(("role", "status"), [(Role.LEADER, 302), (Role.CONTRIBUTOR, 404)])
def test_what_is_settled_of_a_measure_is_undone_by_those_who_may_change_it(
    town: Town, role: Role, status: int
) -> None:
    unit = town.unit("Vei")
    measure = town.measure("Gangvei", unit)
    said = {"code": "LT512", "about": "measure", "key": str(measure.pk), "reason": "Avklart"}
    settled = make(SettledLack(municipality=town.municipality), said, user=None)
    change(settled, {"reason": "Ikke avklart"}, user=None)

    client = town.browser(role)
    answer = client.post(town.changes("avgjort", settled.pk, "angre/"), {"version": "2"})

    assert answer.status_code == status


class TestWhatTheYearTakesIn:
    @pytest.fixture
    def elements(self, working_copy: WorkingCopy) -> list[str]:
        return [one.id for one in working_copy.latest().plan().walk()][:3]

    def test_the_last_choice_is_undone(
        self, town: Town, working_copy: WorkingCopy, elements: list[str]
    ) -> None:
        planner = town.person("kari", Role.PLANNER)
        choose_elements(working_copy, 2027, elements[:2], user=planner)
        choose_elements(working_copy, 2027, elements[1:], user=planner)
        address, client = town.changes("arsplan", working_copy.pk), signed_in(planner)
        assert between(words(client, address), "Changed</strong>: 2027", "not taken in", "taken in")

        assert client.post(f"{address}angre/", {"version": "2"}).status_code == 302

        kept = set(YearElement.objects.values_list("element", flat=True))
        assert kept == set(elements[:2])
        assert Change.objects.filter(kind="followup.yearelement").first().what == "undone"

    def test_not_when_there_is_a_newer_one(
        self, town: Town, working_copy: WorkingCopy, elements: list[str]
    ) -> None:
        planner = town.person("kari", Role.PLANNER)
        choose_elements(working_copy, 2027, elements[:2], user=planner)
        choose_elements(working_copy, 2026, elements[1:], user=planner)

        undo = town.changes("arsplan", working_copy.pk, "angre/")
        assert signed_in(planner).post(undo, {"version": "1"}).status_code == 422
        assert YearElement.objects.count() == 4


def test_units_are_told_to_all_and_roles_to_those_who_manage_people(town: Town) -> None:
    chief = town.person("anne", Role.ADMINISTRATOR)
    unit = add_unit(town.municipality, "Vei", None, user=chief)
    change_unit(unit, "Vei og park", None, user=chief)
    give(town.municipality, chief, Role.LEADER, unit, user=chief)
    reader, of_unit = town.browser(Role.READER), town.changes("enhet", unit.pk)
    of_person = town.changes("person", chief.pk)

    assert "<del>Vei</del> → <ins>Vei og park</ins>" in words(reader, of_unit)
    words(reader, of_person, 404)
    page = words(signed_in(chief), of_person)
    assert between(
        page, "Gave a role", "Role: <del>–</del> → <ins>unit leader</ins>", "Vei og park"
    )


def test_who_takes_back_a_judgement_is_kept(town: Town, working_copy: WorkingCopy) -> None:
    planner = town.person("kari", Role.PLANNER)
    element = next(iter(working_copy.latest().plan().walk())).id
    judged = judge(
        working_copy, element, "at_risk", "Fordi", user=planner, today=timezone.localdate()
    )
    withdraw(working_copy, element, user=planner, now=timezone.now())

    page = words(town.browser(Role.READER), town.changes("vurdering", judged.pk))

    assert between(page, "Took back", "Kari", "<del>at risk</del> → <ins>–</ins>")


def test_what_a_draft_said_is_for_those_who_write_it(town: Town) -> None:
    unit, period = town.unit("Vei"), town.period()
    report = town.report(period, town.measure("Gangvei", unit), "draft", text="Hemmelig kladd")
    change(report, {"text": "Enda en kladd"}, user=None)
    address = town.changes("rapport", report.pk)

    words(town.browser(Role.READER), address, 404)
    words(town.browser(Role.LEADER, "Skole"), address, 404)
    assert "Hemmelig kladd" in words(town.browser(Role.LEADER), address)


def test_a_hearing_is_told_to_those_who_run_it(town: Town, working_copy: WorkingCopy) -> None:
    assert not Hearing.objects.exists()
    reader = town.browser(Role.READER)

    assert "slag=horing" not in words(reader, town.address("endringer/"))
    assert 'value="horing"' not in words(reader, town.address("endringer/"))
    assert 'value="horing"' in words(town.browser(Role.PLANNER), town.address("endringer/"))


def test_a_form_leads_back_only_within_the_municipality(town: Town) -> None:
    one = meeting(town)
    change(one, {"about": "Budsjett"}, user=None)
    client, undo = town.browser(Role.CONTROLLER), town.changes("mote", one.pk, "angre/")

    elsewhere = client.post(undo, {"version": "2", "next": "https://example.org/"})
    assert elsewhere["Location"].startswith(town.changes("mote", one.pk))
    change(one, {"about": "Budsjett"}, user=None)
    back = client.post(undo, {"version": "4", "next": town.address("arshjul/2026/")})
    assert back["Location"] == town.address("arshjul/2026/")


def test_nothing_of_another_municipality_is_there(town: Town) -> None:
    one, period = meeting(town), town.period()
    other = Town(Municipality.objects.create(name="Eksempel kommune"))
    stranger = other.browser(Role.ADMINISTRATOR)

    for address in (town, other):
        for kind, key in (("mote", one.pk), ("periode", period.pk)):
            words(stranger, address.changes(kind, key), 404)
            for act in ("angre/", "gjenopprett/"):
                answer = stranger.post(address.changes(kind, key, act), {"version": "1"})
                assert answer.status_code == 404


def test_a_thing_that_takes_part_in_more_than_one_place_is_told_apart(town: Town) -> None:
    """What a person is in one municipality is not told in another that they are in, too."""
    chief = town.person("anne", Role.ADMINISTRATOR)
    other = Town(Municipality.objects.create(name="Eksempel kommune"))
    secret = add_unit(other.municipality, "Hemmelig", None, user=None)
    give(other.municipality, chief, Role.LEADER, secret, user=None)

    assert "Hemmelig" not in words(signed_in(chief), town.changes("person", chief.pk))


def test_the_history_of_what_is_gone_for_good_stays(town: Town) -> None:
    one = meeting(town)
    address = town.changes("mote", one.pk)
    long_ago = timezone.now() - KEPT_FOR - timedelta(days=1)
    delete(one, user=None, now=long_ago)
    purge(timezone.now())
    reader = town.browser(Role.READER)

    page = words(reader, address)

    assert between(page, "Kommunestyret", "It is no longer here", "Deleted", "Made")
    assert "gjenopprett/" not in page
    assert reader.post(f"{address}gjenopprett/").status_code == 404
    words(reader, town.changes("mote", 987_654), 404)


def test_what_somebody_was_who_has_left_is_told_to_those_who_manage_people(town: Town) -> None:
    chief, lars = town.person("anne", Role.ADMINISTRATOR), town.person("lars", Role.READER)
    take(lars.membership_set.get(), user=chief)
    address = town.changes("person", lars.pk)

    assert between(words(signed_in(chief), address), "It is no longer here", "Took a role away")
    words(town.browser(Role.CONTROLLER), address, 404)


def test_who_ends_somebodys_token_is_kept_with_the_person(town: Town) -> None:
    chief, lars = town.person("anne", Role.ADMINISTRATOR), town.person("lars", Role.READER)
    made = make_token(
        lars, town.municipality, name="Styringspanel", scope=ApiToken.Scope.READ, days=9,
        now=timezone.now(), by=lars,
    )  # fmt: skip
    signed_in(chief).post(town.address(f"folk/meg/token/{made.token.pk}/slutt/"))

    page = words(signed_in(chief), town.changes("person", lars.pk))

    assert between(page, "Changed", "Anne", "<del>Styringspanel</del> → <ins>–</ins>")
    assert between(page, "Changed", "Lars", "<del>–</del> → <ins>Styringspanel</ins>")

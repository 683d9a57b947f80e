"""The dates of the year: as a page, as a calendar, and deadlines reckoned by law."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Unit
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import make
from ledetraad.web.notices.models import Meeting, OwnDate
from tests.web.followup.reporting.place import Place, between, signed_in, words

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def a_meeting(place: Place, day: str, body: str = "kommunestyret") -> Meeting:
    return make(Meeting(municipality=place.municipality), {"day": day, "body": body}, user=None)


def feed_of(browser: Client, place: Place) -> str:
    """The address of one's calendar, within this site."""
    browser.post(place.address("varsler/kalender/"))
    page = words(browser, place.address("varsler/"))
    found = re.search(r'value="[^"]*?(/oppfolging/[^"]+nokkel=[^"]+)"', page)
    assert found is not None
    return found[1]


def test_the_year_has_norways_dates_with_the_municipalitys_own_among_them(
    place: Place, school: Unit, leader: User
) -> None:
    place.period(due="2027-02-20")
    place.measure("Låne ut bøker", school, deadline="2027-02-25")
    a_meeting(place, "2027-02-23")

    page = words(signed_in(leader), place.address("arshjul/2027/"))

    assert between(
        page,
        "January",
        "February",
        "Reports for 1. tertial 2026 are due",
        "kommuneloven § 14-6",
        "kommunestyret",
        "Låne ut bøker",
        "March",
        "kommuneloven § 14-7",
        "December",
    )


def test_milestones_of_ones_own_measures_stand_there_until_they_are_reached(
    place: Place, school: Unit, leader: User
) -> None:
    soon = f"{YEAR}-12-30"
    steps = [{"text": "Hyllene er bygd", "due": soon}, {"text": "Bygd før", "due": soon,
             "done": f"{YEAR}-01-05"}]  # fmt: skip
    place.measure("Låne ut bøker", school, milestones=steps)
    place.measure("Andres", place.unit("Veg"), milestones=[{"text": "Asfalt", "due": soon}])
    browser = signed_in(leader)

    page = words(browser, place.address(f"arshjul/{YEAR}/"))
    feed = words(browser, feed_of(browser, place)).replace("\r\n ", "")

    for told in (page, feed):
        assert "Hyllene er bygd" in told
        assert "Bygd før" not in told and "Asfalt" not in told


def test_years_lead_to_those_before_and_after_and_end_somewhere(place: Place, leader: User) -> None:
    browser = signed_in(leader)

    assert "arshjul/2026/" in words(browser, place.address("arshjul/2027/"))
    assert "arshjul/1899/" not in words(browser, place.address("arshjul/1900/"))
    words(browser, place.address("arshjul/1899/"), status=404)
    words(browser, place.address("arshjul/99999999/"), status=404)
    words(browser, place.address("arshjul/"))


def test_only_ones_own_measures_stand_there_until_one_asks_for_all(
    place: Place, school: Unit, leader: User
) -> None:
    place.measure("Mitt", school, deadline="2027-02-25")
    place.measure("Andres", place.unit("Veg"), deadline="2027-02-25")
    place.measure("Ferdig", school, deadline="2027-02-25", status="done")
    browser = signed_in(leader)

    own = words(browser, place.address("arshjul/2027/"))
    every = words(browser, place.address("arshjul/2027/?tiltak=alle"))

    assert [name for name in ("Mitt", "Andres", "Ferdig") if f" {name}<" in own] == ["Mitt"]
    assert [name for name in ("Mitt", "Andres", "Ferdig") if f" {name}<" in every] == [
        "Mitt",
        "Andres",
    ]


def test_a_meeting_is_added_and_taken_out_and_put_in_again(place: Place, controller: User) -> None:
    browser = signed_in(controller)
    address = place.address("arshjul/2027/")

    browser.post(f"{address}mote/", {"day": "23. februar 2027", "body": "kommunestyret"})
    meeting = Meeting.objects.get()
    remove = place.address(f"arshjul/mote/{meeting.pk}/fjern/")
    assert remove in words(browser, address)
    answer = browser.post(remove)
    assert "The meeting is taken out" in words(browser, answer.headers["Location"])
    assert remove not in words(browser, address)
    browser.post(remove, {"op": "restore"})

    assert remove in words(browser, address)
    whats = Change.objects.filter(kind=Meeting.kind()).order_by("pk").values_list("what", "by")
    assert list(whats) == [(what, controller.pk) for what in ("made", "deleted", "restored")]


def test_a_meeting_that_can_not_be_is_told_at_its_fields(place: Place, controller: User) -> None:
    answer = signed_in(controller).post(
        place.address("arshjul/2027/mote/"), {"day": "31.2.2027", "body": ""}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="day-problem"' in page
    assert 'id="body-problem"' in page
    assert "31.2.2027" in page
    assert not Meeting.objects.exists()


def test_meetings_are_for_those_who_manage_periods(
    place: Place, leader: User, stranger: User
) -> None:
    meeting = a_meeting(place, "2027-02-23")
    remove = place.address(f"arshjul/mote/{meeting.pk}/fjern/")

    for user in (leader, stranger):
        browser = signed_in(user)
        assert browser.post(remove).status_code == 404
        added = browser.post(place.address("arshjul/2027/mote/"), {"day": "1.1.27", "body": "x"})
        assert added.status_code == 404
    assert "Add a meeting" not in words(signed_in(leader), place.address("arshjul/2027/"))


def test_another_municipalitys_meeting_is_not_there(
    place: Place, controller: User, stranger: User
) -> None:
    theirs = stranger.membership_set.get().municipality
    meeting = make(
        Meeting(municipality=theirs), {"day": "2027-02-23", "body": "Hemmelig"}, user=None
    )
    browser = signed_in(controller)

    assert "Hemmelig" not in words(browser, place.address("arshjul/2027/"))
    address = place.address(f"arshjul/mote/{meeting.pk}/fjern/")
    assert browser.post(address).status_code == 404


def test_the_number_of_questions_does_not_grow_with_the_dates(
    place: Place,
    school: Unit,
    leader: User,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    browser = signed_in(leader)
    for size in (1, 12):
        for number in range(size):
            place.measure(f"Tiltak {number}", school, deadline="2027-02-25")
            a_meeting(place, f"2027-03-{number + 1:02}")
        with django_assert_max_num_queries(12):
            browser.get(place.address("arshjul/2027/"))


def test_a_calendar_program_reads_the_year_without_signing_in(
    place: Place, school: Unit, leader: User
) -> None:
    place.measure("Låne ut bøker", school, deadline=f"{YEAR}-02-25")
    a_meeting(place, f"{YEAR + 1}-02-23", "kommunestyret; møte")
    address = feed_of(signed_in(leader), place)

    answer = Client().get(address)

    text = answer.content.decode().replace("\r\n ", "")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"DTSTART;VALUE=DATE:{YEAR}0225\r\n" in text
    assert "Låne ut bøker" in text
    assert "kommunestyret\\; møte" in text
    assert text.count("kommuneloven § 14-6") == 3
    assert text.count("BEGIN:VEVENT") == text.count("UID:")
    uids = re.findall(r"UID:(\S+)", text)
    assert len(set(uids)) == len(uids)


def test_the_calendar_changes_only_when_something_has(place: Place, leader: User) -> None:
    address = feed_of(signed_in(leader), place)

    assert Client().get(address).content == Client().get(address).content


def test_another_address_makes_the_old_one_void(place: Place, leader: User) -> None:
    browser = signed_in(leader)
    first = feed_of(browser, place)
    second = feed_of(browser, place)

    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_the_calendar_ends_with_the_role_and_with_the_account(place: Place, leader: User) -> None:
    address = feed_of(signed_in(leader), place)
    leader.is_active = False
    leader.save()
    assert Client().get(address).status_code == 404
    leader.is_active = True
    leader.save()
    leader.membership_set.all().delete()

    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("key", ["", "1", "1.", "x.y", "0.0", "99999999999999999999.x", "²."])
def test_no_key_and_no_calendar(place: Place, leader: User, key: str) -> None:
    feed_of(signed_in(leader), place)

    assert Client().get(place.address("arshjul.ics"), {"nokkel": key}).status_code == 404


def test_a_key_of_another_municipality_opens_nothing_here(
    place: Place, leader: User, stranger: User
) -> None:
    theirs = Place(stranger.membership_set.get().municipality)
    address = feed_of(signed_in(stranger), theirs)
    key = address.partition("nokkel=")[2]

    assert Client().get(place.address("arshjul.ics"), {"nokkel": key}).status_code == 404


def reckoned(user: User, place: Place, status: int = 200, **said: str) -> str:
    response = signed_in(user).get(place.address("arshjul/frister/"), said)
    assert response.status_code == status
    return response.content.decode()


def test_a_hearing_is_open_for_six_weeks(place: Place, leader: User) -> None:
    page = reckoned(leader, place, sak="horing", fra="1.9.2027")

    assert 'datetime="2027-10-13"' in page
    assert "plan- og bygningsloven § 11-14" in page
    assert "42 days end with" in page


def test_what_must_be_public_before_the_council_meets(place: Place, leader: User) -> None:
    budget = reckoned(leader, place, sak="okonomiplan", til="15.12.2027")
    both = reckoned(leader, place, sak="begge", til="15.12.2027")

    assert 'datetime="2027-12-01"' in budget
    assert "kommuneloven § 14-3" in budget
    assert 'datetime="2027-11-15"' in both
    assert "plan- og bygningsloven § 11-4" in both


def test_the_councils_first_meeting_that_can_treat_it_is_found(place: Place, leader: User) -> None:
    for day, body in [
        ("2027-11-10", "Kommunestyret"),
        ("2027-11-16", "formannskapet"),
        ("2027-11-24", "Kommunestyret"),
    ]:
        a_meeting(place, day, body)

    page = reckoned(leader, place, sak="okonomiplan", fra="1.11.2027")

    assert between(page, "first meeting that can treat it", 'datetime="2027-11-24"')


def test_where_no_meeting_is_late_enough_that_is_told(place: Place, leader: User) -> None:
    a_meeting(place, "2027-11-10")

    page = reckoned(leader, place, sak="okonomiplan", fra="1.11.2027")

    assert "No meeting in the calendar is on" in page
    assert 'datetime="2027-11-15"' in page


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"sak": "horing"}, "fra"),
        ({"sak": "ukjent", "fra": "1.9.2027"}, "sak"),
        ({"sak": "horing", "fra": "snart"}, "fra"),
        ({"sak": "horing", "fra": "31.12.9999"}, "fra"),
        ({"sak": "okonomiplan", "til": "1.1.0001"}, "til"),
    ],
)
def test_what_can_not_be_reckoned_is_told_at_its_field(
    place: Place, leader: User, said: dict[str, str], field: str
) -> None:
    page = reckoned(leader, place, status=422, **said)

    assert f'id="{field}-problem"' in page


def test_every_page_is_for_those_who_have_a_role_there(place: Place, stranger: User) -> None:
    period = place.period()
    browser = signed_in(stranger)

    for address in (
        "arshjul/",
        "arshjul/2027/",
        "arshjul/frister/",
        f"rapportering/{period.pk}/paminn/",
    ):
        assert browser.get(place.address(address)).status_code == 404
        assert Client().get(place.address(address)).status_code == 302


def test_the_municipalitys_own_day_stands_for_norways_which_is_told_beside_it(
    place: Place, controller: User
) -> None:
    browser = signed_in(controller)
    there = place.address("arshjul/2027/dato/accounts/")

    answer = browser.post(there, {"own-day": "15.2.2027", "note": "Bedt om tidligere."})

    assert answer.status_code == 302, answer.content.decode()
    page = words(browser, place.address("arshjul/2027/"))
    assert between(
        page,
        "February",
        "Monday 15 February 2027",
        "The accounts are handed over, and reported to KOSTRA",
        "kommuneloven § 14-6",
        "Norway's is Monday 22 February 2027",
        "Bedt om tidligere.",
        "March",
    )
    feed = browser.get(feed_of(browser, place)).content.decode()
    assert "DTSTART;VALUE=DATE:20270215" in feed
    assert "DTSTART;VALUE=DATE:20270222" not in feed

    browser.post(there, {"own-day": "16.2.2027"})
    assert OwnDate.objects.get().day.day == 16
    browser.post(there, {"op": "reset"})
    assert "Norway's is" not in words(browser, place.address("arshjul/2027/"))
    browser.post(there, {"own-day": "17.2.2027"})
    assert OwnDate.objects.get().day.day == 17
    kinds = list(Change.objects.filter(kind=OwnDate.kind()).order_by("pk").values_list("what"))
    assert [one for (one,) in kinds] == ["made", "changed", "deleted", "restored", "changed"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"own-day": ""}, "The day has to be in 2027."),
        ({"own-day": "15.2.2028"}, "The day has to be in 2027."),
        ({"own-day": "en dag"}, "en dag"),
        ({"own-day": "15.2.2027", "note": "x" * 201}, "The note is longer than 200 characters."),
    ],
)
def test_a_day_that_cant_be_is_told_where_it_was_written(
    place: Place, controller: User, said: dict[str, str], told: str
) -> None:
    answer = signed_in(controller).post(place.address("arshjul/2027/dato/accounts/"), said)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not OwnDate.objects.exists()


def test_only_those_who_plan_the_year_set_its_days_and_only_norways(
    place: Place, controller: User, leader: User
) -> None:
    day = {"own-day": "15.2.2027"}

    assert signed_in(leader).post(
        place.address("arshjul/2027/dato/accounts/"), day
    ).status_code in {403, 404}
    assert (
        signed_in(controller).post(place.address("arshjul/2027/dato/finnesikke/"), day).status_code
        == 404
    )
    assert not OwnDate.objects.exists()

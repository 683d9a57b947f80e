"""What was deleted in one list, and restored from it by those who may."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.missing.services.rule_turn import turn_off, turn_on
from ledetraad.web.followup.models import Comment, Indicator, SavedView
from ledetraad.web.history.recording import delete, make
from ledetraad.web.notices.models import Meeting
from tests.web.changes.conftest import Town
from tests.web.followup.reporting.place import between, signed_in, words


def titles(client: Client, town: Town, query: str = "") -> list[str]:
    page = words(client, town.address(f"slettet/{query}"))
    return re.findall(r'<li class="saved__row"><p><a href="[^"]+">([^<]+)</a>', page)


def test_each_kind_is_listed_for_those_who_may_restore_it(town: Town) -> None:
    kari, now = town.person("kari", Role.ADMINISTRATOR), timezone.now()
    roads, schools = town.unit("Vei"), town.unit("Skole")
    meeting = make(
        Meeting(municipality=town.municipality), {"day": "2026-06-16", "body": "Råd"}, user=None
    )
    indicator = make(Indicator(municipality=town.municipality), {"name": "Trivsel"}, user=None)
    for n, one in enumerate(
        (town.measure("Gangvei", roads), town.measure("Skolevei", schools), meeting, indicator)
    ):
        delete(one, user=kari, now=now + timedelta(seconds=n))

    assert titles(signed_in(kari), town) == ["Trivsel", "Råd, 16.06.2026", "Skolevei", "Gangvei"]
    assert titles(town.browser(Role.LEADER), town) == ["Gangvei"]
    assert titles(town.browser(Role.READER), town) == []
    page = words(signed_in(kari), town.address("slettet/"))
    assert between(page, "Deleted by Kari", "for good on")


def test_one_is_restored_and_one_is_back_in_the_list(town: Town) -> None:
    measure = town.measure("Gangvei")
    delete(measure, user=None, now=timezone.now())
    client, here = town.browser(Role.CONTROLLER), town.address("slettet/")
    form = re.search(r'action="([^"]+gjenopprett/)"', words(client, here))

    answer = client.post(form[1], {"next": here})

    assert answer["Location"] == here
    measure.refresh_from_db()
    assert measure.deleted_at is None
    assert titles(client, town) == []


def test_it_is_narrowed_to_a_kind(town: Town) -> None:
    for one in (
        town.measure("Gangvei"),
        make(Indicator(municipality=town.municipality), {"name": "Trivsel"}, user=None),
    ):
        delete(one, user=None, now=timezone.now())

    client = town.browser(Role.CONTROLLER)
    assert titles(client, town, "?slag=indikator") == ["Trivsel"]


def test_ones_own_comment_and_view_are_ones_own_to_restore(town: Town) -> None:
    kari = town.person("kari", Role.PLANNER)
    measure, now = town.measure("Gangvei"), timezone.now()
    Comment.objects.create(measure=measure, text="x", by=kari, by_name="Kari", deleted_at=now)
    said = {"list": "tiltak", "name": "Mine"}
    view = make(SavedView(municipality=town.municipality, owner=kari), said, user=kari)
    delete(view, user=kari, now=now - timedelta(hours=1))

    assert titles(signed_in(kari), town) == ["Gangvei", "Mine"]
    assert titles(town.browser(Role.ADMINISTRATOR), town) == []

    one = Comment.objects.get()
    restore = town.changes("kommentar", one.pk, "gjenopprett/")
    assert town.browser(Role.ADMINISTRATOR).post(restore).status_code == 404
    signed_in(kari).post(restore)
    one.refresh_from_db()
    assert one.deleted_at is None


def test_what_is_only_turned_on_again_is_not_listed_as_deleted(town: Town) -> None:
    kari = town.person("kari", Role.PLANNER)
    turn_off(town.municipality, "LT512", "Fordi", user=kari)
    turn_on(town.municipality, "LT512", user=kari, now=timezone.now())

    assert titles(signed_in(kari), town) == []


def test_another_municipalitys_is_not_there(town: Town) -> None:
    delete(town.measure("Gangvei"), user=None, now=timezone.now())
    other = Town(Municipality.objects.create(name="Eksempel kommune"))

    assert titles(other.browser(Role.ADMINISTRATOR), other) == []


def test_it_takes_as_many_queries_however_much_is_deleted(town: Town) -> None:
    unit, client = town.unit("Vei"), town.browser(Role.ADMINISTRATOR)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            words(client, town.address("slettet/"))
        return len(asked)

    delete(town.measure("Gangvei", unit), user=None, now=timezone.now())
    few = queries()
    for _ in range(12):
        delete(town.measure("Gangvei", unit), user=None, now=timezone.now())

    assert queries() <= few

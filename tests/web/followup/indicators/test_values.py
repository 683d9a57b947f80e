"""Entering values, and who may do what with indicators."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.followup.models import Observation
from ledetraad.web.history.models import Change
from tests.web.conftest import PASSWORD
from tests.web.followup.indicators.pages import (
    BAND,
    LIST,
    Builder,
    observed,
    page,
    posted,
    typed,
    words,
)

pytestmark = pytest.mark.django_db


class TestValues:
    """Entering a value."""

    def test_it_is_stored_with_who_and_where_from(
        self, planner: Client, indicator: Builder, publisher: User
    ) -> None:
        one = indicator()

        posted(planner, f"{LIST}{one.pk}/verdi/", period="2025", value="1 234,5", source="SSB",
               note="Foreløpig")  # fmt: skip

        stored = Observation.objects.get()
        assert (stored.period, stored.measured, stored.value) == (
            "2025", date(2025, 12, 31), Decimal("1234.5"),
        )  # fmt: skip
        assert (stored.by, stored.by_name) == (publisher, "kari")
        assert (stored.source, stored.note) == ("SSB", "Foreløpig")

    @pytest.mark.parametrize(
        ("why", "shown"),
        [
            ("not_measured", "ikke målt"),
            ("not_yet", "ikke klar ennå"),
            ("not_shown", "vises ikke, av hensyn til personvernet"),
        ],
    )
    def test_why_there_is_none(
        self, planner: Client, indicator: Builder, why: str, shown: str
    ) -> None:
        one = indicator()

        posted(planner, f"{LIST}{one.pk}/verdi/", period="2025", missing=why)

        assert Observation.objects.get().value is None
        assert shown in page(planner, f"{LIST}{one.pk}/")

    def test_the_frequency_decides_which_periods_there_are(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator(frequency="tertial", since=2025)

        shown = page(planner, f"{LIST}{one.pk}/verdi/")

        assert 'value="2025-T1"' in shown and 'value="2025"' not in shown
        assert 'value="2024-T3"' not in shown

    @pytest.mark.parametrize(
        ("fields", "place", "told"),
        [
            ({"value": "1.234"}, "value", "kan leses som 1 234 eller som 1,234"),
            ({"value": "mange"}, "value", "er ikke et tall"),
            ({"value": "12 %"}, "value", "måles i boliger, ikke i %"),
            ({"value": "1,123456789"}, "value", "for langt"),
            ({}, "value", "hvorfor"),
            ({"value": "3", "missing": "not_yet"}, "missing", "også en verdi"),
            ({"missing": "vet ikke"}, "missing", "en av"),
            ({"value": "3", "period": "2025-T1"}, "period", "slik periode"),
            ({"value": "3", "period": "i fjor"}, "period", "ingen periode"),
            ({"value": "3", "period": ""}, "period", "ingen periode"),
            ({"value": "3", "period": "0000"}, "period", "ingen periode"),
            ({"value": "3", "period": "9999"}, "period", "ikke begynt"),
            ({"value": "3", "period": "2014"}, "period", "ny fra 2015"),
            ({"value": "3", "note": "x" * 501}, "note", "høyst 500"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(
        self, planner: Client, indicator: Builder, fields: dict[str, str], place: str, told: str
    ) -> None:
        one = indicator(since=2015, measure_unit="boliger")
        filled = {"period": "2025", "source": "Min kilde", **fields}

        shown = posted(planner, f"{LIST}{one.pk}/verdi/", status=422, **filled)

        problems = dict(re.findall(r'id="([a-z]+)-problem">(.*?)</p>', shown))
        assert list(problems) == [place], problems
        assert told in problems[place]
        assert "Min kilde" in shown
        assert not Observation.objects.exists()

    def test_a_worse_value_is_asked_about_and_stored_when_it_is_right(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator(measure_unit="%", **BAND)
        observed(one, "2024", "80")
        filled = {"period": "2025", "value": "60", "note": "Strengere telling"}

        shown = posted(planner, f"{LIST}{one.pk}/verdi/", status=422, **filled)

        assert "Er det riktig?" in shown
        assert "60 % er ikke godkjent. Verdien før, 80 % i 2024, var ønsket." in shown
        assert "Strengere telling" in shown
        assert Observation.objects.count() == 1

        posted(planner, f"{LIST}{one.pk}/verdi/", **filled, sure=self.stamp(shown))

        assert Observation.objects.last().value == 60

    @pytest.mark.parametrize(
        ("value", "told"),
        [("5001", "mer enn ti ganger 500"), ("49", "mindre enn en tidel av 500")],
    )
    def test_a_value_of_another_size_is_asked_about(
        self, planner: Client, indicator: Builder, value: str, told: str
    ) -> None:
        one = indicator()
        observed(one, "2024", "500")

        shown = posted(planner, f"{LIST}{one.pk}/verdi/", status=422, period="2025", value=value)

        assert told in words(shown)

    @pytest.mark.parametrize("value", ["5000", "50", "500"])
    def test_a_value_of_a_like_size_is_not(
        self, planner: Client, indicator: Builder, value: str
    ) -> None:
        one = indicator()
        observed(one, "2024", "500")

        posted(planner, f"{LIST}{one.pk}/verdi/", period="2025", value=value)

        assert Observation.objects.count() == 2

    def test_one_that_is_corrected_after_the_question_is_asked_about_anew(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator()
        observed(one, "2024", "500")
        shown = posted(planner, f"{LIST}{one.pk}/verdi/", status=422, period="2025", value="9000")
        stamp = self.stamp(shown)

        posted(
            planner, f"{LIST}{one.pk}/verdi/", status=422, period="2025", value="8000", sure=stamp
        )
        posted(planner, f"{LIST}{one.pk}/verdi/", period="2025", value="800", sure=stamp)

        assert Observation.objects.last().value == 800

    def test_a_correction_is_a_new_value_and_the_old_one_stays(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator()
        old = observed(one, "2025", "41", source="SSB")
        shown = page(planner, f"{LIST}{one.pk}/verdi/?periode=2025")
        assert f'name="seen" value="{old.pk}"' in shown
        assert 'name="value" value="41"' in shown and 'name="source" value="SSB"' in shown

        posted(planner, f"{LIST}{one.pk}/verdi/", period="2025", value="43", seen=str(old.pk))

        assert [stored.value for stored in Observation.objects.all()] == [41, 43]
        assert "<del>41</del>" in page(planner, f"{LIST}{one.pk}/")

    def test_two_who_enter_the_same_period_the_second_is_shown_the_first(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator()
        filled = {"period": "2025", "value": "43"}
        observed(one, "2025", "41")

        shown = posted(planner, f"{LIST}{one.pk}/verdi/", status=422, **filled)

        assert "2025 har allerede en verdi: 41, lagt inn av Kari" in shown
        posted(planner, f"{LIST}{one.pk}/verdi/", **filled, sure=self.stamp(shown))
        assert [stored.value for stored in Observation.objects.all()] == [41, 43]

    def test_what_was_said_to_be_right_is_asked_again_where_another_came_first(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator()
        observed(one, "2024", "500")
        filled = {"period": "2025", "value": "9000"}
        shown = posted(planner, f"{LIST}{one.pk}/verdi/", status=422, **filled)
        observed(one, "2025", "510")

        again = posted(
            planner, f"{LIST}{one.pk}/verdi/", status=422, **filled, sure=self.stamp(shown)
        )

        assert "har allerede en verdi: 510" in again

    def test_sending_twice_stores_once(self, planner: Client, indicator: Builder) -> None:
        one = indicator()
        for _ in range(2):
            posted(planner, f"{LIST}{one.pk}/verdi/", period="2025", value="43", source="SSB")

        assert Observation.objects.count() == 1

    def stamp(self, shown: str) -> str:
        found = re.search(r'name="sure" value="([^"]*)"', shown)
        assert found is not None
        return found[1]


class TestRights:
    """Who may do what, and who sees nothing."""

    CHANGES = ("ny/", "{pk}/rediger/")
    DOES = ("{pk}/slett/",)

    @pytest.mark.parametrize(
        ("role", "own", "other", "edits"),
        [
            (Role.READER, False, False, False),
            (Role.CONTRIBUTOR, True, False, False),
            (Role.LEADER, True, False, False),
            (Role.CONTROLLER, True, True, True),
            (Role.PLANNER, True, True, True),
            (Role.ADMINISTRATOR, True, True, True),
        ],
    )
    def test_each_role(
        self, *, client: Client, municipality: Municipality, indicator: Builder, schools: Unit,
        roads: Unit, role: Role, own: bool, other: bool, edits: bool,
    ) -> None:  # fmt: skip
        under = Unit.objects.get(name="Borgen skole")
        person = add_person("ola", PASSWORD, municipality.name, role, "Skole")
        client.force_login(person)
        mine, theirs = indicator(unit=under.pk), indicator(unit=roads.pk)
        nobodys = indicator()

        for one, may in ((mine, own), (theirs, other), (nobodys, other)):
            address = f"{LIST}{one.pk}/"
            assert ("verdi/" in page(client, address)) is may
            page(client, f"{address}verdi/", 200 if may else 404)
            stored = client.post(f"{address}verdi/", {"period": "2025", "value": "3"})
            assert stored.status_code == (302 if may else 404)
        assert Observation.objects.count() == own + 2 * other
        for address in self.CHANGES:
            page(client, LIST + address.format(pk=mine.pk), 200 if edits else 404)
            sent = client.post(LIST + address.format(pk=mine.pk), typed(version="1"))
            assert sent.status_code == (302 if edits else 404)
        for address in self.DOES:
            sent = client.post(LIST + address.format(pk=mine.pk), {"version": "2"})
            assert sent.status_code == (302 if edits else 404) or (
                edits and sent.status_code == 422
            )
        assert Change.objects.filter(by=person).exists() is edits

    @pytest.mark.parametrize("place", ["asker-kommune", "eksempel-kommune"])
    def test_another_municipality_sees_nothing(
        self, client: Client, stranger: User, indicator: Builder, place: str
    ) -> None:
        """Neither at the indicator's address nor at their own with its key in it."""
        one = indicator()
        client.force_login(stranger)
        home = f"/oppfolging/{place}/indikatorer/"

        for inner in ("", "rediger/", "verdi/"):
            assert client.get(f"{home}{one.pk}/{inner}").status_code == 404
        for inner in ("rediger/", "verdi/", "slett/"):
            assert client.post(f"{home}{one.pk}/{inner}", {"version": "1"}).status_code == 404
        if place == "asker-kommune":
            for inner in ("", "ny/", "liste.xlsx"):
                assert client.get(home + inner).status_code == 404
        else:
            assert "Antall boliger" not in page(client, home)

    @pytest.mark.parametrize("inner", ["", "ny/", "liste.xlsx", "1/", "1/rediger/", "1/verdi/"])
    def test_one_who_has_not_signed_in_is_asked_to(
        self, client: Client, municipality: Municipality, inner: str
    ) -> None:
        response = client.get(LIST + inner)

        assert response.status_code == 302
        assert response.headers["Location"].startswith("/logg-inn/")

    def test_nothing_is_done_by_a_link(self, planner: Client, indicator: Builder) -> None:
        one = indicator()

        assert planner.get(f"{LIST}{one.pk}/slett/").status_code == 405

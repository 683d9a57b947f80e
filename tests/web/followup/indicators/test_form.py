"""Making an indicator, changing, deleting and restoring it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import change, delete, history, make
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.indicators.pages import CHANGES, CYCLING, LIST, Builder, page, posted, typed

MADE_AT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


class TestForm:
    """Making an indicator and changing it."""

    def test_a_new_one_with_everything(
        self, planner: Client, working_copy: WorkingCopy, schools: Unit, publisher: User
    ) -> None:
        element = working_copy.latest().plan().elements[1].children[0]

        posted(
            planner, f"{LIST}ny/",
            **typed(
                definition="Slik telles det", decimals="1", desired="≥ 75", accepted="70–74,9",
                not_approved="under 70", baseline_year="2020", baseline="61,5", source="SSB",
                since="2015", lag="120", element=f"{working_copy.pk}:{element.id}",
                unit=str(schools.pk), person=str(publisher.pk), goal="11.2", perspective="utfall",
                quality="god",
            ),
            **{"targets-0-year": "2024", "targets-0-value": "65", "targets-0-decided": "1.3.26",
               "targets-0-source": "Kommuneplanen", "targets-3-year": "2032",
               "targets-3-value": "75 %"},
        )  # fmt: skip

        said = Indicator.objects.get().said()
        assert (said.name, said.decimals, said.baseline) == (
            "Andel som sykler til jobb", 1, Decimal("61.5"),
        )  # fmt: skip
        assert str(said.bands()) == "≥ 75 | 70,0–74,9 | < 70"
        assert [(one.year, one.value, one.decided) for one in said.targets] == [
            (2024, Decimal(65), date(2026, 3, 1)),
            (2032, Decimal(75), None),
        ]
        assert (said.plan, said.element) == (working_copy.pk, element.id)
        assert (said.unit, said.person, said.since, said.lag) == (
            schools.pk, publisher.pk, 2015, 120,
        )  # fmt: skip
        assert history(Indicator.objects.get())[0].by == publisher

    def test_it_can_speak_for_a_measure_by_its_number(
        self, planner: Client, municipality: Municipality
    ) -> None:
        measure = make(Measure(municipality=municipality), {"name": "Sykkelvei"}, user=None)

        posted(planner, f"{LIST}ny/", **typed(measure="1"))

        assert Indicator.objects.get().measure == measure

    def test_the_address_says_what_it_is_to_speak_for(
        self, planner: Client, working_copy: WorkingCopy
    ) -> None:
        element = working_copy.latest().plan().elements[1]

        shown = page(planner, f"{LIST}ny/?plan=asker&element={element.id}")

        assert f'value="{working_copy.pk}:{element.id}" selected' in shown
        assert 'name="measure" value="7"' in page(planner, f"{LIST}ny/?tiltak=7")

    @pytest.mark.parametrize(
        ("fields", "place", "told"),
        [
            ({"name": ""}, "name", "minst 1"),
            ({"desired": "rundt 70"}, "desired", "er ikke et nivå"),
            ({"desired": "≥ 70", "accepted": "65–72"}, "accepted", "overlapper"),
            ({"accepted": "65–72"}, "desired", "mangler"),
            ({"desired": "≥ 1.234"}, "desired", "kan leses som"),
            ({"decimals": "to"}, "decimals", "er ikke et tall"),
            ({"decimals": "1,5"}, "decimals", "et helt tall"),
            ({"decimals": "9"}, "decimals", "høyst 6"),
            ({"baseline": "1.234", "baseline_year": "2020"}, "baseline", "kan leses som"),
            ({"baseline": "12"}, "baseline_year", "både år og verdi"),
            ({"baseline": "9" * 20, "baseline_year": "2020"}, "baseline", "for langt"),
            ({"since": "15"}, "since", "minst 1900"),
            ({"lag": "-3"}, "lag", "minst 0"),
            ({"direction": "sidelengs"}, "direction", "en av"),
            ({"unit": "999999"}, "unit", "kan ikke velges"),
            ({"person": "999999"}, "person", "kan ikke velges"),
            ({"element": "1:borte"}, "element", "kan ikke velges"),
            ({"measure": "77"}, "measure", "Det finnes ikke noe tiltak"),
            ({"targets-0-year": "2030"}, "targets-0-value", "både år og verdi"),
            ({"targets-1-year": "30", "targets-1-value": "4"}, "targets-1-year", "minst 1900"),
            ({"targets-0-year": "2030", "targets-0-value": "4", "targets-0-decided": "i fjor"},
             "targets-0-decided", "i fjor"),
            ({"targets-0-year": "2019", "targets-0-value": "4", "baseline": "3",
              "baseline_year": "2020"}, "targets", "er ikke etter"),
            ({"targets-0-year": "2029", "targets-0-value": "2", "baseline": "3",
              "baseline_year": "2020"}, "targets", "dårligere enn"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(
        self, planner: Client, fields: dict[str, str], place: str, told: str
    ) -> None:
        filled = typed(definition="Slik telles det", **fields)

        shown = posted(planner, f"{LIST}ny/", status=422, **filled)

        problems = dict(re.findall(r'id="([a-z0-9_-]+)-problem">(.*?)</p>', shown))
        assert list(problems) == [place], problems
        assert told in problems[place]
        assert "Slik telles det" in shown
        assert not Indicator.objects.exists()

    def test_another_municipalitys_things_can_not_be_chosen(
        self, planner: Client, stranger: User
    ) -> None:
        elsewhere = Municipality.objects.get(name="Eksempel kommune")
        unit = Unit.objects.create(municipality=elsewhere, name="Annen enhet")
        make(Measure(municipality=elsewhere), {"name": "Annet tiltak"}, user=None)

        shown = posted(planner, f"{LIST}ny/", status=422, **typed(
            unit=str(unit.pk), person=str(stranger.pk), measure="1"))  # fmt: skip

        assert shown.count('-problem">') == 3
        assert "Annen enhet" not in shown and "Annet tiltak" not in shown

    def test_one_thing_is_spoken_for_not_two(
        self, planner: Client, municipality: Municipality, working_copy: WorkingCopy
    ) -> None:
        make(Measure(municipality=municipality), {"name": "Sykkelvei"}, user=None)
        element = working_copy.latest().plan().elements[0].id

        shown = posted(planner, f"{LIST}ny/", status=422, **typed(
            measure="1", element=f"{working_copy.pk}:{element}"))  # fmt: skip

        assert "tegn på én ting" in shown

    def test_opening_and_saving_changes_nothing(
        self, planner: Client, indicator: Builder, municipality: Municipality
    ) -> None:
        measure = make(Measure(municipality=municipality), {"name": "Sykkelvei"}, user=None)
        one = indicator(
            **{**CYCLING, "baseline": "1234.5"}, direction="down", measure=measure.pk, decimals=2,
            desired="<249, >450", accepted="300–399 og 420",
        )  # fmt: skip
        filled = self.filled(page(planner, f"{LIST}{one.pk}/rediger/"))

        posted(planner, f"{LIST}{one.pk}/rediger/", **filled)

        one.refresh_from_db()
        assert one.version == 1

    def test_what_is_there_no_more_stays_until_another_is_chosen(
        self, planner: Client, indicator: Builder, municipality: Municipality, reader: User
    ) -> None:
        unit = Unit.objects.create(municipality=municipality, name="Nedlagt", ends=date(2020, 1, 1))
        measure = make(Measure(municipality=municipality), {"name": "Sykkelvei"}, user=None)
        one = indicator(unit=unit.pk, person=reader.pk, measure=measure.pk)
        delete(measure, user=None, now=MADE_AT)
        reader.is_active = False
        reader.save()
        filled = self.filled(page(planner, f"{LIST}{one.pk}/rediger/"))

        posted(planner, f"{LIST}{one.pk}/rediger/", **filled)

        one.refresh_from_db()
        assert one.version == 1
        shown = page(planner, f"{LIST}ny/")
        assert "Nedlagt" not in shown and "lars" not in shown

    def test_a_change_is_kept_with_who_and_undone(
        self, planner: Client, indicator: Builder, publisher: User
    ) -> None:
        one = indicator(**CYCLING)
        filled = self.filled(page(planner, f"{LIST}{one.pk}/rediger/"))
        posted(planner, f"{LIST}{one.pk}/rediger/", **{**filled, "name": "Syklister"})
        last = history(one).first()
        assert last.by == publisher
        assert last.fields == {"name": ["Andel som sykler til jobb", "Syklister"]}

        posted(planner, f"{CHANGES}{one.pk}/angre/", version="2")

        one.refresh_from_db()
        assert one.name == "Andel som sykler til jobb"
        assert "angret siste endring" in page(planner, f"{LIST}{one.pk}/").lower()

    def test_what_has_changed_since_is_not_undone(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator()
        change(one, {"name": "Ny"}, user=None)
        change(one, {"name": "Nyere"}, user=None)

        shown = posted(planner, f"{CHANGES}{one.pk}/angre/", status=422, version="2")

        assert "endret siden du åpnet siden" in shown
        one.refresh_from_db()
        assert one.name == "Nyere"

    def test_what_is_new_can_not_be_undone(self, planner: Client, indicator: Builder) -> None:
        one = indicator()

        shown = posted(planner, f"{CHANGES}{one.pk}/angre/", status=422, version="1")

        assert "ingen endring å angre" in shown

    def test_two_who_change_different_fields_both_get_their_way(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator(**CYCLING)
        filled = self.filled(page(planner, f"{LIST}{one.pk}/rediger/"))
        change(one, {"source": "SSB"}, user=None)

        posted(planner, f"{LIST}{one.pk}/rediger/", **{**filled, "name": "Syklister"})

        said = Indicator.objects.get().said()
        assert (said.name, said.source) == ("Syklister", "SSB")

    def both_changed(self, planner: Client, one: Indicator) -> dict[str, str]:
        """Two have changed the name, the second one the unit, too; the form as shown again."""
        filled = self.filled(page(planner, f"{LIST}{one.pk}/rediger/"))
        change(one, {"name": "Deres navn", "source": "Deres kilde"}, user=None)
        mine = {**filled, "name": "Mitt navn", "definition": "Min forklaring"}

        shown = posted(planner, f"{LIST}{one.pk}/rediger/", status=422, **mine)

        assert "Deres navn" in shown and shown.count("Mitt navn") == 2
        assert Indicator.objects.get().name == "Deres navn"
        return self.filled(shown)

    def test_two_who_change_the_same_the_second_takes_ones_own(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator(**CYCLING)
        again = self.both_changed(planner, one)

        posted(planner, f"{LIST}{one.pk}/rediger/", **{**again, "choose-name": "mine"})

        said = Indicator.objects.get().said()
        assert (said.name, said.definition, said.source) == (
            "Mitt navn", "Min forklaring", "Deres kilde",
        )  # fmt: skip

    def test_two_who_change_the_same_the_second_takes_the_others(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator(**CYCLING)
        again = self.both_changed(planner, one)

        posted(planner, f"{LIST}{one.pk}/rediger/", **{**again, "choose-name": "theirs"})

        said = Indicator.objects.get().said()
        assert (said.name, said.definition) == ("Deres navn", "Min forklaring")

    def test_a_third_change_while_one_chooses_is_shown_again(
        self, planner: Client, indicator: Builder
    ) -> None:
        one = indicator(**CYCLING)
        again = self.both_changed(planner, one)
        change(one, {"name": "Et tredje navn"}, user=None)

        shown = posted(
            planner, f"{LIST}{one.pk}/rediger/", status=422, **{**again, "choose-name": "mine"}
        )

        assert "Et tredje navn" in shown
        assert Indicator.objects.get().name == "Et tredje navn"

    def test_it_is_deleted_and_restored(self, planner: Client, indicator: Builder) -> None:
        one = indicator()
        posted(planner, f"{LIST}{one.pk}/slett/")
        assert "Antall boliger" not in page(planner, LIST)
        assert "Antall boliger" in page(planner, f"{LIST}?slettet=1")
        assert "er slettet" in page(planner, f"{LIST}{one.pk}/")
        page(planner, f"{LIST}{one.pk}/rediger/", status=404)
        page(planner, f"{LIST}{one.pk}/verdi/", status=404)

        posted(planner, f"{CHANGES}{one.pk}/gjenopprett/")

        assert "Antall boliger" in page(planner, LIST)
        whats = list(Change.objects.order_by("pk").values_list("what", flat=True))
        assert whats == ["made", "deleted", "restored"]

    def test_what_is_deleted_is_not_for_readers(
        self, client: Client, reader: User, indicator: Builder
    ) -> None:
        one = indicator()
        delete(one, user=None, now=MADE_AT)
        client.force_login(reader)

        page(client, f"{LIST}{one.pk}/", status=404)
        assert "Antall boliger" not in page(client, f"{LIST}?slettet=1")

    def filled(self, shown: str) -> dict[str, str]:
        """What a browser would send of the form on a page."""
        form = re.search(r'<form class="form indicator-form".*?</form>', shown)
        assert form is not None
        html = form[0].replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'")
        found = dict(re.findall(r'<input [^>]*?name="([^"]*)" [^>]*?value="([^"]*)"', html))
        found |= dict(re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)', html))
        for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', html):
            chosen = re.search(r'value="([^"]*)" selected', options)
            found[name] = chosen[1] if chosen is not None else ""
        return {name: text for name, text in found.items() if not name.startswith("choose-")}

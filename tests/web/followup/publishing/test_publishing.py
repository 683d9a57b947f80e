"""What a publication carries of the follow-up: what was chosen, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from ledetraad.errors import Phrase
from ledetraad.followup.status import ElementState, MeasureStatus
from ledetraad.publish.followup.model import FollowUp
from ledetraad.web.followup.figures.models import Feed
from ledetraad.web.followup.models import (
    Indicator,
    Measure,
    Observation,
    ReportingPeriod,
    StatusReport,
)
from ledetraad.web.followup.publishing.demo import publish_example
from ledetraad.web.followup.publishing.form import TICKS
from ledetraad.web.followup.publishing.gather import follow_up_of
from ledetraad.web.followup.reporting.services.period_lock import lock
from ledetraad.web.followup.standings.services.judge import withdraw
from ledetraad.web.history.recording import change, delete, make
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_publish import publish
from tests.web.conftest import MORNING
from tests.web.followup.publishing.conftest import Followed
from tests.web.followup.publishing.pages import SECRETS, page

EVERYTHING: dict[str, Any] = dict.fromkeys(TICKS, True)


def carried(followed: Followed, **chosen: Any) -> FollowUp:
    if chosen:
        followed.choose(**chosen)
    publication = publish(followed.plan, user=None, now=MORNING)
    found = publication.snapshot().follow_up
    assert found is not None
    return found


class TestNothingChosen:
    def test_a_publication_is_as_it_would_be_without_any(self, followed: Followed) -> None:
        publication = publish(followed.plan, user=None, now=MORNING)

        assert b"follow_up" not in bytes(publication.data)

    def test_nor_does_an_empty_choice_leave_a_trace(self, followed: Followed) -> None:
        followed.choose(status=True)
        publication = publish(followed.plan, user=None, now=MORNING)

        assert b"follow_up" not in bytes(publication.data)


class TestEverythingChosen:
    def test_measures(self, followed: Followed) -> None:
        (measure,) = carried(followed, **EVERYTHING).measures

        assert (measure.number, measure.name, measure.unit) == (1, "Sykkelvei", "Vei")
        assert measure.status is MeasureStatus.DELAYED
        assert measure.deadline == date(2027, 10, 31)
        assert measure.serves == (followed.strategy,)
        assert [one.amount for one in measure.money] == [1_200_000]

    def test_indicators_have_the_value_that_holds(self, followed: Followed) -> None:
        (indicator,) = carried(followed, **EVERYTHING).indicators

        assert [str(one.value) for one in indicator.values] == ["12"]
        assert indicator.judgement == "not_approved"

    def test_fetched_values_say_what_the_source_says_of_them(self, followed: Followed) -> None:
        merged = Phrase("Merged in %(year)s: %(old)s became %(new)s.", year=2020, old="1", new="2")
        indicator = Indicator.objects.get(municipality=followed.plan.municipality)
        year = Observation.objects.filter(indicator=indicator).latest("measured").measured.year
        Feed.objects.create(
            municipality=indicator.municipality,
            indicator=indicator,
            document={},
            told={
                "breaks": [year],
                "unrevised": [year, year - 1],
                "notes": ["Brudd i tidsserien.", "Kan vises."],
                "must_show": ["Brudd i tidsserien."],
                "joints": [merged.kept()],
                # so were the changes of municipalities kept twice before
                "notices": [merged.kept(), Phrase("The table has ended.").kept()],
            },
        )

        (told,) = carried(followed, **EVERYTHING).indicators

        assert [(one.broken, one.unrevised) for one in told.values] == [(True, True)]
        assert told.notes == ("Brudd i tidsserien.",)
        assert [one.said(str) for one in told.joined] == ["Merged in 2020: 1 became 2."]
        assert told.fetched is not None
        assert [one.said(str) for one in told.fetched.said()] == [
            "Merged in 2020: 1 became 2.",
            "The table has ended.",
        ]

    def test_states_are_with_a_persons_judgement(self, followed: Followed) -> None:
        told = carried(followed, **EVERYTHING)
        (own,) = (one for one in told.states if one.element == followed.strategy)

        assert own.state is ElementState.AT_RISK
        assert own.computed is ElementState.OFF_TRACK
        assert own.judged == "Snart ferdig."

    def test_the_day_and_the_period(self, followed: Followed, period: ReportingPeriod) -> None:
        told = carried(followed, **EVERYTHING, period=period.pk)

        assert told.as_of == MORNING.date()
        assert told.period == "1. tertial 2026"

    @pytest.mark.parametrize("secret", SECRETS)
    def test_what_is_never_published_is_not(self, followed: Followed, secret: str) -> None:
        followed.choose(**EVERYTHING)
        publication = publish(followed.plan, user=None, now=MORNING)

        assert secret.encode() not in bytes(publication.data)

    def test_what_is_learnt_later_changes_nothing(self, followed: Followed) -> None:
        followed.choose(**EVERYTHING)
        publication = publish(followed.plan, user=None, now=MORNING)
        followed.measure("Ny sykkelvei")
        publication.refresh_from_db()

        told = publication.snapshot().follow_up
        assert told is not None
        assert [one.name for one in told.measures] == ["Sykkelvei"]


class TestALockedPeriod:
    @pytest.fixture
    def told(self, followed: Followed, period: ReportingPeriod, publisher: User) -> FollowUp:
        """What is carried for a period that was locked before much was changed."""
        measure = Measure.objects.get(name="Sykkelvei")
        indicator = Indicator.objects.get(name="Andel som sykler")
        make(
            StatusReport(municipality=followed.plan.municipality, period=period, measure=measure),
            {"status": "on_schedule", "state": "submitted"},
            user=None,
        )
        lock(period, user=publisher, now=timezone.now())
        change(measure, {"name": "Gang- og sykkelvei", "status": "done"}, user=None)
        change(indicator, {"desired": "≥ 5", "accepted": ""}, user=None)
        Observation.objects.create(
            indicator=indicator,
            period="2026",
            measured=date(2026, 12, 31),
            value=Decimal(30),
            by_name="Kari",
        )
        followed.measure("Ny sykkelvei")
        followed.indicator("Ny indikator")
        withdraw(followed.plan, followed.strategy, user=None, now=timezone.now())
        return carried(followed, **EVERYTHING, period=period.pk)

    def test_measures_are_as_they_were_reported(self, told: FollowUp) -> None:
        assert [(one.name, one.status) for one in told.measures] == [
            ("Sykkelvei", MeasureStatus.ON_SCHEDULE)
        ]
        assert told.measures[0].unit == "Vei"
        assert [one.amount for one in told.measures[0].money] == [1_200_000]

    def test_indicators_are_as_they_were_then(self, told: FollowUp) -> None:
        (indicator,) = told.indicators

        assert [(one.period, str(one.value)) for one in indicator.values] == [("2025", "12")]
        assert (indicator.desired, indicator.judgement) == ("≥ 20", "not_approved")

    def test_states_are_as_they_were_then(self, told: FollowUp, followed: Followed) -> None:
        (own,) = (one for one in told.states if one.element == followed.strategy)

        assert (own.state, own.computed) == (ElementState.AT_RISK, ElementState.OFF_TRACK)
        assert own.judged == "Snart ferdig."

    def test_it_is_of_the_day_that_it_was_locked(self, told: FollowUp) -> None:
        assert (told.as_of, told.period) == (timezone.localdate(), "1. tertial 2026")
        assert told.locked

    def test_what_was_deleted_since_is_there_and_what_was_made_or_deleted_before_is_not(
        self, followed: Followed, period: ReportingPeriod, publisher: User
    ) -> None:
        delete(followed.measure("Slettet før"), user=None, now=timezone.now())
        lock(period, user=publisher, now=timezone.now())
        delete(Measure.objects.get(name="Sykkelvei"), user=None, now=timezone.now())
        delete(Indicator.objects.get(name="Andel som sykler"), user=None, now=timezone.now())

        told = carried(followed, **EVERYTHING, period=period.pk)

        assert [one.name for one in told.measures] == ["Sykkelvei"]
        assert [one.name for one in told.indicators] == ["Andel som sykler"]

    def test_a_measure_that_was_not_asked_for_is_taken_from_the_history(
        self, followed: Followed, period: ReportingPeriod, publisher: User
    ) -> None:
        later = followed.measure("Begynner i 2030", start="2030-01-01", deadline="2031-01-01")
        lock(period, user=publisher, now=timezone.now())
        change(later, {"name": "Begynner i 2029", "deadline": "2030-01-01"}, user=None)

        told = carried(followed, **EVERYTHING, period=period.pk)

        assert [(one.name, one.deadline) for one in told.measures[1:]] == [
            ("Begynner i 2030", date(2031, 1, 1))
        ]

    def test_the_number_of_queries_does_not_grow(
        self,
        followed: Followed,
        period: ReportingPeriod,
        publisher: User,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for n in range(30):
            followed.measure(f"Tiltak {n}", start="2030-01-01" if n % 2 else None)
            followed.indicator(f"Indikator {n}")
        lock(period, user=publisher, now=timezone.now())
        followed.choose(**EVERYTHING, period=period.pk)
        plan = followed.plan.latest().plan()

        with django_assert_max_num_queries(24):
            follow_up_of(followed.plan, plan, timezone.now())


class TestPartsLeftOut:
    @pytest.mark.parametrize(
        ("part", "trace"),
        [
            ("status", '"delayed"'),
            ("deadline", "2027-10-31"),
            ("unit", '"Vei"'),
            ("money", "1200000"),
            ("judgement", "≥ 20"),
            ("reasons", "Snart ferdig"),
            ("indicators", "Andel som sykler"),
        ],
    )
    def test_it_is_not_in_the_snapshot(self, followed: Followed, part: str, trace: str) -> None:
        told = carried(followed, **{**EVERYTHING, part: False}).model_dump_json()

        assert trace not in told

    def test_measures_that_are_not_published_are_not_named_as_reasons(
        self, followed: Followed
    ) -> None:
        told = carried(followed, states=True, reasons=True)

        assert "Sykkelvei" not in told.model_dump_json()
        assert "Andel som sykler" not in told.model_dump_json()


class TestWhatBelongs:
    def test_deleted_things_do_not(self, followed: Followed) -> None:
        for one in (Measure.objects.get(), Indicator.objects.get()):
            delete(one, user=None, now=datetime.now(UTC))

        told = carried(followed, **EVERYTHING)
        assert (told.measures, told.indicators) == ((), ())

    def test_nor_does_what_serves_something_else(self, followed: Followed) -> None:
        make(Measure(municipality=followed.plan.municipality), {"name": "Løst"}, user=None)
        followed.indicator("På et tiltak", plan=None, element=None, measure=None)

        told = carried(followed, **EVERYTHING)
        assert [one.name for one in told.measures] == ["Sykkelvei"]
        assert [one.name for one in told.indicators] == ["Andel som sykler"]

    def test_an_indicator_of_a_published_measure_does(self, followed: Followed) -> None:
        measure = Measure.objects.get()
        followed.indicator("Meter sykkelvei", plan=None, element=None, measure=measure.pk)

        told = carried(followed, **EVERYTHING)
        assert [(one.name, one.measure) for one in told.indicators][1:] == [("Meter sykkelvei", 1)]

    def test_another_plans_do_not(self, followed: Followed, example: Any) -> None:
        other = WorkingCopy.objects.create(
            municipality=followed.plan.municipality, slug="annen", title="Annen"
        )
        serves = [{"plan": other.pk, "element": followed.strategy}]
        make(
            Measure(municipality=other.municipality),
            {"name": "I en annen plan", "serves": serves},
            user=None,
        )

        assert [one.name for one in carried(followed, **EVERYTHING).measures] == ["Sykkelvei"]


class TestPages:
    def test_the_served_pages_tell_of_it(self, client: Client, followed: Followed) -> None:
        carried(followed, **EVERYTHING)

        own = page(client, f"/plan/asker/en/e/{followed.strategy}.html")
        assert "Sykkelvei" in own
        assert "At risk, because Snart ferdig (by the rule: off track" in own
        assert "Sykkelvei" in page(client, "/plan/asker/en/tiltak/1.html")
        page(client, "/plan/asker/tiltak/2.html", status=404)

    def test_figures_of_the_demonstration_are_called_examples(
        self, followed: Followed, settings: Settings
    ) -> None:
        settings.DEMO = True

        assert carried(followed, **EVERYTHING).examples

    def test_others_are_not(self, followed: Followed) -> None:
        assert not carried(followed, **EVERYTHING).examples


class TestDemonstration:
    def test_it_is_published_once_with_everything(self, followed: Followed) -> None:
        publish(followed.plan, user=None, now=MORNING)
        for _ in range(2):
            publish_example(followed.plan, now=MORNING)

        newest, before = followed.plan.publication_set.all()
        assert before.snapshot().follow_up is None
        told = newest.snapshot().follow_up
        assert told is not None
        assert set(told.shown) == set(TICKS)


class TestQueries:
    @pytest.mark.parametrize("more", [2, 30])
    def test_they_do_not_grow_with_what_is_published(
        self,
        followed: Followed,
        more: int,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        followed.choose(**EVERYTHING)
        for place in range(more):
            followed.measure(f"Tiltak {place}", money=[])
            indicator = followed.indicator(f"Indikator {place}")
            Observation.objects.create(
                indicator=indicator, period="2025", measured=date(2025, 12, 31), value=place
            )
        plan = followed.plan.latest().plan()

        with django_assert_max_num_queries(24):
            told = follow_up_of(followed.plan, plan, MORNING)

        assert told is not None
        assert len(told.measures) == len(told.indicators) == more + 1

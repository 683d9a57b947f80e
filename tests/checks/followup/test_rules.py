"""What the follow-up is missing: each rule's own example, and where it keeps quiet."""

from __future__ import annotations

from datetime import date

import pytest

from ledetraad.checks.followup.run import FOLLOWUP_RULES, lacks
from ledetraad.checks.followup.seen import About, IndicatorSeen, Lack, Seen
from ledetraad.followup.freshness import Frequency
from ledetraad.i18n import catalogue
from ledetraad.plan.finding import RuleDoc
from tests.checks.followup.outline import PLAN, TODAY, seen

each_rule = pytest.mark.parametrize("doc", FOLLOWUP_RULES, ids=lambda doc: doc.code)


def found(code: str, outline: str) -> list[Lack]:
    return [lack for lack in lacks(seen(outline)) if lack.code == code]


@each_rule
def test_the_bad_example_is_found_by_a_kind_sentence_and_names_the_field_that_mends_it(
    doc: RuleDoc,
) -> None:
    told = found(doc.code, doc.bad)

    assert told
    for lack in told:
        assert lack.finding.severity is doc.severity
        assert lack.finding.message().endswith("?")
        assert "%(" not in lack.finding.message()
        assert lack.mend


@each_rule
def test_the_good_example_is_not_found(doc: RuleDoc) -> None:
    assert found(doc.code, doc.good) == []


def test_a_plan_that_nobody_follows_up_yet_is_not_told_of() -> None:
    outline = "Delmål: Alle barn lærer å lese.\n  Strategi: Kommunen skal låne ut bøker."

    assert lacks(seen(outline)) == ()


def test_an_indicator_on_a_strategy_counts_for_the_goal_above_it() -> None:
    assert not found(
        "LT501",
        """
        Delmål: Alle barn lærer å lese.
          Strategi: Kommunen skal låne ut bøker.
            Indikator: Utlån per barn
        """,
    )


def test_an_indicator_of_a_measure_counts_for_the_goal_that_the_measure_serves() -> None:
    assert not found(
        "LT501",
        """
        Delmål: Alle barn lærer å lese.
          Strategi: Kommunen skal låne ut bøker.
            Tiltak: Bokbuss
              Indikator: Utlån per barn
        """,
    )


def test_where_goals_have_nothing_under_them_the_goals_themselves_have_measures() -> None:
    told = found(
        "LT502",
        """
        Delmål: Alle barn lærer å lese.
          Tiltak: Bokbuss
        Delmål: Alle barn lærer å svømme.
        """,
    )

    assert [lack.key for lack in told] == ["line-2"]


def test_a_goal_is_taken_into_a_year_with_a_strategy_under_it() -> None:
    told = found(
        "LT503",
        """
        Delmål: Alle barn lærer å lese.
          Strategi: Kommunen skal låne ut bøker.
            Tatt inn i: 2027
        Delmål: Alle barn lærer å svømme.
          Strategi: Kommunen skal bygge svømmehall.
        """,
    )

    assert [lack.key for lack in told] == ["line-3", "line-4"]


@pytest.mark.parametrize("status", ["ferdig", "stanset"])
def test_what_is_ended_needs_no_owner_and_no_deadline(status: str) -> None:
    outline = f"Tiltak: Bokbuss | status: {status}"

    assert not found("LT511", outline)
    assert not found("LT512", outline)


def test_what_is_done_is_still_to_serve_something_but_what_was_stopped_is_not() -> None:
    assert found("LT513", "Tiltak: Bokbuss | status: ferdig")
    assert not found("LT513", "Tiltak: Bokbuss | status: stanset")


def test_a_measure_whose_goal_is_gone_is_asked_about_in_other_words() -> None:
    (never,) = found("LT513", "Tiltak: Bokbuss")
    (gone,) = found("LT513", "Tiltak: Bokbuss | borte: ja")

    assert never.finding.message() != gone.finding.message()
    assert never.sign != gone.sign


def test_a_measure_is_not_late_on_the_day_of_its_deadline() -> None:
    assert not found("LT514", "Tiltak: Bokbuss | frist: 1.9.2026 | status: i rute")
    assert found("LT514", "Tiltak: Bokbuss | frist: 31.8.2026 | status: i rute")


def test_a_new_deadline_that_has_gone_by_is_another_thing_to_settle() -> None:
    (before,) = found("LT514", "Tiltak: Bokbuss | frist: 1.6.2026 | status: i rute")
    (after,) = found("LT514", "Tiltak: Bokbuss | frist: 1.8.2026 | status: i rute")

    assert before.name == after.name
    assert before.sign != after.sign


def test_days_are_said_in_the_reader_s_language() -> None:
    (lack,) = found("LT514", "Tiltak: Bokbuss | frist: 1.6.2026 | status: i rute")

    assert "1. juni 2026" in lack.finding.message(catalogue("nb").gettext)


def test_a_measure_without_a_start_should_have_started_by_its_deadline() -> None:
    assert found("LT515", "Tiltak: Bokbuss | frist: 1.6.2026")
    assert not found("LT515", "Tiltak: Bokbuss | frist: 1.6.2027")


def test_an_indicator_that_is_new_this_year_needs_no_value_yet() -> None:
    assert found("LT522", "Indikator: Utlån | fra: 2025")
    assert not found("LT522", "Indikator: Utlån | fra: 2026")


def test_what_is_measured_now_and_then_never_grows_old() -> None:
    old = {"key": 1, "name": "Utlån", "aims": True, "measured": date(2015, 12, 31)}
    yearly = IndicatorSeen(**old, frequency=Frequency.YEAR)
    seldom = IndicatorSeen(**old, frequency=Frequency.SELDOM)

    assert "LT522" in {one.code for one in lacks(Seen(indicators=(yearly,), day=TODAY))}
    assert "LT522" not in {one.code for one in lacks(Seen(indicators=(seldom,), day=TODAY))}


def test_what_is_missing_about_a_measure_s_indicator_concerns_the_measure_s_plan() -> None:
    told = lacks(
        seen(
            """
            Strategi: Kommunen skal låne ut bøker.
              Tiltak: Bokbuss | enhet: Skole
                Indikator: Utlån per barn
            """
        )
    )

    about = [lack for lack in told if lack.about is About.INDICATOR]
    assert about
    assert all(lack.plans == {PLAN} for lack in about)

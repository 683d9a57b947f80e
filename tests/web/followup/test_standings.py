"""How a plan stands: by a rule that says why, and by people who say why they judge otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.followup.status import ElementState
from ledetraad.plan.model import Element
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import (
    ElementJudgement,
    Indicator,
    Measure,
    Observation,
    ReportingPeriod,
    StatusReport,
)
from ledetraad.web.followup.standing import standing
from ledetraad.web.followup.standings.services.judge import withdraw
from ledetraad.web.history.recording import change, delete, make
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.conftest import HERE

SignIn = Callable[..., Client]
Make = Callable[..., Measure]
STATUS = f"{HERE}status/asker/"


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


@pytest.fixture
def strategy(working_copy: WorkingCopy) -> Element:
    plan = working_copy.latest().plan()
    return next(one for one in plan.walk() if one.level == "strategy")


@pytest.fixture
def serving(
    working_copy: WorkingCopy, strategy: Element, a_measure: Make
) -> Callable[..., Measure]:
    def made(**values: object) -> Measure:
        return a_measure(serves=[{"plan": working_copy.pk, "element": strategy.id}], **values)

    return made


def state(working_copy: WorkingCopy, element: Element) -> ElementState:
    return standing(working_copy).state(element.id)


def test_a_strategy_stands_as_its_measures_go_and_says_which(
    signed_in: SignIn, serving: Make, strategy: Element, working_copy: WorkingCopy
) -> None:
    serving(name="Lyssette gangveien", status="delayed")
    serving(name="Asfaltere", status="on_schedule")

    assert state(working_copy, strategy) is ElementState.OFF_TRACK
    shown = body(signed_in(Role.READER), f"{STATUS}{strategy.id}/")
    assert "Lyssette gangveien" in shown.split("Hva det hviler på")[0]


def test_what_is_deleted_counts_no_more(
    serving: Make, strategy: Element, working_copy: WorkingCopy
) -> None:
    measure = serving(status="delayed")
    delete(measure, user=None, now=timezone.now())

    assert state(working_copy, strategy) is ElementState.NO_DATA


def test_an_indicator_that_is_not_approved_is_told_above(
    municipality: Municipality, working_copy: WorkingCopy
) -> None:
    plan = working_copy.latest().plan()
    theme = plan.elements[0]
    subgoal = next(one for one in theme.walk() if one.level == "subgoal")
    indicator = make(
        Indicator(municipality=municipality),
        {
            "name": "Andel",
            "desired": "≥ 75",
            "accepted": "70–74",
            "not_approved": "< 70",
            "plan": working_copy.pk,
            "element": subgoal.id,
        },
        user=None,
    )
    Observation.objects.create(
        indicator=indicator, period="2025", measured=date(2025, 12, 31), value=62
    )

    assert state(working_copy, subgoal) is ElementState.OFF_TRACK
    assert state(working_copy, theme) in {ElementState.AT_RISK, ElementState.OFF_TRACK}


def test_a_person_judges_otherwise_with_a_reason_and_both_are_shown(
    signed_in: SignIn, serving: Make, strategy: Element, working_copy: WorkingCopy
) -> None:
    serving(name="Lyssette gangveien", status="delayed")
    client = signed_in(Role.CONTROLLER)

    client.post(
        f"{STATUS}{strategy.id}/vurder/",
        {"op": "judge", "state": "on_track", "reason": "Tiltaket er overtatt av fylket."},
    )

    assert state(working_copy, strategy) is ElementState.ON_TRACK
    shown = body(client, f"{STATUS}{strategy.id}/")
    assert "Tiltaket er overtatt av fylket." in shown
    assert "Lyssette gangveien" in shown

    client.post(f"{STATUS}{strategy.id}/vurder/", {"op": "withdraw"})
    assert state(working_copy, strategy) is ElementState.OFF_TRACK
    assert "Tiltaket er overtatt av fylket." in body(client, f"{STATUS}{strategy.id}/")


@pytest.mark.parametrize(
    "said",
    [
        {"state": "on_track", "reason": "  "},
        {"state": "fint", "reason": "Fordi"},
        {"state": "no_data", "reason": "Fordi"},
        {"state": "on_track", "reason": "x" * 1001},
    ],
)
def test_a_judgement_without_a_reason_or_a_state_is_refused(
    signed_in: SignIn, strategy: Element, said: dict[str, str], working_copy: WorkingCopy
) -> None:
    response = signed_in(Role.CONTROLLER).post(f"{STATUS}{strategy.id}/vurder/", said)

    assert response.status_code == 422
    assert not ElementJudgement.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR, Role.LEADER])
def test_only_those_who_may_judge_do(
    signed_in: SignIn, strategy: Element, role: Role, working_copy: WorkingCopy
) -> None:
    client = signed_in(role)

    assert "vurder/" not in body(client, f"{STATUS}{strategy.id}/")
    said = {"state": "on_track", "reason": "Fordi"}
    assert client.post(f"{STATUS}{strategy.id}/vurder/", said).status_code == 404


def test_what_hangs_loose_is_shown_both_ways(
    signed_in: SignIn, a_measure: Make, serving: Make, strategy: Element
) -> None:
    serving(name="Lyssette gangveien")
    a_measure(name="Tiltak uten mål")

    client = signed_in(Role.READER)

    assert "regel=LT502" in body(client, STATUS)
    without_measure = body(client, f"{HERE}mangler/?plan=asker&regel=LT502")
    assert "86" in without_measure and strategy.id not in without_measure
    assert "Tiltak uten mål" in body(client, f"{HERE}mangler/?regel=LT513")


def reported(municipality: Municipality, part: int, measure: Measure, status: str) -> None:
    period, _ = ReportingPeriod.objects.get_or_create(
        municipality=municipality,
        name=f"{part}. tertial 2026",
        kind_of="tertial",
        year=2026,
        part=part,
        first=date(2026, 4 * part - 3, 1),
        last=date(2026, 4 * part, 28),
        due=date(2026, 4 * part, 28),
    )
    StatusReport.objects.create(
        municipality=municipality,
        period=period,
        measure=measure,
        state="submitted",
        status=status,
        document={"status": status},
    )


def test_the_meetings_page_says_what_is_red_and_what_has_changed(
    signed_in: SignIn, serving: Make, strategy: Element, municipality: Municipality
) -> None:
    late = serving(name="Lyssette gangveien", status="delayed")
    same = serving(name="Asfaltere", status="on_schedule")
    for part, status in ((1, "on_schedule"), (2, "delayed")):
        reported(municipality, part, late, status)
        reported(municipality, part, same, "on_schedule")

    shown = body(signed_in(Role.READER), f"{STATUS}mote/")

    red, moved = shown.split('id="red"')[1].split('id="moved"')
    assert strategy.words in red
    assert "Lyssette gangveien" in moved and "Asfaltere" not in moved


def test_the_meetings_page_is_whole_before_anything_is_reported(
    signed_in: SignIn, working_copy: WorkingCopy
) -> None:
    assert "<table" not in body(signed_in(Role.READER), f"{STATUS}mote/")


def test_another_municipalitys_plan_and_an_element_that_is_not_there_are_not_found(
    client: Client, signed_in: SignIn, stranger: User, working_copy: WorkingCopy, strategy: Element
) -> None:
    assert signed_in(Role.READER).get(f"{STATUS}finnesikke/").status_code == 404
    client.force_login(stranger)
    for address in (STATUS, f"{STATUS}mote/", f"{STATUS}{strategy.id}/"):
        assert client.get(address).status_code == 404
    theirs = "/oppfolging/eksempel-kommune/status/asker/"
    assert client.get(theirs).status_code == 404


def test_somebody_who_is_asked_for_nothing_begins_with_how_the_plans_stand(
    signed_in: SignIn, working_copy: WorkingCopy
) -> None:
    page = body(signed_in(Role.READER), HERE)

    assert f'href="{STATUS}"' in page
    assert f'href="{STATUS}mote/"' in page


def test_the_page_is_in_the_readers_language_and_the_plan_in_its_own(
    signed_in: SignIn, working_copy: WorkingCopy, strategy: Element
) -> None:
    browser = signed_in(Role.READER)
    browser.cookies["django_language"] = "en"

    page = body(browser, STATUS)

    assert '<html lang="en"' in page
    assert f'<span lang="nb">{strategy.words}</span>' in page


@pytest.mark.parametrize("count", [2, 80])
def test_a_plans_page_asks_as_many_questions_however_many_measures_there_are(
    signed_in: SignIn, serving: Make, django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        serving(name=f"Tiltak {number}", status="on_schedule")
    client = signed_in(Role.READER)

    with django_assert_max_num_queries(30):
        client.get(STATUS)
    with django_assert_max_num_queries(21):  # what has not changed is remembered
        client.get(STATUS)


def test_what_is_remembered_is_forgotten_when_anything_that_it_rests_on_changes(
    serving: Make, strategy: Element, working_copy: WorkingCopy
) -> None:
    measure = serving(status="delayed")
    assert state(working_copy, strategy) is ElementState.OFF_TRACK

    change(measure, {"status": "done"}, user=None)
    assert state(working_copy, strategy) is ElementState.ON_TRACK

    ElementJudgement.objects.create(
        plan=working_copy,
        element=strategy.id,
        state="at_risk",
        reason="Fordi",
        on=date(2026, 1, 1),
        by_name="kari",
    )
    assert state(working_copy, strategy) is ElementState.AT_RISK

    withdraw(working_copy, strategy.id, user=None, now=timezone.now())
    assert state(working_copy, strategy) is ElementState.ON_TRACK


def test_a_large_plan_opens_a_theme_at_a_time(
    signed_in: SignIn, working_copy: WorkingCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledetraad.web.followup.standings.views.WHOLE", 50)
    first, second = working_copy.latest().plan().elements[:2]
    client = signed_in(Role.READER)

    closed, opened = body(client, STATUS), body(client, f"{STATUS}?tema={second.id}")

    rows = [page.split("<tbody>")[1].split("</tbody>")[0] for page in (closed, opened)]
    assert rows[0].count("<tr") == 8
    assert rows[1].count("<tr") == 8 + len(list(second.walk())) - 1
    assert first.children[0].words not in rows[1]


def table(shown: str, key: str) -> list[list[str]]:
    """The rows of the table beside a chart, its head first."""
    part = (
        shown.split(f'aria-labelledby="{key}"')[1]
        .split("<table")[1]
        .split("</table>", maxsplit=1)[0]
    )
    rows = re.findall(r"<tr>(.*?)</tr>", part, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
    ]


@pytest.fixture
def reported_twice(municipality: Municipality, serving: Make, units: dict[str, Unit]) -> Measure:
    """A measure of the roads that was on schedule, then delayed, and is done now."""
    measure = serving(name="Gangvei", status="done", unit=units["roads"].pk)
    reported(municipality, 1, measure, "on_schedule")
    reported(municipality, 2, measure, "delayed")
    ReportingPeriod.objects.update(state="locked")
    return measure


def test_the_measures_of_a_plan_a_theme_a_unit_and_a_person_are_drawn_over_the_periods(
    signed_in: SignIn,
    reported_twice: Measure,
    working_copy: WorkingCopy,
    units: dict[str, Unit],
) -> None:
    client = signed_in(Role.READER)
    user = User.objects.get(username="reader-technical")
    change(reported_twice, {"person": user.pk}, user=None)
    theme, other = working_copy.latest().plan().elements[:2]

    for address in (
        STATUS,
        f"{STATUS}{theme.id}/",
        f"{HERE}status/enhet/{units['technical'].pk}/",
        f"{HERE}status/person/{user.pk}/",
    ):
        head, *rows = table(body(client, address), "by-status")
        assert head[1:] == ["✓ Ferdig", "▶ I rute", "! Forsinket", "Til sammen"], address
        assert rows[:-1] == [
            ["1. tertial 2026", "–", "1", "–", "1"],
            ["2. tertial 2026", "–", "–", "1", "1"],
        ]
        assert rows[-1][1:] == ["1", "–", "–", "1"]  # now
    assert 'id="by-status"' not in body(client, f"{STATUS}{other.id}/")
    assert 'id="by-status"' not in body(client, f"{HERE}status/enhet/{units['school'].pk}/")


def test_a_chart_is_named_and_told_for_those_who_do_not_see_it(
    signed_in: SignIn, reported_twice: Measure
) -> None:
    shown = body(signed_in(Role.READER), STATUS)

    svg = shown.split('class="share-chart"')[1].split("</svg>")[0]
    assert 'aria-labelledby="by-status-title by-status-said"' in svg
    assert "<title" in svg and "<desc" in svg
    assert "✓ 1" in svg and "! 1" in svg  # told apart by a mark, too


def test_a_report_that_is_not_handed_in_is_not_drawn(
    signed_in: SignIn, reported_twice: Measure
) -> None:
    StatusReport.objects.filter(status="delayed").update(state="draft")

    rows = table(body(signed_in(Role.READER), STATUS), "by-status")

    assert [row[0] for row in rows[1:-1]] == ["1. tertial 2026"]


def test_a_measure_that_serves_two_elements_is_counted_once(
    signed_in: SignIn, a_measure: Make, working_copy: WorkingCopy
) -> None:
    theme = working_copy.latest().plan().elements[0]
    both = [one.id for one in theme.walk() if one.level == "strategy"][:2]
    a_measure(status="done", serves=[{"plan": working_copy.pk, "element": one} for one in both])

    assert table(body(signed_in(Role.READER), STATUS), "by-status")[-1][-1] == "1"


def test_indicators_are_drawn_by_how_they_are_judged(
    signed_in: SignIn, municipality: Municipality, working_copy: WorkingCopy, strategy: Element
) -> None:
    for value in (80, 62, None):
        indicator = make(
            Indicator(municipality=municipality),
            {
                "name": f"Andel {value}",
                "desired": "≥ 75",
                "accepted": "70–74",
                "not_approved": "< 70",
                "plan": working_copy.pk,
                "element": strategy.id,
            },
            user=None,
        )
        if value is not None:
            Observation.objects.create(
                indicator=indicator, period="2025", measured=date(2025, 12, 31), value=value
            )

    assert table(body(signed_in(Role.READER), STATUS), "by-band")[-1][1:] == ["1", "1", "1", "3"]


def test_dashboards_lead_to_the_list_that_can_be_filtered_saved_and_fetched(
    signed_in: SignIn, reported_twice: Measure, a_measure: Make, units: dict[str, Unit]
) -> None:
    a_measure(name="Skolens", unit=units["school"].pk)
    client = signed_in(Role.READER)

    query = f"enhet={units['technical'].pk}"
    assert f"tiltak/?{query}" in body(client, f"{HERE}status/{query.replace('=', '/')}/")
    shown = body(client, f"{HERE}tiltak/?{query}")
    assert "Gangvei" in shown and "Skolens" not in shown
    user = User.objects.get(username="reader-technical")
    assert "Gangvei" not in body(client, f"{HERE}tiltak/?person={user.pk}")
    change(reported_twice, {"person": user.pk}, user=None)
    assert "Gangvei" in body(client, f"{HERE}tiltak/?person={user.pk}")

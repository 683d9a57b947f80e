"""Measures: written down, found again, changed by several at once, and never lost."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Attachment, Comment, Indicator, Measure, Observation
from ledetraad.web.history.recording import change, history, make
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.conftest import HERE

SignIn = Callable[..., Client]
Make = Callable[..., Measure]
LIST = f"{HERE}tiltak/"
CHANGES = "/oppfolging/asker-kommune/endringer/tiltak/"
FORM = {
    "name": "Lyssette gangveien langs elva",
    "why": "Flere skal gå trygt.",
    "kind": "investment",
    "financing": "new_money",
    "status": "not_started",
    "start": "1.3.26",
    "deadline": "31. desember 2027",
    "milestones-0-text": "Anbud ute",
    "milestones-0-due": "1.9.2026",
    "money-0-year": "2027",
    "money-0-kind": "investment",
    "money-0-amount": "1,2 mill.",
    "partners-0-name": "Velforeningen",
    "risks-0-text": "Ingen tilbydere",
    "risks-0-likelihood": "2",
    "risks-0-consequence": "4",
    "risks-0-status": "open",
}


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def an_element(working_copy: WorkingCopy, level: str = "strategy") -> str:
    found = next(one for one in working_copy.latest().plan().walk() if one.level == level)
    return f"{working_copy.pk}:{found.id}"


def test_a_measure_is_written_down_with_all_that_belongs_to_it(
    signed_in: SignIn, units: dict[str, Unit], working_copy: WorkingCopy
) -> None:
    client = signed_in(Role.PLANNER)
    element = an_element(working_copy)

    response = client.post(
        f"{LIST}ny/", {**FORM, "unit": str(units["roads"].pk), "serves": [element]}
    )

    assert response.headers["Location"] == f"{LIST}1/"
    said = Measure.objects.get().said()
    assert (said.start, said.deadline) == (
        timezone.datetime(2026, 3, 1).date(),
        timezone.datetime(2027, 12, 31).date(),
    )
    assert [one.amount for one in said.money] == [1_200_000]
    assert [f"{one.plan}:{one.element}" for one in said.serves] == [element]
    shown = body(client, f"{LIST}1/").replace("\xa0", " ")
    for words in ("1 200", "Velforeningen", "Ingen tilbydere", "Anbud ute", "middels risiko"):
        assert words in shown, words


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("name", "", "minst 1"),
        ("deadline", "i morgen", "i morgen"),
        ("deadline", "1.1.2020", "før"),
        ("money-0-amount", "1.234", "1 234"),
        ("money-0-amount", "mye", "mye"),
        ("unit", "99999", "kan ikke velges"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_what_was_typed_is_kept(
    signed_in: SignIn, field: str, text: str, told: str
) -> None:
    client = signed_in(Role.PLANNER)

    response = client.post(f"{LIST}ny/", {**FORM, field: text})

    shown = response.content.decode()
    assert response.status_code == 422
    assert f'id="{field}-problem"' in shown
    assert told in shown.replace("\xa0", " ")
    assert "Velforeningen" in shown
    assert not Measure.objects.exists()


def test_a_change_is_kept_with_who_and_what_it_said_before(
    signed_in: SignIn, a_measure: Make
) -> None:
    measure = a_measure(why="Før")
    client = signed_in(Role.CONTROLLER)

    client.post(f"{LIST}1/rediger/", {"name": measure.name, "why": "Etter", "version": "1",
                                      "kind": "assignment", "financing": "none",
                                      "status": "not_started"})  # fmt: skip

    last = history(measure).first()
    assert last.fields == {"why": ["Før", "Etter"]}
    assert last.by_name == "controller-technical"
    assert "Før" in body(client, f"{LIST}1/")


def test_two_who_change_different_fields_both_get_their_way(
    signed_in: SignIn, a_measure: Make
) -> None:
    measure = a_measure(why="Før")
    client = signed_in(Role.CONTROLLER)
    same = {"kind": "assignment", "financing": "none", "status": "not_started", "version": "1"}

    client.post(f"{LIST}1/rediger/", {**same, "name": measure.name, "why": "Ny grunn"})
    client.post(f"{LIST}1/rediger/", {**same, "name": "Nytt navn", "why": "Før"})

    measure.refresh_from_db()
    assert (measure.name, measure.why) == ("Nytt navn", "Ny grunn")


def test_two_who_change_the_same_field_are_shown_both_texts_and_choose(
    signed_in: SignIn, a_measure: Make
) -> None:
    measure = a_measure(why="Før")
    client = signed_in(Role.CONTROLLER)
    same = {"name": measure.name, "kind": "assignment", "financing": "none",
            "status": "not_started", "version": "1"}  # fmt: skip
    client.post(f"{LIST}1/rediger/", {**same, "why": "Den første"})

    second = client.post(f"{LIST}1/rediger/", {**same, "why": "Den andre"})

    shown = second.content.decode()
    assert second.status_code == 422
    assert "Den første" in shown and "Den andre" in shown
    measure.refresh_from_db()
    assert measure.why == "Den første"

    client.post(
        f"{LIST}1/rediger/", {**same, "why": "Den andre", "seen": "2", "choose-why": "mine"}
    )
    measure.refresh_from_db()
    assert measure.why == "Den andre"


def test_the_last_change_is_undone_with_all_that_belongs_to_the_measure(
    signed_in: SignIn, a_measure: Make
) -> None:
    measure = a_measure(milestones=[{"text": "Anbud ute"}])
    client = signed_in(Role.CONTROLLER)
    client.post(
        f"{LIST}1/rediger/",
        {"name": measure.name, "kind": "assignment", "financing": "none",
         "status": "not_started", "version": "1", "milestones-0-text": "Noe annet"},
    )  # fmt: skip

    own = f"{CHANGES}{measure.pk}/"
    client.post(f"{own}angre/", {"version": "2"})

    assert [one.text for one in Measure.objects.get().said().milestones] == ["Anbud ute"]
    assert client.post(f"{own}angre/", {"version": "3"}).status_code == 422


def test_what_is_deleted_is_out_of_the_list_and_can_be_restored(
    signed_in: SignIn, a_measure: Make
) -> None:
    measure = a_measure()
    client = signed_in(Role.CONTROLLER)

    client.post(f"{LIST}1/slett/")
    assert "Lyssette" not in body(client, LIST)
    assert "Lyssette" in body(client, f"{LIST}?slettet=1")

    client.post(f"{CHANGES}{measure.pk}/gjenopprett/")
    assert "Lyssette" in body(client, LIST)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ord=skole", ["Bygge skole"]),
        ("tilstand=delayed", ["Bygge skole"]),
        ("forsinket=1", ["Asfaltere"]),
        ("uten=1", ["Asfaltere", "Bygge skole"]),
        ("sorter=navn", ["Asfaltere", "Bygge skole", "Lyssette"]),
        ("slag=investment", ["Lyssette"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(
    signed_in: SignIn, a_measure: Make, working_copy: WorkingCopy, query: str, found: list[str]
) -> None:
    plan, element = an_element(working_copy).split(":")
    a_measure(name="Lyssette", kind="investment", serves=[{"plan": int(plan), "element": element}])
    a_measure(name="Bygge skole", status="delayed")
    a_measure(name="Asfaltere", deadline=timezone.localdate() - timedelta(days=1))

    shown = body(signed_in(Role.READER), f"{LIST}?{query}").split("<tbody>")[1]

    positions = [shown.find(name) for name in ("Asfaltere", "Bygge skole", "Lyssette")]
    assert [
        name
        for _, name in sorted(zip(positions, ("Asfaltere", "Bygge skole", "Lyssette"), strict=True))
        if name in shown
    ] == sorted(found, key=shown.find)
    assert all((name in shown) == (name in found) for name in ("Asfaltere", "Bygge skole",
                                                               "Lyssette"))  # fmt: skip


def test_a_unit_with_those_under_it_is_chosen(
    signed_in: SignIn, a_measure: Make, units: dict[str, Unit]
) -> None:
    a_measure(name="Asfaltere", unit=units["roads"].pk)
    a_measure(name="Male klasserom", unit=units["school"].pk)

    shown = body(signed_in(Role.READER), f"{LIST}?enhet={units['technical'].pk}")

    assert "Asfaltere" in shown
    assert "Male klasserom" not in shown


def test_what_is_seen_is_fetched_as_excel_and_text_is_never_a_formula(
    signed_in: SignIn, a_measure: Make
) -> None:
    a_measure(name="=1+1", money=[{"year": 2027, "kind": "operations", "amount": 250_000}])
    a_measure(name="Bygge skole", status="delayed")

    response = signed_in(Role.READER).get(f"{LIST}liste.xlsx?tilstand=not_started")

    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    heads, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert heads[-1] == "2027 (kroner)"
    assert (row[1], row[-1]) == ("=1+1", 250_000)
    assert sheet.cell(2, 2).data_type == "s"


@pytest.mark.parametrize("count", [3, 60])
def test_the_list_asks_as_many_questions_however_long_it_is(
    signed_in: SignIn,
    a_measure: Make,
    units: dict[str, Unit],
    working_copy: WorkingCopy,
    django_assert_max_num_queries: Any,
    count: int,
) -> None:
    plan, element = an_element(working_copy).split(":")
    for number in range(count):
        a_measure(
            name=f"Tiltak {number}",
            unit=units["roads"].pk,
            serves=[{"plan": int(plan), "element": element}],
        )
    client = signed_in(Role.READER)

    with django_assert_max_num_queries(15):
        client.get(LIST)
    with django_assert_max_num_queries(20):
        client.get(f"{LIST}liste.xlsx")


def test_colleagues_comment_and_take_their_own_comment_away(
    signed_in: SignIn, a_measure: Make
) -> None:
    a_measure()
    client = signed_in(Role.CONTRIBUTOR)
    client.post(f"{LIST}1/kommentar/", {"text": "Husk grunneierne."})
    assert "Husk grunneierne." in body(client, f"{LIST}1/")
    theirs = f"{LIST}1/kommentar/{Comment.objects.get().pk}/slett/"

    assert signed_in(Role.CONTROLLER).post(theirs).status_code == 404
    signed_in(Role.CONTRIBUTOR).post(theirs)

    assert theirs.replace("slett", "gjenopprett") in body(client, f"{LIST}1/")
    assert "Husk grunneierne." not in body(signed_in(Role.CONTROLLER), f"{LIST}1/")


def test_a_file_is_put_to_a_measure_and_is_always_one_to_keep(
    signed_in: SignIn, a_measure: Make
) -> None:
    a_measure()
    client = signed_in(Role.CONTROLLER)
    client.post(
        f"{LIST}1/fil/", {"file": SimpleUploadedFile("kart.html", b"<script>alert(1)</script>")}
    )

    put = f"{LIST}1/fil/{Attachment.objects.get().pk}/"
    response = client.get(put)

    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    client.post(f"{put}slett/")
    assert client.get(put).status_code == 404


@pytest.mark.parametrize(
    ("role", "own", "other"),
    [
        (Role.READER, 404, 404),
        (Role.CONTRIBUTOR, 404, 404),
        (Role.LEADER, 200, 404),
        (Role.CONTROLLER, 200, 200),
        (Role.PLANNER, 200, 200),
        (Role.ADMINISTRATOR, 200, 200),
    ],
)
def test_measures_are_changed_by_those_who_may_in_their_own_units(
    signed_in: SignIn, a_measure: Make, units: dict[str, Unit], role: Role, own: int, other: int
) -> None:
    a_measure(unit=units["roads"].pk)
    a_measure(unit=units["school"].pk)
    client = signed_in(role)

    assert client.get(f"{LIST}1/rediger/").status_code == own
    assert client.get(f"{LIST}2/rediger/").status_code == other
    assert client.post(f"{LIST}2/slett/").status_code == (302 if other == 200 else 404)
    assert client.get(f"{LIST}1/").status_code == 200


def test_a_leader_gives_no_measure_to_a_unit_of_others_or_to_none(
    signed_in: SignIn, units: dict[str, Unit]
) -> None:
    client = signed_in(Role.LEADER)

    for unit in (str(units["school"].pk), ""):
        assert client.post(f"{LIST}ny/", {**FORM, "unit": unit}).status_code == 422
    assert client.post(f"{LIST}ny/", {**FORM, "unit": str(units["roads"].pk)}).status_code == 302


def test_another_municipalitys_measures_are_not_there(
    client: Client, a_measure: Make, stranger: User, municipality: Municipality
) -> None:
    a_measure()
    client.force_login(stranger)

    for address in ("", "1/", "1/rediger/", "liste.xlsx", "ny/"):
        assert client.get(f"{LIST}{address}").status_code == 404, address
    theirs = "/oppfolging/eksempel-kommune/tiltak/"
    assert client.get(f"{theirs}1/").status_code == 404
    assert "Lyssette" not in client.get(theirs).content.decode()


def test_its_indicators_are_shown_with_their_newest_value_and_how_old_it_is(
    signed_in: SignIn, a_measure: Make
) -> None:
    measure = a_measure()
    said = {"name": "Syklister", "measure_unit": "%", "measure": measure.pk}
    indicator = make(Indicator(municipality=measure.municipality), said, user=None)
    Observation.objects.create(
        indicator=indicator, period="2019", measured=date(2019, 12, 31), value=12
    )
    make(Indicator(municipality=measure.municipality), said | {"name": "Nye"}, user=None)

    shown = body(signed_in(Role.READER), f"{LIST}1/").split('id="indicators"')[1]

    assert re.search(r"Syklister</a>: <strong>12.%</strong> \(2019\).*år.*en nyere mangler", shown)
    assert re.search(r"Nye</a> <span class=\"label\">ingen ennå", shown)


def test_history_tells_all_of_a_partner_and_a_risk(signed_in: SignIn, a_measure: Make) -> None:
    partner = {"name": "Bane", "agreement": "Leie", "until": "2027-01-01"}
    risk = {"text": "Ras", "likelihood": 2, "consequence": 5, "owner": "Geolog", "status": "open"}
    measure = a_measure(partners=[partner], risks=[risk])
    gone = {"agreement": "Kjøp", "until": None}
    after = {"mitigation": "Sikre", "status": "handled"}
    change(measure, {"partners": [partner | gone], "risks": [risk | after]}, user=None)

    shown = body(signed_in(Role.READER), f"{LIST}1/")

    assert "<del>Bane (Leie, 1. januar 2027)</del> → <ins>Bane (Kjøp)</ins>" in shown
    assert "<ins>Ras (2 × 5, håndtert, Geolog, Sikre)</ins>" in shown

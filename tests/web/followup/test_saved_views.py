"""Views of lists: saved under a name, shared by those who may, begun with, deleted and undone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Measure, SavedView
from ledetraad.web.history.recording import change, history
from tests.web.followup.conftest import HERE

SignIn = Callable[..., Client]
Make = Callable[..., Measure]
VIEWS = f"{HERE}visninger/"
MEASURES = f"{HERE}tiltak/"
LATE = "forsinket=1&sorter=frist"


def save(client: Client, **said: str) -> int:
    form = {"list": "tiltak", "name": "Forsinket", "query": LATE, **said}
    return client.post(f"{VIEWS}ny/", form).status_code


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def offered(client: Client, of: str = "tiltak") -> list[str]:
    """The views that are offered above a list."""
    nav = body(client, f"{HERE}{of}/?alle=1").split('class="saved"')[1].split("</nav>")[0]
    links = re.findall(r'href="[^"]*\?([^"]*)"', nav)
    return [one.replace("&amp;", "&") for one in links if one != "alle=1"]


@pytest.mark.parametrize(
    ("of", "query"),
    [
        ("tiltak", LATE),
        ("indikatorer", "vurdering=not_approved&gammel=1&sorter=alder"),
        ("mangler", "regel=LT512&avgjort=1"),
    ],
)
def test_what_is_seen_of_a_list_is_saved_and_offered_again(
    signed_in: SignIn, of: str, query: str
) -> None:
    client = signed_in(Role.READER)

    response = client.post(f"{VIEWS}ny/", {"list": of, "name": "Min", "query": query})

    assert response.headers["Location"] == f"{HERE}{of}/?{query}"
    assert offered(client, of) == [query]
    assert 'aria-current="true">Min' in body(client, f"{HERE}{of}/?{query}")


def test_what_makes_no_sense_is_left_out_of_a_view(signed_in: SignIn) -> None:
    client = signed_in(Role.READER)

    save(client, query="forsinket=1&side=7&tilstand=x&ny=</a>")

    assert offered(client) == ["forsinket=1"]


def test_saving_under_the_same_name_changes_the_view(signed_in: SignIn) -> None:
    client = signed_in(Role.READER)
    save(client)

    save(client, query="uten=1")

    assert offered(client) == ["uten=1"]
    assert [one.what for one in history(SavedView.objects.get())] == ["changed", "made"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_view_needs_a_name_that_fits_and_what_was_chosen_is_kept(
    signed_in: SignIn, name: str
) -> None:
    client = signed_in(Role.READER)

    response = client.post(f"{VIEWS}ny/", {"list": "tiltak", "name": name, "query": LATE})

    assert response.status_code == 422
    shown = response.content.decode()
    assert 'aria-invalid="true"' in shown and 'value="forsinket=1&amp;sorter=frist"' in shown
    assert not SavedView.objects.exists()
    assert client.post(f"{VIEWS}ny/", {"list": "tiltak"}).status_code == 422


def test_a_list_begins_with_the_view_that_was_chosen_until_all_is_asked_for(
    signed_in: SignIn, a_measure: Make
) -> None:
    a_measure(name="Sen", deadline=date(2020, 1, 1))
    a_measure(name="Uten frist")
    client = signed_in(Role.READER)

    save(client, standard="1")

    assert client.get(MEASURES).headers["Location"] == f"{MEASURES}?{LATE}"
    assert "Uten frist" not in body(client, f"{MEASURES}?{LATE}")
    assert "Uten frist" in body(client, f"{MEASURES}?alle=1")
    client.post(f"{VIEWS}standard/", {"list": "tiltak"})
    assert client.get(MEASURES).status_code == 200


def test_one_s_standard_is_nobody_else_s(signed_in: SignIn) -> None:
    save(signed_in(Role.CONTROLLER), shared="1", standard="1")

    assert signed_in(Role.READER).get(MEASURES).status_code == 200


def test_an_own_view_is_one_s_own_and_a_shared_one_is_everyones(signed_in: SignIn) -> None:
    save(signed_in(Role.CONTROLLER), name="Min")
    save(signed_in(Role.CONTROLLER), name="Vår", query="uten=1", shared="1")

    assert offered(signed_in(Role.READER)) == ["uten=1"]
    assert "controller-technical" in body(signed_in(Role.READER), VIEWS)


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.READER, False), (Role.LEADER, False), (Role.CONTROLLER, True), (Role.PLANNER, True)],
)
def test_only_those_who_follow_up_share_views(signed_in: SignIn, role: Role, may: bool) -> None:
    client = signed_in(role)

    assert ('name="shared"' in body(client, f"{MEASURES}?{LATE}")) is may
    assert save(client, shared="1") == (302 if may else 404)
    assert SavedView.objects.exists() is may


def test_others_views_cannot_be_seen_changed_or_deleted(signed_in: SignIn) -> None:
    save(signed_in(Role.CONTROLLER))
    pk = SavedView.objects.get().pk
    planner = signed_in(Role.PLANNER)

    for address in (f"{VIEWS}{pk}/", f"{VIEWS}{pk}/slett/", f"{VIEWS}{pk}/gjenopprett/"):
        assert planner.post(address, {"name": "Min"}).status_code == 404
    chosen = {"list": "tiltak", "view": str(pk)}
    assert planner.post(f"{VIEWS}standard/", chosen).status_code == 404


def test_a_reader_changes_no_shared_view_but_one_who_may_share_does(signed_in: SignIn) -> None:
    save(signed_in(Role.CONTROLLER), shared="1")
    view = SavedView.objects.get()
    form = {"name": "Over fristen", "query": LATE, "shared": "1", "version": "1"}

    assert signed_in(Role.READER).post(f"{VIEWS}{view.pk}/", form).status_code == 404
    assert signed_in(Role.PLANNER).post(f"{VIEWS}{view.pk}/", form).status_code == 302

    view.refresh_from_db()
    assert (view.name, view.owner.username) == ("Over fristen", "controller-technical")


def test_where_two_rename_a_shared_view_the_second_is_shown_both_and_chooses(
    signed_in: SignIn,
) -> None:
    client = signed_in(Role.CONTROLLER)
    save(client, shared="1")
    view = SavedView.objects.get()
    change(view, {"name": "Sene tiltak"}, user=None)

    form = {"name": "Over fristen", "query": LATE, "shared": "1", "version": "1", "seen": "1"}
    response = client.post(f"{VIEWS}{view.pk}/", form)

    assert response.status_code == 422
    assert "Sene tiltak" in response.content.decode()
    chosen = form | {"seen": str(view.version), "choose-name": "mine"}
    assert client.post(f"{VIEWS}{view.pk}/", chosen).status_code == 302
    view.refresh_from_db()
    assert view.name == "Over fristen"


def test_a_view_is_deleted_and_that_is_undone(signed_in: SignIn) -> None:
    client = signed_in(Role.READER)
    save(client, standard="1")
    pk = SavedView.objects.get().pk

    shown = client.post(f"{VIEWS}{pk}/slett/").content.decode()

    assert f"{VIEWS}{pk}/gjenopprett/" in shown
    assert offered(client) == []
    assert client.get(MEASURES).status_code == 200  # the list begins with all of it again
    client.post(f"{VIEWS}{pk}/gjenopprett/")
    assert offered(client) == [LATE]


def test_views_stay_in_their_municipality(signed_in: SignIn) -> None:
    client = signed_in(Role.CONTROLLER)
    save(client, shared="1")
    other = Municipality.objects.create(name="Eksempel kommune")
    user = User.objects.get(username="controller-technical")
    Membership.objects.create(user=user, municipality=other, role=Role.CONTROLLER)

    assert (
        "forsinket"
        not in body(client, f"/oppfolging/{other.slug}/tiltak/?alle=1")
        .split('class="saved"')[1]
        .split("</nav>")[0]
    )
    pk = SavedView.objects.get().pk
    assert client.get(f"/oppfolging/{other.slug}/visninger/{pk}/").status_code == 404


def test_an_address_can_be_shared_without_being_saved(
    signed_in: SignIn, a_measure: Make, units: dict[str, Unit]
) -> None:
    a_measure(name="Sen", deadline=date(2020, 1, 1), unit=units["roads"].pk)
    a_measure(name="Skolens", unit=units["school"].pk)
    address = f"{MEASURES}?{urlencode({'enhet': units['technical'].pk, 'forsinket': 1})}"

    for role in (Role.READER, Role.CONTROLLER):
        shown = body(signed_in(role), address)
        assert "Sen</a>" in shown and "Skolens" not in shown


def test_excel_gets_what_the_view_shows_in_its_order(signed_in: SignIn, a_measure: Make) -> None:
    for name, deadline in (("B", date(2020, 1, 2)), ("A", date(2020, 1, 1)), ("Uten", None)):
        a_measure(name=name, deadline=deadline)
    client = signed_in(Role.READER)
    link = re.search(r'href="([^"]*liste\.xlsx[^"]*)"', body(client, f"{MEASURES}?{LATE}"))
    assert link is not None

    data = client.get(link[1].replace("&amp;", "&")).content

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert [row[1].value for row in list(sheet.iter_rows())[1:]] == ["A", "B"]


def test_lists_lead_to_excel_in_and_out_for_those_who_may_change_them(
    signed_in: SignIn, a_measure: Make
) -> None:
    a_measure()

    assert f"{HERE}ark/" in body(signed_in(Role.CONTROLLER), MEASURES)
    assert f"{HERE}ark/" not in body(signed_in(Role.READER), MEASURES)


def test_the_menu_and_the_foot_lead_to_what_the_person_may(signed_in: SignIn) -> None:
    reader = body(signed_in(Role.READER), MEASURES)
    assert f"{HERE}folk/meg/" in reader and f"{HERE}varsler/" in reader
    assert f"{HERE}publisering/" not in reader

    assert f"{HERE}publisering/" in body(signed_in(Role.PLANNER), MEASURES)

"""The staff's pages: only for those with a role in the plan's own municipality."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.test.utils import override_settings

from ledetraad.plan.model import Plan
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import AccountRefused, add_person
from ledetraad.web.jobs.worker import run_waiting
from ledetraad.web.limits import SIGN_IN
from ledetraad.web.plans.models import Publication, WorkingCopy
from ledetraad.web.plans.services.plan_import import add_revision
from tests.web.conftest import PASSWORD
from tests.web.followup.reporting.place import Place

WORK = "/arbeid/asker/"
POSTS = [f"{WORK}publiser/", f"{WORK}dokument/", f"{WORK}tilbake/1/"]


def document(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes(), "text/plain")


def take_in(client: Client, file: SimpleUploadedFile, *, plan: str) -> None:
    """Every step from choosing a document to having it as a plan."""
    place = Municipality.objects.get(name="Asker kommune")
    sent = client.post("/arbeid/ny/", {"municipality": place.pk, "document": file})
    run_waiting()
    step = f"{sent.headers['Location']}ferdig/"
    client.post(step, {"op": "finish", "plan": plan, "status": "proposal"})


@pytest.mark.parametrize("address", ["/arbeid/", "/arbeid/ny/", WORK, f"{WORK}funn/"])
def test_one_who_has_not_signed_in_is_asked_to(
    client: Client, working_copy: WorkingCopy, address: str
) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response.headers["Location"] == f"/logg-inn/?next={address}"


def test_signing_in_leads_on_to_what_was_asked_for(client: Client, publisher: User) -> None:
    response = client.post(
        "/logg-inn/", {"name": "kari", "password": PASSWORD, "next": "/arbeid/ny/"}
    )

    assert response.headers["Location"] == "/arbeid/ny/"


def test_signing_in_never_leads_to_another_site(client: Client, publisher: User) -> None:
    response = client.post(
        "/logg-inn/", {"name": "kari", "password": PASSWORD, "next": "https://example.org/"}
    )

    assert response.headers["Location"] == "/arbeid/"


def test_a_wrong_password_says_so_and_keeps_the_name(client: Client, publisher: User) -> None:
    response = client.post("/logg-inn/", {"name": "kari", "password": "feil"})

    assert response.status_code == 422
    assert 'value="kari"' in response.content.decode()


def test_too_many_tries_to_sign_in_are_stopped_even_with_the_right_password(
    client: Client, publisher: User
) -> None:
    for _ in range(SIGN_IN.most):
        client.post("/logg-inn/", {"name": "kari", "password": "feil"})

    response = client.post("/logg-inn/", {"name": "kari", "password": PASSWORD})

    assert response.status_code == 429


def test_a_form_without_its_token_is_refused(publisher: User, working_copy: WorkingCopy) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(publisher)

    for address in POSTS:
        assert strict.post(address).status_code == 403, address
    assert Publication.objects.count() == 0


def test_another_municipalitys_plan_is_not_there_for_a_stranger(
    client: Client, stranger: User, working_copy: WorkingCopy
) -> None:
    client.force_login(stranger)

    assert "asker" not in client.get("/arbeid/").content.decode()
    for address in (WORK, f"{WORK}funn/"):
        assert client.get(address).status_code == 404
    for address in POSTS:
        assert client.post(address).status_code == 404
    assert Publication.objects.count() == 0
    assert working_copy.revision_set.count() == 1


def test_one_who_may_only_look_can_look_but_not_do(
    client: Client, reader: User, working_copy: WorkingCopy
) -> None:
    client.force_login(reader)

    page = client.get(WORK).content.decode()
    assert "publiser/" not in page
    for address in POSTS:
        assert client.post(address).status_code == 404
    assert Publication.objects.count() == 0


def test_a_document_is_taken_in_looked_at_and_published(
    client: Client, publisher: User, example: Path
) -> None:
    client.force_login(publisher)
    take_in(client, document(example), plan="new")
    slug = WorkingCopy.objects.get().slug

    assert "LT103" in client.get(f"/arbeid/{slug}/funn/").content.decode()

    client.post(f"/arbeid/{slug}/publiser/", {"revision": 1})
    assert client.get(f"/plan/{slug}/").status_code == 200
    assert Publication.objects.get().published_by_name == "kari"


def test_a_revision_that_nobody_has_looked_at_is_not_published(
    client: Client, publisher: User, working_copy: WorkingCopy, example_plan: Plan
) -> None:
    client.force_login(publisher)
    seen = re.search(r'name="revision" value="(\d+)"', client.get(WORK).content.decode())
    assert seen is not None
    add_revision(working_copy, example_plan.model_copy(update={"title": "Uferdig"}), user=None)

    for said in ({"revision": seen[1]}, {}, {"revision": "9" * 30}):
        answer = client.post(f"{WORK}publiser/", said)
        assert answer.status_code == 409
        assert 'name="revision" value="2"' in answer.content.decode()
    assert not Publication.objects.exists()

    assert client.post(f"{WORK}publiser/", {"revision": "2"}).status_code == 302
    assert Publication.objects.count() == 1


def test_no_document_at_all_is_told_of(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    place = publisher.membership_set.get().municipality

    assert client.post("/arbeid/ny/", {"municipality": place.pk}).status_code == 422


def test_a_newer_document_is_a_new_revision_and_can_be_undone(
    client: Client, publisher: User, working_copy: WorkingCopy, example: Path
) -> None:
    client.force_login(publisher)

    take_in(client, document(example), plan=str(working_copy.pk))
    client.post(f"{WORK}tilbake/1/")

    assert working_copy.revision_set.count() == 3


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_staffs_pages_are_in_the_language_chosen(
    client: Client, publisher: User, working_copy: WorkingCopy, language: str
) -> None:
    client.force_login(publisher)
    client.post("/sprak/", {"language": language, "next": "/arbeid/"})

    for address in ("/arbeid/", "/arbeid/ny/", WORK, f"{WORK}funn/"):
        assert f'<html lang="{language}"' in client.get(address).content.decode()


@override_settings(PROXY=True)
def test_tries_are_counted_by_the_address_that_our_own_proxy_tells_of(
    client: Client, publisher: User
) -> None:
    for count in range(SIGN_IN.most):
        client.post(
            "/logg-inn/",
            {"name": f"gjett{count}", "password": "feil"},
            headers={"X-Forwarded-For": f"198.51.100.{count}, 203.0.113.7"},
        )
    sent = {"name": "kari", "password": PASSWORD}

    same = client.post("/logg-inn/", sent, headers={"X-Forwarded-For": "203.0.113.7"})
    other = client.post("/logg-inn/", sent, headers={"X-Forwarded-For": "203.0.113.8"})

    assert same.status_code == 429
    assert other.status_code == 302


def test_an_account_of_ones_own_gives_no_more_tries_at_others(
    publisher: User, reader: User
) -> None:
    own = {"name": "lars", "password": PASSWORD}
    for count in range(SIGN_IN.most):
        Client().post("/logg-inn/", {"name": f"gjett{count}", "password": "feil"})
        if count < SIGN_IN.most - 1:
            assert Client().post("/logg-inn/", own).status_code == 302

    answer = Client().post("/logg-inn/", {"name": "kari", "password": PASSWORD})

    assert answer.status_code == 429


def test_many_colleagues_sign_in_from_one_address(publisher: User) -> None:
    for _ in range(2 * SIGN_IN.most):
        answer = Client().post("/logg-inn/", {"name": "kari", "password": PASSWORD})
        assert answer.status_code == 302


def test_one_visitor_can_not_make_the_counters_be_forgotten(
    client: Client, publisher: User
) -> None:
    for count in range(400):
        client.post("/logg-inn/", {"name": f"gjett{count}", "password": "feil"})

    assert client.post("/logg-inn/", {"name": "kari", "password": PASSWORD}).status_code == 429


def test_a_name_may_hold_any_character(client: Client, publisher: User) -> None:
    response = client.post("/logg-inn/", {"name": "ß\0" * 300, "password": "feil"})

    assert response.status_code == 422


@pytest.mark.parametrize("name", ["", "  ", "k" * 151, "to\nlinjer"])
def test_what_can_not_be_a_name_gets_no_account(name: str, db: None) -> None:
    with pytest.raises(AccountRefused):
        add_person(name, PASSWORD, "Eksempel kommune", Role.READER)


def test_a_revision_whose_document_no_reader_takes_any_more_is_still_shown(
    client: Client, publisher: User, working_copy: WorkingCopy
) -> None:
    working_copy.revision_set.update(source=b"no plan")
    client.force_login(publisher)

    assert client.get(WORK).status_code == 200


def test_a_fault_has_a_page_even_where_no_one_can_be_known(
    publisher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_request: object) -> User:
        raise OperationalError("the database is gone")

    monkeypatch.setattr("django.contrib.auth.middleware.get_user", gone)
    response = Client(raise_request_exception=False).get("/logg-inn/")

    assert response.status_code == 500
    assert "Noe gikk galt" in response.content.decode()


def test_the_start_page_tells_what_waits_in_each_municipality(
    client: Client, municipality: Municipality
) -> None:
    place = Place(municipality)
    unit = place.unit("Skole")
    leader = place.person("lise", Role.LEADER, unit)
    client.force_login(leader)
    assert "Ingenting venter på deg." in client.get("/arbeid/").content.decode()

    place.measure("Trygg skolevei", unit)
    place.measure("Leksehjelp", unit)
    place.period()

    assert "2 rapporter å skrive" in client.get("/arbeid/").content.decode()


@pytest.mark.parametrize("address", ["", "rediger/", "funn/", "status/"])
def test_a_plans_pages_have_its_municipalitys_menu(
    client: Client, publisher: User, working_copy: WorkingCopy, address: str
) -> None:
    client.force_login(publisher)

    shown = client.get(f"{WORK}{address}", follow=True).content.decode()

    assert "/oppfolging/asker-kommune/tiltak/" in shown

"""The public pages: from snapshots alone, old and new side by side, and safe to hand out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from ledetraad.plan.model import Plan
from ledetraad.web.plans.models import Publication, WorkingCopy
from ledetraad.web.plans.services.plan_import import add_revision
from ledetraad.web.plans.services.plan_publish import publish
from ledetraad.web.public.library import LIBRARY
from tests.web.conftest import MORNING

pytestmark = pytest.mark.usefixtures("publication")


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_front_door_leads_to_the_only_plan(client: Client) -> None:
    assert client.get("/").headers["Location"] == "/plan/asker/"


def test_the_thread_can_be_walked_from_a_target_to_a_strategy_and_back(
    client: Client, example_plan: Plan
) -> None:
    strategy = next(
        element
        for element in example_plan.walk()
        if element.level == "strategy" and element.references[0].code == "12.8"
    )

    assert f"e/{strategy.id}.html" in text(client, "/plan/asker/fn/12.8.html")
    assert "fn/12.8.html" in text(client, f"/plan/asker/e/{strategy.id}.html")


def test_what_is_worked_on_is_not_seen_until_it_is_published(
    client: Client, working_copy: WorkingCopy, example_plan: Plan
) -> None:
    add_revision(working_copy, example_plan.model_copy(update={"title": "Upublisert"}), user=None)

    assert "Upublisert" not in text(client, "/plan/asker/")


def test_the_old_address_still_works_and_says_that_there_is_a_newer_one(
    client: Client, working_copy: WorkingCopy, example_plan: Plan
) -> None:
    add_revision(working_copy, example_plan.model_copy(update={"title": "Ny tittel"}), user=None)
    publish(working_copy, user=None, now=MORNING + timedelta(days=1))
    LIBRARY.forget("asker")

    old, new = text(client, "/plan/asker/v/1/"), text(client, "/plan/asker/v/2/")

    assert "Ny tittel" in new
    assert "Ny tittel" not in old
    assert 'class="notice"' in old
    assert 'class="notice"' not in new
    assert "Ny tittel" in text(client, "/plan/asker/")


def test_a_page_asks_the_database_once_at_most_when_its_plan_is_in_memory(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/plan/asker/")
    LIBRARY.forget("asker")

    with django_assert_max_num_queries(1):
        client.get("/plan/asker/oversikt.html")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/plan/asker/fn/index.html")
    assert len(asked) == 0


@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_language_has_its_own_address(client: Client, language: str) -> None:
    assert f'<html lang="{language}"' in text(client, f"/plan/asker/{language}/")


def test_the_search_finds_other_forms_of_a_word_and_marks_them(client: Client) -> None:
    page = text(client, "/plan/asker/sok.html?q=innbygger")

    assert "<mark>innbyggerne</mark>" in page


def test_the_search_shows_a_query_as_text_and_never_as_markup(client: Client) -> None:
    page = text(client, "/plan/asker/sok.html?q=<script>alert(1)</script>")

    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "address",
    ["/plan/asker/e/finnesikke.html", "/plan/asker/v/9/", "/plan/annet/", "/plan/asker/../x", "/x"],
)
def test_there_is_a_good_page_where_there_is_none(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert "<h1" in response.content.decode()


def test_the_permanent_address_is_that_of_the_publication_one_reads(
    client: Client, example_plan: Plan
) -> None:
    theme = example_plan.elements[0].id

    page = text(client, f"/plan/asker/nn/e/{theme}.html")

    assert f'href="/plan/asker/v/1/nn/e/{theme}.html" rel="bookmark"' in page


def test_every_answer_forbids_all_that_is_not_from_this_site(client: Client) -> None:
    policy = client.get("/plan/asker/").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_no_page_has_an_inline_script_or_style(client: Client) -> None:
    for address in ("", "oversikt.html", "fn/index.html", "sok.html?q=barn", "data.html"):
        page = text(client, f"/plan/asker/{address}")
        assert "<style" not in page
        assert ' style="' not in page
        assert " onclick=" not in page


def test_findings_are_not_for_the_public(client: Client) -> None:
    assert client.get("/plan/asker/funn.html").status_code == 404


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plan.json", "application/json"),
        ("plan.csv", "text/csv; charset=utf-8"),
        ("plan.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("plan.ttl", "text/turtle; charset=utf-8"),
        ("plan.pdf", "application/pdf"),
        ("plan.md", "text/markdown; charset=utf-8"),
        ("plan.schema.json", "application/schema+json"),
    ],
)
def test_the_whole_plan_can_be_taken_away(client: Client, name: str, kind: str) -> None:
    response = client.get(f"/plan/asker/data/{name}")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == kind
    assert len(response.content) > 1000


def test_an_unchanged_page_is_not_sent_twice(client: Client) -> None:
    tag = client.get("/plan/asker/").headers["ETag"]

    assert client.get("/plan/asker/", HTTP_IF_NONE_MATCH=tag).status_code == 304


def test_the_publications_are_listed_each_with_its_address(
    client: Client, publication: Publication
) -> None:
    page = text(client, "/plan/asker/publikasjoner/")

    assert "/plan/asker/v/1/" in page
    assert publication.sha256 in page


def test_the_application_says_that_it_is_well(client: Client) -> None:
    assert text(client, "/helse/") == "ok\n"


@pytest.mark.parametrize("address", ["/plan/asker/nn", "/plan/asker/v/1", "/plan/asker/v/1/en"])
def test_an_address_without_its_last_slash_leads_to_the_one_with_it(
    client: Client, publication: Publication, address: str
) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response.headers["Location"] == f"{address}/"


def test_a_page_that_is_not_there_leads_nowhere_else(
    client: Client, publication: Publication
) -> None:
    for address in ("/plan/asker/de", "/plan/asker/e", "/plan/asker/e/../nn/x", "/plan/asker/v/9"):
        assert client.get(address, follow=True).status_code == 404

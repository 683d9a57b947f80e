"""Two publications held against each other: what has changed, in words, and as a Word document."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ledetraad.plan.model import Plan
from ledetraad.web.plans.models import Publication, WorkingCopy
from ledetraad.web.plans.services.plan_import import NO_SOURCE, take_in_again
from ledetraad.web.plans.services.plan_publish import publish
from ledetraad.web.public.library import LIBRARY
from tests import revised as edits
from tests.web.conftest import MORNING

PAGE = "/plan/asker/sammenlign/1/2/"


@pytest.fixture(autouse=True)
def second(publication: Publication, working_copy: WorkingCopy, example_plan: Plan) -> Publication:
    """The second publication of the plan."""
    take_in_again(working_copy, edits.revised(example_plan), NO_SOURCE, user=None)
    made = publish(working_copy, user=None, now=MORNING + timedelta(days=90))
    LIBRARY.forget("asker")
    return made


def text(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def changes(page: str) -> list[str]:
    return re.findall(r'<li class="change".*?</li>', page, re.DOTALL)


def test_the_page_begins_with_a_summary_that_anyone_can_read(client: Client) -> None:
    page = text(client)

    for sentence in (
        "1 strategi er kommet til.",
        "1 delmål og 2 strategier er tatt bort.",
        "1 satsingsområde og 1 strategi er skrevet om.",
        "2 strategier er flyttet.",
        "120 punkter er som før.",
    ):
        assert sentence in page
    assert page.index("120 punkter") < page.index('class="change"')


def test_words_are_marked_as_taken_out_and_put_in_and_said_to_be(client: Client) -> None:
    page = re.sub(r"<span class=\"ds-sr-only\">(.*?)</span>", r"\1", text(client))

    assert "<del>[tatt bort: fokus på utsatte grupper]</del>" in page
    assert "<ins>[nytt: vekt på barn og unge]</ins>" in page


def test_each_change_leads_to_the_page_in_either_version(
    client: Client, publication: Publication, second: Publication
) -> None:
    page = text(client)

    links = re.findall(r'href="(/plan/asker/v/[12]/e/[^"]+)"', page)
    assert len(links) > 20
    for link in links:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 11), ("hva=moved", 2), ("hva=added", 1), ("hva=finnesikke", 11), ("side=99", 11)],
)
def test_the_changes_can_be_filtered_by_kind_without_scripts(
    client: Client, query: str, count: int
) -> None:
    page = text(client, f"{PAGE}?{query}")

    assert len(changes(page)) == count


def test_the_changes_can_be_filtered_by_theme(client: Client, second: Publication) -> None:
    theme = second.snapshot().plan.elements[2]

    page = text(client, f"{PAGE}?tema={theme.id}")

    assert len(changes(page)) == 3
    assert f'<option value="{theme.id}" selected' in page
    assert edits.ADDED not in page


def test_a_filter_is_shown_as_text_and_never_as_markup(client: Client) -> None:
    assert "<script>alert" not in text(
        client, f"{PAGE}?hva=<script>alert(1)</script>&tema=<script>alert(2)"
    )


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_page_is_in_every_language_of_the_site(client: Client, language: str) -> None:
    page = text(client, f"/plan/asker/{language}/sammenlign/1/2/")

    assert f'<html lang="{language}"' in page
    assert f"/plan/asker/v/2/{language}/e/" in page


def test_the_english_page_names_the_levels_in_english(client: Client) -> None:
    assert "1 theme and 1 strategy have been reworded." in text(
        client, "/plan/asker/en/sammenlign/1/2/"
    )


def test_two_publications_are_chosen_among_all(client: Client) -> None:
    page = text(client, "/plan/asker/publikasjoner/")

    assert 'action="/plan/asker/sammenlign/"' in page
    chosen = client.get("/plan/asker/sammenlign/?fra=2&til=1")
    assert chosen.headers["Location"] == PAGE


def test_a_publication_is_the_same_as_itself(client: Client) -> None:
    page = text(client, "/plan/asker/sammenlign/1/1/")

    assert "De to versjonene er like." in page
    assert changes(page) == []


@pytest.mark.parametrize(
    "address",
    [
        "/plan/asker/sammenlign/1/9/",
        "/plan/annet/sammenlign/1/2/",
        "/plan/asker/sammenlign/",
        "/plan/asker/sammenlign/?fra=1&til=x",
        "/plan/asker/sammenlign/?fra=1&til=9",
        "/plan/asker/xx/sammenlign/1/2/",
        "/plan/asker/sammenlign/1/9/endringer.docx",
    ],
)
def test_there_is_no_comparison_with_what_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_comparison_is_made_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(PAGE)

    with django_assert_num_queries(0):
        client.get(f"{PAGE}?hva=moved")


def test_the_page_has_no_inline_script_or_style_and_nothing_from_elsewhere(client: Client) -> None:
    response = client.get(PAGE)
    page = response.content.decode()

    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "<style" not in page
    assert ' style="' not in page


def test_the_changes_can_be_taken_away_as_a_word_document(client: Client) -> None:
    assert 'href="endringer.docx"' in text(client)

    response = client.get(f"{PAGE}endringer.docx")

    assert response.status_code == 200
    assert 'filename="asker-1-2.docx"' in response.headers["Content-Disposition"]
    document = zipfile.ZipFile(io.BytesIO(response.content)).read("word/document.xml").decode()
    assert 'w:author="Asker kommune" w:date="2026-05-31T08:30:00Z"' in document

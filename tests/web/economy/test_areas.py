"""The council's money by area of the budget, on pages and in documents, down to the lines."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection

from ledetraad.economy.ledger import Basis
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy.areas.gather import areas_of, distributed
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.models import BudgetAreas
from ledetraad.web.economy.statements.columns import ORE, THOUSAND
from ledetraad.web.history.recording import make
from tests.economy.randaberg import ACCOUNTS, BUDGET
from tests.web.economy.desk import Desk, balanced, csv

pytestmark = pytest.mark.django_db

SAID = {
    "areas-0-name": "Oppvekst", "areas-0-unit": "3*", "areas-0-kind": "1",
    "areas-1-name": "Helse", "areas-1-unit": "400-499", "areas-1-kind": "1",
    "areas-2-name": "Nytt skolebygg", "areas-2-project": "77", "areas-2-kind": "0",
    "source": "Sak 25/123",
}  # fmt: skip
LINES = balanced(
    [
        ("1010", "202", "300", "", 3, 700),
        ("1200", "202", "310", "", 4, 55),
        ("1620", "202", "310", "", 4, -5),
        ("1010", "241", "410", "", 3, 300),
        ("1010", "120", "100", "", 3, 90),
        ("1870", "800", "900", "", 3, -2000),
    ]
)
INVESTED = [("0230", "222", "300", "77", 5, 400), ("0430", "222", "100", "", 5, 30)]
BORROWED = [("0910", "870", "900", "", 5, -430)]


@pytest.fixture
def parted(controller: Desk) -> Desk:
    """A controller whose accounts are parted by areas."""
    controller.send(csv([*LINES, *INVESTED, *BORROWED]))
    controller.post("omrader/", SAID)
    return controller


def test_net_appropriations_are_parted_by_area_and_the_rest_is_told(parted: Desk) -> None:
    page = parted.get("tabeller/2025/fordeling/")

    assert "§ 5-4 andre ledd" in page
    assert "§ 5-5 andre ledd" in page
    for words in ("Oppvekst", "750", "Helse", "300", "In no area", "Nytt skolebygg", "400"):
        assert words in page
    assert "Sum bevilgninger drift, netto" in page


def test_an_area_is_explained_to_the_line(parted: Desk) -> None:
    page = parted.get("tabeller/2025/fordeling/drift/accounts/6/1/")

    assert "750,00 kr" in page
    assert "responsibility 3*" in page
    assert page.count('<tr><th scope="row">') >= 3
    assert "55,00" in page
    rest = parted.get("tabeller/2025/fordeling/drift/accounts/6/0/")
    assert "No area takes these lines" in rest
    assert "90,00" in rest


@pytest.mark.parametrize(
    "address",
    [
        "drift/accounts/6/9/",
        "drift/accounts/1/1/",
        "drift/plan/6/1/",
        "annet/accounts/6/1/",
        "investering/accounts/5/1/",
    ],
)
def test_there_are_no_other_cells(parted: Desk, address: str) -> None:
    parted.get(f"tabeller/2025/fordeling/{address}", 404)


def test_they_are_in_the_documents(parted: Desk) -> None:
    book = parted.client.get(f"{parted.here}tabeller/2025/oversikter.xlsx").content
    word = parted.client.get(f"{parted.here}tabeller/2025/oversikter.docx").content
    made = parted.client.get(f"{parted.here}tabeller/2025/oversikter.pdf")

    with ZipFile(io.BytesIO(book)) as parts:
        assert "Oppvekst" in parts.read("xl/sharedStrings.xml").decode()
    with ZipFile(io.BytesIO(word)) as parts:
        assert "Nytt skolebygg" in parts.read("word/document.xml").decode()
    assert made.content.startswith(b"%PDF")


def test_without_areas_the_page_says_so(controller: Desk) -> None:
    controller.send(csv(LINES))

    assert "No areas have been written in yet" in controller.get("tabeller/2025/fordeling/")
    controller.get("tabeller/1999/fordeling/", 404)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"areas-0-unit": ""}, "areas-0-unit-problem"),
        ({"areas-0-name": ""}, "areas-0-name-problem"),
        ({"areas-0-unit": "3*4"}, "areas-0-unit-problem"),
        ({"areas-1-name": "Oppvekst"}, "areas-problem"),
    ],
)
def test_what_can_not_be_is_told_at_its_field(
    controller: Desk, said: dict[str, str], words: str
) -> None:
    page = controller.post("omrader/", SAID | said, 422)

    assert words in page
    assert not BudgetAreas.objects.exists()


def test_a_change_of_areas_is_undone(parted: Desk) -> None:
    parted.post("omrader/", SAID | {"areas-0-name": "Barn og unge", "version": "1"})
    assert "Barn og unge" in parted.get("tabeller/2025/fordeling/")

    held = BudgetAreas.objects.get()
    parted.undo("omrade", held.pk, str(held.version))

    assert "Barn og unge" not in parted.get("tabeller/2025/fordeling/")


@contextmanager
def another_saves_first(controller: Desk) -> Iterator[None]:
    """Areas of another's, saved right after a page has found that there are none."""
    looked = saved = False

    def between(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal looked, saved
        if looked and not saved:
            saved = True
            theirs = {"areas": [{"name": "Barn og unge", "unit": ["3*"]}], "source": ""}
            make(BudgetAreas(municipality=controller.municipality), theirs, user=None)
        looked = looked or BudgetAreas._meta.db_table in sql
        return execute(sql, *rest)

    with connection.execute_wrapper(between):
        yield
    assert saved


def test_the_first_areas_of_two_at_once_are_told_to_the_second_who_chooses(
    controller: Desk,
) -> None:
    with another_saves_first(controller):
        page = controller.post("omrader/", SAID, 422)

    assert "has changed this since you opened it" in page
    assert "Barn og unge" in page
    assert 'value="Oppvekst"' in page
    held = BudgetAreas.objects.get()
    assert [area.name for area in held.said().areas] == ["Barn og unge"]

    again = {"version": "1", "seen": "1", "choose-areas": "mine", "choose-source": "theirs"}
    controller.post("omrader/", SAID | again)
    held = BudgetAreas.objects.get()
    assert [area.name for area in held.said().areas] == ["Oppvekst", "Helse", "Nytt skolebygg"]
    assert held.said().source == ""


def test_others_look_and_strangers_dont(parted: Desk, onlooker: Desk) -> None:
    stranger = Desk(Municipality.objects.create(name="Eksempel kommune"), Role.ADMINISTRATOR)

    assert "Oppvekst" in onlooker.get("omrader/")
    assert "<textarea" not in onlooker.get("omrader/")
    onlooker.post("omrader/", SAID, 404)
    stranger.get("tabeller/2025/fordeling/", 404)
    assert "Oppvekst" not in stranger.get("omrader/")


@pytest.mark.parametrize("step", [ORE, Decimal(1), THOUSAND])
def test_a_real_municipalitys_columns_come_to_the_first_part_as_it_is_shown(
    controller: Desk, step: Decimal
) -> None:
    controller.send_real(ACCOUNTS)
    controller.send_real(BUDGET, "budget")
    said = {f"areas-{at}-name": f"Område {at}" for at in range(1, 10)}
    said |= {f"areas-{at}-unit": f"{at}*" for at in range(1, 9)}
    controller.post("omrader/", said | {"areas-9-project": "9*"})
    held = areas_of(controller.municipality)
    assert held is not None

    found = distributed(Books(controller.municipality), 2025, held.said(), step)

    assert [one.part for one in found] == ["drift", "investering"]
    for one in found:
        assert [book.basis for book in one.books] == [Basis.ACCOUNTS, Basis.BUDGET]
        for section in one.sections:
            assert len(section.rows) > 0
            for at, whole in enumerate(section.sums):
                assert sum(row.values[at] for row in section.rows) == whole

"""A climate budget published: frozen, for everybody, in three languages, and as documents."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from django.test import Client
from docx import Document

from ledetraad.cli.app import run
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.climate.models import AccountsEdition, Budget, ClimatePart, PublishedBudget
from ledetraad.web.climate.services.budget_publish import publish_budget
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.recording import change, make
from ledetraad.web.plans.models import Publication
from ledetraad.web.plans.services.plan_publish import publish as publish_plan
from tests.web.climate.test_budget import budget, buses, part  # noqa: F401
from tests.web.conftest import MORNING
from tests.web.followup.reporting.place import Place, between, signed_in, words

Take = Callable[..., AccountsEdition]


@pytest.fixture
def planner(place: Place) -> Client:
    """Somebody who may publish."""
    return signed_in(place.person("paul", Role.PLANNER))


def publish(client: Client, place: Place, kept: Budget) -> None:
    assert client.post(place.address(f"klima/budsjett/{kept.pk}/publiser/")).status_code == 302


def test_what_is_published_stays_as_it_was(
    place: Place,
    planner: Client,
    client: Client,
    budget: Budget,  # noqa: F811
    buses: Measure,  # noqa: F811
    publication: Publication,
) -> None:
    part(buses)
    publish(planner, place, budget)
    change(buses, {"name": "Et nytt navn"}, user=None)

    page = words(client, "/plan/asker/en/klima/")

    assert "Utslippsfrie busser" in page
    assert "Et nytt navn" not in page
    assert "publication 1" in page
    assert "edition 2026" in page
    assert "Example: these figures are invented." in page
    with pytest.raises(ValueError, match="changed"):
        PublishedBudget.objects.get().save()


def test_it_is_there_in_three_languages_and_the_plan_leads_to_it(
    place: Place,
    planner: Client,
    client: Client,
    budget: Budget,  # noqa: F811
    publication: Publication,
) -> None:
    assert "/klima/" not in words(client, "/plan/asker/")
    assert client.get("/plan/asker/klima/").status_code == 404

    publish(planner, place, budget)

    for prefix, language in (("", "nb"), ("nn/", "nn"), ("en/", "en")):
        page = words(client, f"/plan/asker/{prefix}klima/")
        assert f'<html lang="{language}"' in page
        assert 'href="/plan/asker/' in page
        assert "<script src" not in page.split("<main")[1]
    assert 'href="/plan/asker/klima/"' in words(client, "/plan/asker/")
    assert client.get("/plan/asker/de/klima/").status_code == 404


def test_an_older_publication_stays_at_its_address_and_says_so(
    place: Place,
    planner: Client,
    client: Client,
    budget: Budget,  # noqa: F811
    publication: Publication,
) -> None:
    publish(planner, place, budget)
    again = planner.post(place.address(f"klima/budsjett/{budget.pk}/publiser/"))
    change(budget, {"note": "Rettet"}, user=None)
    publish(planner, place, budget)

    assert again.status_code == 422, "nothing had changed"
    assert "A newer climate budget" in words(client, "/plan/asker/en/klima/v/1/")
    assert "Rettet" in words(client, "/plan/asker/en/klima/")
    assert client.get("/plan/asker/klima/v/3/").status_code == 404


def test_only_who_may_publish_publishes(
    place: Place,
    controller: Client,
    looker: Client,
    budget: Budget,  # noqa: F811
) -> None:
    for somebody in (controller, looker):
        answer = somebody.post(place.address(f"klima/budsjett/{budget.pk}/publiser/"))
        assert answer.status_code == 404
    assert not PublishedBudget.objects.exists()


def test_a_budget_with_a_measure_that_cannot_be_counted_is_not_published(
    place: Place,
    planner: Client,
    budget: Budget,  # noqa: F811
    buses: Measure,  # noqa: F811
) -> None:
    part(buses, source="Hest og kjerre")

    answer = planner.post(place.address(f"klima/budsjett/{budget.pk}/publiser/"))

    assert answer.status_code == 422
    assert not PublishedBudget.objects.exists()


def test_what_was_promised_is_set_beside_what_came_of_it(
    place: Place,
    looker: Client,
    budget: Budget,  # noqa: F811
    buses: Measure,  # noqa: F811
) -> None:
    kept: ClimatePart = part(buses)
    earlier = publish_budget(budget, user=None, now=MORNING)
    change(kept, {"results": {"2027": {"tonnes": "600", "method": "Målt"}}}, user=None)
    values = budget.values() | {"name": "Neste", "first": 2028, "earlier": earlier.pk}
    later = make(Budget(municipality=budget.municipality), values, user=None)

    page = words(looker, place.address(f"klima/budsjett/{later.pk}/"))

    assert between(page, "What was promised", "Utslippsfrie busser", "1,000", "600", "-400", "Målt")


def test_what_was_expected_of_a_year_is_set_beside_what_the_accounts_now_say(
    place: Place,
    looker: Client,
    budget: Budget,  # noqa: F811
    buses: Measure,  # noqa: F811
    take: Take,
) -> None:
    older = take("accounts-edition-2025.csv", MORNING.date())
    part(buses, effects={"2024": {"tonnes": "1000"}})
    values = budget.values() | {"name": "Budsjett 2024", "first": 2024, "edition": older.pk}
    publish_budget(make(Budget(municipality=budget.municipality), values, user=None),
                   user=None, now=MORNING)  # fmt: skip
    address = place.address(f"klima/budsjett/{budget.pk}/")

    page = words(looker, address)
    book = openpyxl.load_workbook(io.BytesIO(looker.get(f"{address}klimabudsjett.xlsx").content))

    expected = 104_541 - 1_000
    assert between(page, "What was expected, and what was emitted", "2024", "Budsjett 2024",
                   f"{expected:,}", "103,039", f"{103_039 - expected:,}")  # fmt: skip
    assert book["Expected and emitted"]["E2"].value == expected


def test_the_budget_is_written_as_word_excel_and_accessible_pdf(
    place: Place,
    looker: Client,
    budget: Budget,  # noqa: F811
    buses: Measure,  # noqa: F811
) -> None:
    part(buses)
    own = place.address(f"klima/budsjett/{budget.pk}/klimabudsjett")

    word = Document(io.BytesIO(looker.get(f"{own}.docx").content))
    book = openpyxl.load_workbook(io.BytesIO(looker.get(f"{own}.xlsx").content))
    pdf = pikepdf.open(io.BytesIO(looker.get(f"{own}.pdf").content))

    assert "Measures with figures" in [one.text for one in word.paragraphs]
    assert len(word.inline_shapes) == 2, "the path and the costs"
    assert "Measures with figures" in book.sheetnames
    cells = [cell.value for row in book["Measures with figures"] for cell in row]
    assert "Utslippsfrie busser" in cells and 1000 in cells
    assert pdf.Root.MarkInfo.Marked
    assert pdf.open_metadata()["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_a_publication_is_a_document_too(
    client: Client,
    budget: Budget,  # noqa: F811
    publication: Publication,
    municipality: Municipality,
) -> None:
    publish_budget(budget, user=None, now=MORNING)

    for ending in ("pdf", "docx", "xlsx", "csv"):
        answer = client.get(f"/plan/asker/klima/v/1/klimabudsjett.{ending}")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].endswith(f'.{ending}"')


def test_a_publication_keeps_its_accounts_whatever_becomes_of_the_edition(
    place: Place,
    planner: Client,
    client: Client,
    budget: Budget,  # noqa: F811
    publication: Publication,
) -> None:
    publish(planner, place, budget)
    AccountsEdition.objects.all().update(figures={"rows": [], "missing": [], "land_use": []})

    budget_page = words(client, "/plan/asker/en/klima/")
    page = words(client, "/plan/asker/en/klima/v/1/regnskap/")

    assert 'href="/plan/asker/en/klima/v/1/regnskap/"' in budget_page
    assert between(page, "Climate accounts, edition 2026", "Road traffic", "II.1", "By source")
    assert "Tunge kjøretøy" in page
    table = client.get("/plan/asker/klima/v/1/klimaregnskap.csv").content.decode("utf-8-sig")
    assert "Veitrafikk" in table or "Road traffic" in table
    assert client.get("/plan/asker/klima/v/1/klimaregnskap.xlsx").content[:2] == b"PK"
    assert client.get("/plan/asker/klima/v/2/regnskap/").status_code == 404


def test_a_budget_of_own_operations_does_not_take_the_place_of_that_of_the_border(
    place: Place,
    planner: Client,
    client: Client,
    budget: Budget,  # noqa: F811
    publication: Publication,
) -> None:
    publish(planner, place, budget)
    PublishedBudget.objects.create(
        municipality=place.municipality, budget=budget, number=2, name="Egen drift", first=2027,
        last=2030, at=MORNING, statements=PublishedBudget.objects.get().statements, sha256="x",
        boundary="own_direct",
    )  # fmt: skip

    page = words(client, "/plan/asker/en/klima/")

    assert "publication 1" in page and "A newer climate budget" not in page
    assert between(page, "Every publication", "2. Egen drift", "direct emissions of the")
    assert "A newer climate budget" not in words(client, "/plan/asker/en/klima/v/2/")
    assert client.get("/plan/asker/en/klima/v/2/regnskap/").status_code == 404, "none was kept"


def test_it_is_published_with_the_plan_where_that_is_chosen_and_written_as_files(
    place: Place,
    planner: Client,
    budget: Budget,  # noqa: F811
    buses: Measure,  # noqa: F811
    publication: Publication,
    tmp_path: Path,
) -> None:
    part(buses)
    publish(planner, place, budget)
    planner.post(place.address("publisering/asker/"), {"climate": "1"})
    publish_plan(publication.working_copy, user=None, now=MORNING)
    change(buses, {"name": "Et nytt navn"}, user=None)
    before, after = tmp_path / "before", tmp_path / "after"

    assert run(["publishedsite", "asker", "-o", str(before), "--number", "1"]) == 0
    assert run(["publishedsite", "asker", "-o", str(after)]) == 0
    assert run(["publishedsite", "ingen", "-o", str(tmp_path / "none")]) == 2

    assert not (before / "klima.html").exists()
    assert "Utslippsfrie busser" in (after / "klima.html").read_text(encoding="utf-8")
    assert "Et nytt navn" not in (after / "klima.html").read_text(encoding="utf-8")
    assert (after / "en" / "data" / "klimabudsjett.pdf").read_bytes().startswith(b"%PDF")
    assert (after / "klimaregnskap.html").is_file()

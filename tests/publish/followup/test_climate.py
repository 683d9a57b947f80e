"""A climate budget and its accounts on the pages of a site, served and as files."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from ledetraad.climate.budget import BudgetPlan, make_budget
from ledetraad.climate.emissions import Edition, Emission, LandUse, Place
from ledetraad.climate.sectors import Boundary, Sector
from ledetraad.i18n import LANGUAGES, catalogue
from ledetraad.plan.model import Plan
from ledetraad.publish.climate.published import PublishedClimate, published_accounts
from ledetraad.publish.climate.state import About, state
from ledetraad.publish.followup.model import FollowUp
from ledetraad.publish.site import Site, SiteOptions
from ledetraad.publish.site.write import write_site
from ledetraad.publish.snapshot import Snapshot, load_snapshot

ON = date(2026, 5, 15)
BUSES = {
    "key": "3", "name": "Utslippsfrie <busser>", "sector": "road", "source": "Tunge kjøretøy",
    "method": "=Rutekilometer", "operations": {2027: 6_000_000},
    "effects": {of: {"tonnes": 10, "low": 5, "high": 12} for of in (2027, 2028)},
}  # fmt: skip
ADVICE = {"key": "4", "name": "Veileder", "not_quantified": "Ingen metode"}


def edition(name: str, last: int, boundary: Boundary = Boundary.AREA_DIRECT) -> Edition:
    """Accounts of two sectors, one figure not published, and forest."""
    sector = Sector.ROAD if boundary is Boundary.AREA_DIRECT else Sector.OWN_DIRECT
    rows = [
        Emission(sector, "Tunge kjøretøy", "CO2", of, Decimal(100 - (of - 2009) * 2))
        for of in sorted({2009, 2023, last})
    ]
    lacking = Place(Sector.HEATING, "Bolig", "CO2", last)
    return Edition(
        name,
        date(last + 2, 3, 1),
        tuple(rows),
        boundary,
        source="Eksempel",
        example=True,
        missing=(lacking,) if boundary is Boundary.AREA_DIRECT else (),
        land_use=(LandUse("Skog", "CO2", last, Decimal(-9)),),
    )


def published(boundary: Boundary = Boundary.AREA_DIRECT) -> PublishedClimate:
    """A budget of 2027 and 2028, with its accounts."""
    newer = edition("2026", 2024, boundary)
    measures = [BUSES, ADVICE] if boundary is Boundary.AREA_DIRECT else []
    target = {"year": 2030, "cut": "50", "reference": 2009, "boundary": boundary}
    plan = BudgetPlan.model_validate(
        {"name": f"Klimabudsjett {boundary}", "first": 2027, "last": 2028, "measures": measures,
         "boundary": boundary, "decisions": [target]}
    )  # fmt: skip
    made = make_budget(plan, newer, ON)
    statements = {
        language: state(
            made,
            About(language, "Asker", "", Decimal("0.04"), "f.csv", "a" * 64, ON, {}),
            catalogue(language).gettext,
        )
        for language in LANGUAGES
    }
    return PublishedClimate(
        number=2,
        at=datetime(2026, 5, 15, 9, tzinfo=UTC),
        boundary=boundary,
        statements=statements,
        accounts=published_accounts(
            newer, file="f.csv", sha256="a" * 64, older=edition("2025", 2023, boundary)
        ),
        sha256="b" * 64,
    )


def snapshot(plan: Plan, *budgets: PublishedClimate) -> Snapshot:
    told = FollowUp(as_of=ON, shown=("climate",), climate=budgets)
    return Snapshot(plan=plan, follow_up=told)


@pytest.fixture(scope="module")
def site(example_plan: Plan) -> Site:
    """The example plan with two climate budgets, in English."""
    both = published(), published(Boundary.OWN_DIRECT)
    return Site(snapshot(example_plan, *both), "en")


def page(site: Site, address: str) -> str:
    made = site.page(address)
    assert made is not None, address
    return made.body.decode()


def test_a_snapshot_keeps_the_budget_and_its_accounts_without_loss(example_plan: Plan) -> None:
    kept = snapshot(example_plan, published())

    again = load_snapshot(kept.data(), sha256=kept.sha256())

    assert again == kept
    assert again.follow_up is not None
    accounts = again.follow_up.climate[0].accounts
    assert accounts is not None
    assert accounts.edition().missing == edition("2026", 2024).missing
    assert accounts.edition().rows == edition("2026", 2024).rows


def test_publications_without_any_say_nothing_of_it(example_plan: Plan) -> None:
    bare = Snapshot(plan=example_plan, follow_up=FollowUp(as_of=ON))

    assert "climate" not in bare.document()["follow_up"]
    assert "klima.html" not in set(Site(bare, "nb").addresses())


def test_every_figure_leads_to_how_it_is_reckoned_and_to_the_accounts(site: Site) -> None:
    budget = page(site, "klima.html")

    assert "Utslippsfrie &lt;busser&gt;" in budget
    assert 'href="#how"' in budget and 'href="klimaregnskap.html"' in budget
    assert "6,000,000" in budget, "what the measure costs"
    assert "II.1" in budget, "the sector's name in the GPC"
    assert "2024: Heating, Bolig" in budget, "what the accounts lack is told"
    accounts = page(site, "klimaregnskap.html")
    assert 'href="#s-road"' in accounts and 'id="s-road"' in accounts
    assert "From edition 2025 to edition 2026" in accounts
    assert "not published" in accounts
    assert "Example: these figures are invented." in accounts


def test_the_plans_pages_lead_to_it_and_each_budget_to_the_other(site: Site) -> None:
    assert '<a href="klima.html"' in page(site, "index.html")
    assert 'href="klima-own-direct.html"' in page(site, "klima.html")
    assert 'href="klima.html"' in page(site, "klima-own-direct.html")
    assert "GHG Protocol scope 1" in page(site, "klimaregnskap-own-direct.html")


def test_an_application_leads_to_its_own_page_of_the_newest(example_plan: Plan) -> None:
    options = SiteOptions(dynamic=True, climate="/plan/asker/")
    site = Site(snapshot(example_plan, published()), "en", options)

    assert '<a href="/plan/asker/en/klima/"' in page(site, "index.html")


def test_the_documents_are_offered_and_say_the_same(site: Site) -> None:
    def table(address: str) -> list[list[str]]:
        made = site.page(address)
        assert made is not None
        return list(csv.reader(io.StringIO(made.body.decode("utf-8-sig")), delimiter=";"))

    budget, accounts = table("data/klimabudsjett.csv"), table("data/klimaregnskap.csv")

    heads = budget[0]
    rows = [dict(zip(heads, row, strict=True)) for row in budget[1:]]
    assert [(row["Measure"], row["Year"], row["Tonnes"], row["Low"]) for row in rows] == [
        ("Utslippsfrie <busser>", "2027", "10", "5"),
        ("Utslippsfrie <busser>", "2028", "10", "5"),
        ("Veileder", "", "", ""),
    ]
    assert rows[0]["How it was reckoned"].startswith("'=") and rows[2]["Tonnes"] == ""
    assert [accounts[-1][at] for at in (0, 2, 5)] == ["Heating", "Bolig", ""]
    made = site.page("data/klimaregnskap.xlsx")
    assert made is not None
    book = openpyxl.load_workbook(io.BytesIO(made.body))
    assert book.sheetnames[0] == "Climate accounts"
    assert [cell.value for cell in book.worksheets[0][2]][4:] == [2009, 100]
    word = site.page("data/klimabudsjett.docx")
    assert word is not None and word.body[:2] == b"PK"
    assert "data/klimabudsjett.pdf" in page(site, "data.html")


def test_the_whole_site_is_written_as_files_in_every_language(
    example_plan: Plan, tmp_path: Path
) -> None:
    folder = tmp_path / "www"

    write_site(snapshot(example_plan, published()), folder)

    names = {"klima.html", "klimaregnskap.html", "data/klimabudsjett.pdf", "data/klimaregnskap.csv"}
    for prefix in ("", "nn/", "en/"):
        assert all((folder / f"{prefix}{name}").is_file() for name in names)
    text = (folder / "nn/klima.html").read_text(encoding="utf-8")
    assert '<html lang="nn"' in text
    assert "<script" not in text.split("<main")[1]

"""The public pages go on with how the plan goes, where that is published, and only there."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from pathlib import Path

import html5lib
import orjson
import pytest

from ledetraad.i18n import LANGUAGES
from ledetraad.plan.model import Plan
from ledetraad.publish.site import Site, SiteOptions
from ledetraad.publish.site.write import write_site
from ledetraad.publish.snapshot import Snapshot, load_snapshot
from tests.publish.followup.example import follow_up_of
from tests.publish.test_static_site import FRONTEND, NODE, VALIDATE

GOING = {
    "oppfolging.html",
    "tiltak/3.html",
    "tiltak/7.html",
    "indikator/11.html",
    "indikator/12.html",
    "indikator/11.json",
    "indikator/11.csv",
    "indikator/12.csv",
    "data/tiltak.csv",
    "data/indikatorer.csv",
    "data/oppfolging.json",
    "data/oppfolging.pdf",
    "data/oppfolging.docx",
    "data/tall.csv",
    "data/tall.xlsx",
    "tall.html",
    "tall-endret.html",
}


@pytest.fixture(scope="module")
def site(example_plan: Plan) -> Site:
    """The example plan with all of its follow-up published, in English."""
    return Site(Snapshot(plan=example_plan, follow_up=follow_up_of(example_plan)), "en")


@pytest.fixture(scope="module")
def bare(example_plan: Plan) -> Site:
    """The same with nothing of it published."""
    return Site(Snapshot(plan=example_plan), "en")


@pytest.fixture(scope="module")
def folder(example_plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site with all of its follow-up, as files."""
    folder = tmp_path_factory.mktemp("www") / "plan"
    told = follow_up_of(example_plan)
    write_site(Snapshot(plan=example_plan, follow_up=told), folder, SiteOptions())
    return folder


def html(site: Site, address: str) -> str:
    page = site.page(address)
    assert page is not None, address
    return page.body.decode()


def words(site: Site, address: str) -> str:
    said = re.sub(r"<[^>]*>", " ", html(site, address)).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", said)


def strategy(plan: Plan) -> str:
    return next(one.id for one in plan.walk() if not one.children)


class TestNothingPublished:
    def test_there_are_no_pages_of_it(self, bare: Site, site: Site) -> None:
        under = {address for address in site.addresses() if address.startswith("tall/")}
        assert set(site.addresses()) - set(bare.addresses()) == GOING | under
        assert all(bare.page(address) is None for address in GOING | under)

    def test_no_page_tells_of_it(self, bare: Site) -> None:
        for address in ("index.html", f"e/{strategy(bare.plan)}.html", "data.html"):
            assert "How it goes" not in html(bare, address)
            assert 'class="going' not in html(bare, address)
            assert "oppfolging" not in html(bare, address)

    def test_the_other_elements_pages_differ_only_in_the_menu(
        self, bare: Site, example_plan: Plan
    ) -> None:
        """Where states are not published, an element that nothing serves has nothing more."""
        shown = ("measures", "status")
        some = Site(
            Snapshot(plan=example_plan, follow_up=follow_up_of(example_plan, shown=shown)), "en"
        )
        other = f"e/{example_plan.elements[-1].id}.html"
        entry = '<li><a href="../oppfolging.html">How it goes</a></li>'
        whole = re.sub(rf"\s*{re.escape(entry)}", "", html(some, other))

        assert re.sub(r"\s+", " ", whole) == re.sub(r"\s+", " ", html(bare, other))


class TestChartToExplore:
    def test_the_page_leads_to_it_where_there_is_a_line_to_draw(self, site: Site) -> None:
        assert 'data-explore="11.json"' in html(site, "indikator/11.html")
        assert "data-explore" not in html(site, "indikator/12.html")
        assert site.page("indikator/12.json") is None
        assert site.page("indikator/011.json") is None

    def test_it_holds_its_own_numbers(self, site: Site) -> None:
        page = site.page("indikator/11.json")
        assert page is not None
        assert page.content_type == "application/json"
        assert '"told":"12,0\u00a0%"' in page.body.decode()


class TestNumbersOfOne:
    def test_they_are_taken_away_as_csv(self, site: Site) -> None:
        assert 'href="11.csv"' in html(site, "indikator/11.html")
        rows = list(
            csv.DictReader(
                io.StringIO(html(site, "indikator/11.csv").lstrip("\ufeff")), delimiter=";"
            )
        )

        assert [row["Value"] for row in rows] == ["9.5", "", "12"]
        assert {row["Indicator"] for row in rows} == {"Andel som sykler til jobb"}
        assert site.page("indikator/13.csv") is None
        assert site.page("tiltak/3.csv") is None


class TestElement:
    def test_it_says_how_it_stands_and_why(self, site: Site) -> None:
        said = words(site, f"e/{strategy(site.plan)}.html")

        assert "◆ off track" in said
        assert "Off track, because 1 of 2 measures delayed: Lyssette turveien" in said
        assert "15 May 2026" in said
        assert "1. tertial 2026" in said

    def test_its_measures_go_on_below_it(self, site: Site) -> None:
        page = html(site, f"e/{strategy(site.plan)}.html")
        said = words(site, f"e/{strategy(site.plan)}.html")

        assert 'href="../tiltak/3.html"' in page
        assert "! delayed" in said
        assert "31 October 2027" in said
        assert "Vei og park" in said

    def test_an_indicator_has_a_sentence_a_chart_and_a_table(self, site: Site) -> None:
        page = html(site, f"e/{strategy(site.plan)}.html")
        said = words(site, f"e/{strategy(site.plan)}.html")

        assert "12,0 % in 2025, 2,0 percentage points behind the path to 20,0 % in 2030." in said
        assert '<svg class="line-chart"' in page
        assert "2023 9,5 % ✗ not approved" in said
        assert "2024 not shown, to protect people's privacy" in said.replace("&#39;", "'")

    def test_what_people_have_written_is_text(self, site: Site) -> None:
        page = html(site, f"e/{strategy(site.plan)}.html")

        assert "<langs>" not in page
        assert "&lt;langs&gt;" in page

    def test_another_says_that_nothing_is_reported(self, site: Site) -> None:
        assert "– nothing reported" in words(site, f"e/{site.plan.elements[-1].id}.html")


class TestWholePlan:
    def test_the_front_page_tells_it_at_a_glance(self, site: Site) -> None:
        said = words(site, "index.html")

        assert re.search(r"◆ off track 1 ", said)
        assert re.search(r"! delayed 1 ✓ done 1 ", said)
        assert re.search(r"✗ not approved 1 \? not judged 1 ", said)
        assert "As of 15 May 2026, for 1. tertial 2026." in said

    def test_the_list_has_everything(self, site: Site) -> None:
        page = html(site, "oppfolging.html")

        for address in GOING:
            if address.startswith(("tiltak/", "indikator/")) and address.endswith(".html"):
                assert f'href="{address}"' in page

    def test_a_measure_has_a_page(self, site: Site) -> None:
        said = words(site, "tiltak/3.html")

        assert "2026: 1 200 thousand kroner, investment budget" in said
        assert "Nye sykkelplasser" in said
        assert f'href="../e/{strategy(site.plan)}.html"' in html(site, "tiltak/3.html")

    def test_an_indicator_has_a_page(self, site: Site) -> None:
        said = words(site, "indikator/11.html")

        assert "It began at 8,0 % in 2020." in said
        assert "↗ more is better" in said

    @pytest.mark.parametrize("address", ["tiltak/4.html", "tiltak/03.html", "indikator/x.html"])
    def test_what_is_not_published_has_none(self, site: Site, address: str) -> None:
        assert site.page(address) is None


class TestChosenParts:
    def test_judgements_that_are_not_chosen_are_nowhere(self, example_plan: Plan) -> None:
        told = follow_up_of(example_plan, shown=("indicators",), measures=(), states=())
        indicators = [
            one.model_copy(update={"desired": "", "accepted": "", "not_approved": ""})
            for one in told.indicators
        ]
        told = told.model_copy(update={"indicators": tuple(indicators)})
        site = Site(Snapshot(plan=example_plan, follow_up=told), "en")

        for address in ("index.html", "oppfolging.html", "indikator/11.html"):
            assert "not approved" not in words(site, address)
            assert "not judged" not in words(site, address)
        assert "data/tiltak.csv" not in site.downloads

    def test_columns_that_are_not_chosen_are_not_there(self, example_plan: Plan) -> None:
        told = follow_up_of(example_plan, shown=("measures", "deadline"))
        site = Site(Snapshot(plan=example_plan, follow_up=told), "en")

        assert "Status" not in words(site, "oppfolging.html")
        assert "Deadline" in words(site, "oppfolging.html")


class TestExamples:
    note = "These are examples"

    def test_every_page_that_shows_any_says_so(self, example_plan: Plan) -> None:
        told = follow_up_of(example_plan, examples=True)
        site = Site(Snapshot(plan=example_plan, follow_up=told), "en")
        own = f"e/{strategy(example_plan)}.html"

        for address in ("index.html", own, *sorted(GOING)):
            if address.endswith(".html"):
                assert self.note in words(site, address), address

    def test_real_figures_are_not_called_so(self, site: Site) -> None:
        assert self.note not in words(site, "oppfolging.html")


class TestOpenData:
    def rows(self, site: Site, address: str) -> list[list[str]]:
        page = site.page(address)
        assert page is not None
        text = page.body.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text), delimiter=";"))

    def test_measures(self, site: Site) -> None:
        heads, first, second = self.rows(site, "data/tiltak.csv")

        assert heads[-1] == "2026, investment budget, kroner"
        own = strategy(site.plan)
        assert first[:2] == ["3", "Lyssette turveien <langs> elva"]
        assert first[2:] == [own, "delayed", "2027-10-31", "Vei og park", "1200000"]
        assert second[1] == "'=Sykkeltelling"

    def test_values(self, site: Site) -> None:
        rows = self.rows(site, "data/indikatorer.csv")

        assert [row[4:6] for row in rows[1:]] == [["2023", "9.5"], ["2024", ""], ["2025", "12"]]

    def test_all_of_it(self, site: Site) -> None:
        page = site.page("data/oppfolging.json")
        assert page is not None
        follow_up = site.snapshot.follow_up
        assert follow_up is not None

        assert orjson.loads(page.body) == follow_up.model_dump(mode="json")

    def test_the_page_of_open_data_leads_to_each(self, site: Site) -> None:
        page = html(site, "data.html")

        for address in GOING:
            if address.startswith("data/"):
                assert f'href="{address}"' in page


class TestStatic:
    def test_it_is_the_same_in_every_language(self, folder: Path) -> None:
        for prefix in ("", *(f"{language}/" for language in LANGUAGES[1:])):
            for address in GOING:
                assert (folder / prefix / address).is_file(), prefix + address

    def test_every_page_is_well_formed_and_every_id_its_own(
        self, folder: Path, example_plan: Plan
    ) -> None:
        pages = [folder / one for one in GOING if one.endswith(".html")]
        own = folder / f"e/{strategy(example_plan)}.html"
        for path in [*pages, folder / "index.html", own]:
            text = path.read_text(encoding="utf-8")
            html5lib.HTMLParser(strict=True).parse(text)
            ids = re.findall(r'\bid="([^"]+)"', text)
            assert len(ids) == len(set(ids)), path

    def test_html_validate_has_nothing_to_say(self, folder: Path, example_plan: Plan) -> None:
        own = f"e/{strategy(example_plan)}.html"
        chosen = [str(folder / one) for one in (*GOING, "index.html", own) if one.endswith("html")]

        told = subprocess.run(
            [NODE, VALIDATE, "--config", ".htmlvalidate.json", *chosen],
            cwd=FRONTEND,
            capture_output=True,
            text=True,
            check=False,
        )

        assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-1000:]

    def test_every_link_leads_somewhere(self, folder: Path) -> None:
        for address in (one for one in GOING if one.endswith(".html")):
            path = folder / address
            for link in re.findall(r'(?:href|src)="([^"#]+)', path.read_text(encoding="utf-8")):
                if not link.startswith(("http", "mailto:")):
                    assert (path.parent / link.partition("?")[0]).exists(), link


PEERS = {
    "tables": [
        {
            "source": "ssb",
            "table": "12134",
            "title": "Eksempeltabell",
            "address": "https://www.ssb.no/statbank/table/12134",
            "licence": "CC BY 4.0",
        }
    ],
    "unrevised": (2025,),
    "notes": ("Tall for 2024 er ikke med.",),
    "peers": [
        {"region": "1103", "name": "Stavanger", "values": {"2023": "7.0", "2025": "13.5"}},
        {"region": "4601", "name": "Bergen", "values": {"2023": "10", "2025": ":"}},
        {"region": "EKG12", "name": "Kostragruppe 12", "values": {"2025": "11.0"}},
    ],
}


class TestNumbers:
    @pytest.fixture
    def fetched(self, example_plan: Plan) -> Site:
        """The same site, with the first indicator's values fetched from a table."""
        told = follow_up_of(example_plan)
        first, *others = told.indicators
        first = type(first).model_validate({**first.model_dump(), "fetched": PEERS})
        told = told.model_copy(update={"indicators": (first, *others)})
        return Site(Snapshot(plan=example_plan, follow_up=told), "en")

    def test_an_indicator_is_beside_others_with_what_is_missing_and_not_checked(
        self, fetched: Site
    ) -> None:
        said = words(fetched, "indikator/11.html")

        assert "Of 2 municipalities it is number 2 in 2025." in said
        assert "1 of those chosen has no number that year." in said
        assert "12,0 (not finally checked)" in said
        assert "confidential" in said
        assert "Kostragruppe 12" in said
        assert "Tall for 2024 er ikke med." in said
        assert "CC BY 4.0" in said

    def test_all_those_of_a_theme_and_those_of_its_goals_have_a_page(
        self, fetched: Site, example_plan: Plan
    ) -> None:
        theme = example_plan.elements[0]
        start = words(fetched, "tall.html")
        assert "Andel som sykler til jobb" in start
        assert "Nye sykkelplasser" in start
        assert f"tall/{theme.id}.html" in html(fetched, "tall.html")

        below = words(fetched, f"tall/{strategy(example_plan)}.html")
        assert "Andel som sykler til jobb" in below
        assert fetched.page("tall/ingen.html") is None
        assert fetched.page(f"tall/{example_plan.elements[-1].id}.html") is None

    def test_a_publication_from_before_numbers_were_compared_keeps_its_bytes(
        self, site: Site, fetched: Site
    ) -> None:
        assert b'"fetched"' not in site.snapshot.data()
        assert load_snapshot(fetched.snapshot.data()).sha256() == fetched.snapshot.sha256()

    def test_each_chart_has_its_figures(self, fetched: Site) -> None:
        page = html(fetched, "tall.html")

        assert page.count('class="small-chart"') == page.count('class="numbers__figures"') == 1

    def test_what_moved_is_told_with_why_the_rest_is_not(self, fetched: Site) -> None:
        said = words(fetched, "tall-endret.html")

        assert "Nye sykkelplasser : there are no numbers" in said
        assert "Andel som sykler til jobb : there is no number for the year before" in said

    def test_every_number_is_to_be_had_with_source_and_licence(self, fetched: Site) -> None:
        lines = html(fetched, "data/tall.csv").lstrip("\ufeff").splitlines()

        own = next(line for line in lines if ";2025;12;%" in line)
        assert own.endswith(
            ";yes;;Eksempeltabell https://www.ssb.no/statbank/table/12134;CC BY 4.0"
        )
        assert any(";Bergen;4601;2025;;%;confidential;" in line for line in lines)
        assert any(";Kostragruppe 12;EKG12;2025;11;%;" in line for line in lines)
        book = fetched.page("data/tall.xlsx")
        assert book is not None
        assert book.body.startswith(b"PK")

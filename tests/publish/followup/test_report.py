"""How a plan goes as a document: theme by theme, each indicator with its chart and its numbers."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import pytest

from ledetraad.errors import Phrase
from ledetraad.i18n import LANGUAGES, Language, catalogue
from ledetraad.plan.model import Plan
from ledetraad.publish.figures.figure import Figure
from ledetraad.publish.followup.fetched import Fetched
from ledetraad.publish.followup.figure import indicator_figure
from ledetraad.publish.followup.model import FollowUp, PublishedIndicator
from ledetraad.publish.followup.outlook import outlook, rounded
from ledetraad.publish.followup.report import going_report
from ledetraad.publish.report.model import Heading, Report, Table, Text
from ledetraad.publish.site import Site
from ledetraad.publish.site.book import Book
from ledetraad.publish.site.offered import MOST_DRAWN, offered
from ledetraad.publish.snapshot import Snapshot
from tests.publish.followup.example import follow_up_of
from tests.publish.test_write_pdf import words

STEADY = (41, 40, 40, 38, 37, 37, 35, 34, 34, 32)


def an_indicator(*numbers: float | None, since: int = 2016, **other: Any) -> PublishedIndicator:
    """Leakage of water by year; None where it was not measured."""
    values = [
        {"period": str(year), "measured": date(year, 12, 31)}
        | ({"missing": "not_measured"} if one is None else {"value": str(one)})
        for year, one in enumerate(numbers, since)
    ]
    given: dict[str, Any] = {
        "number": 21,
        "name": "Lekkasje fra vannledningene",
        "measure_unit": "%",
        "decimals": 1,
        "direction": "down",
        "baseline_year": 2015,
        "baseline": "42",
        "targets": [{"year": 2030, "value": "28"}],
        "desired": "≤ 30",
        "source": "KOSTRA",
        "values": values,
    }
    made = PublishedIndicator.model_validate({**given, **other})
    ahead = outlook(made.said, made.values)
    return made.model_copy(update={"outlook": rounded(ahead) if ahead is not None else None})


def drawn(one: PublishedIndicator, language: Language = "en", *, judged: bool = False) -> Figure:
    figure = indicator_figure(one, "Asker", catalogue(language).gettext, judged=judged)
    assert figure is not None
    return figure


def _rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """All that a chart's layers hold."""
    return [row for layer in spec["layer"] for row in layer["data"]["values"]]


class TestFigure:
    def test_the_table_has_history_path_and_forecast_with_its_bands(self) -> None:
        figure = drawn(an_indicator(*STEADY))

        assert figure.heads == (
            "Year",
            "Value",
            "Path to the target",
            "Expected",
            "Likely within (80 %)",
            "Likely within (95 %)",
        )
        by_year = {row[0]: row[1:] for row in figure.rows}
        assert list(by_year) == [str(year) for year in range(2015, 2031)]
        assert by_year["2015"][:2] == ("", "42,0")
        assert by_year["2025"][0] == "32,0"
        assert by_year["2030"][1] == "28,0"
        assert all("–" in cell for cell in by_year["2026"][3:])

    def test_why_a_number_is_missing_stands_in_its_place(self) -> None:
        figure = drawn(an_indicator(41, None, 40))

        assert figure.rows[2][1] == "not measured"

    def test_judgements_stand_beside_the_numbers_only_where_they_are_published(self) -> None:
        one = an_indicator(31, 29)

        assert [row[-1] for row in drawn(one, judged=True).rows if row[1]] == [
            "not approved",
            "desired",
        ]
        assert "Judgement" not in drawn(one).heads

    def test_it_is_told_without_seeing_in_every_language(self) -> None:
        one = an_indicator(*STEADY)

        for language in LANGUAGES:
            alt = drawn(one, language).alt
            assert "Lekkasje fra vannledningene" in alt
            assert "41,0\u00a0%" in alt
            assert "32,0\u00a0%" in alt
            assert "2030" in alt

    def test_breaks_and_numbers_not_finally_checked_are_told_in_table_and_chart(self) -> None:
        one = an_indicator(*STEADY)
        marked = [
            each.model_copy(update={"broken": each.period == "2020"}) for each in one.values[:-1]
        ]
        last = one.values[-1].model_copy(update={"unrevised": True})
        one = one.model_copy(update={"values": (*marked, last)})

        figure = drawn(one)
        by_year = {row[0]: row[1] for row in figure.rows}
        texts = [row["text"] for row in _rows(figure.spec) if "text" in row]

        assert by_year["2020"] == "37,0 (break: not quite comparable with the years before)"
        assert by_year["2025"] == "32,0 (not finally checked)"
        assert "break" in texts
        assert "Hollow: not finally checked." in figure.caption
        assert "title" not in figure.spec
        assert "The number has not been finally checked." in figure.alt

    def test_thirds_of_years_are_drawn_too(self) -> None:
        values = [
            {"period": f"2025-T{third}", "measured": date(2025, 4 * third, 28), "value": "8.5"}
            for third in (1, 2, 3)
        ]
        one = an_indicator(frequency="tertial", values=values)

        figure = drawn(one)

        assert figure.heads == ("Period", "Value")
        assert [row[1] for row in figure.rows] == ["8,5", "8,5", "8,5"]

    @pytest.mark.parametrize("numbers", [(), (None, None)])
    def test_there_is_none_where_there_is_nothing_to_draw(
        self, numbers: tuple[float | None, ...]
    ) -> None:
        assert indicator_figure(an_indicator(*numbers), "Asker", str) is None


def a_report(plan: Plan, language: Language = "en", **other: Any) -> Report:
    element = follow_up_of(plan).indicators[0].element
    indicators = (*follow_up_of(plan).indicators, an_indicator(*STEADY, element=element))
    follow_up = follow_up_of(plan, **{"indicators": indicators, **other})
    going = Book(Snapshot(plan=plan, follow_up=follow_up)).going
    assert going is not None
    return going_report(plan, going, "Asker kommune", language)


class TestReport:
    def test_it_tells_of_the_elements_that_something_is_known_of(self, example_plan: Plan) -> None:
        told = a_report(example_plan).blocks
        headings = [one.words for one in told if isinstance(one, Heading)]

        assert headings == [
            "At a glance",
            "1 Samarbeid for å nå målene",
            "Strategy 1.1.1",
            "Andel som sykler til jobb",
            "Lekkasje fra vannledningene",
            "Results of measures",
            "Measure 3: Lyssette turveien <langs> elva",
            "Nye sykkelplasser",
        ]

    def test_an_indicator_has_its_sentence_its_outlook_and_its_chart(
        self, example_plan: Plan
    ) -> None:
        told = a_report(example_plan).blocks
        at = next(
            at for at, one in enumerate(told) if isinstance(one, Heading) and "Lekk" in one.words
        )
        sentence, ahead, figure = told[at + 1 : at + 4]

        assert isinstance(sentence, Text)
        assert sentence.words.startswith("32,0\u00a0% in 2025")
        assert isinstance(ahead, Text)
        assert "% likely that the target is met. Not approved." in sentence.words
        assert ahead.words.startswith("Fast enough – significant progress")
        assert isinstance(figure, Figure)

    def test_what_was_joined_and_what_must_be_shown_stands_below_the_chart(
        self, example_plan: Plan
    ) -> None:
        merged = Phrase("Merged in %(year)s: %(old)s became %(new)s.", year=2020, old="1", new="2")
        fetched = Fetched(must_show=("Brudd i tidsserien.",), notices=(merged.kept(),))
        element = follow_up_of(example_plan).indicators[0].element
        one = an_indicator(*STEADY, element=element).model_copy(update={"fetched": fetched})

        told = a_report(example_plan, indicators=(one,)).blocks
        at = next(at for at, block in enumerate(told) if isinstance(block, Figure))

        assert [block.words for block in told[at + 1 : at + 3] if isinstance(block, Text)] == [
            "Merged in 2020: 1 became 2.",
            "Brudd i tidsserien.",
        ]

    def test_measures_show_what_was_chosen_of_them_and_nothing_else(
        self, example_plan: Plan
    ) -> None:
        bare = a_report(example_plan, shown=("measures", "indicators", "states"))
        table = next(
            one for one in bare.blocks if isinstance(one, Table) and one.title == "Measures"
        )

        assert table.heads == ("Measure",)
        assert not any("Judgement" in figure.heads for figure in bare.figures)

    def test_what_is_invented_is_said_to_be(self, example_plan: Plan) -> None:
        assert "invented" in a_report(example_plan, examples=True).lead
        assert a_report(example_plan).lead == ""


@pytest.fixture(scope="module")
def site(example_plan: Plan) -> Site:
    """The example plan with all of its follow-up published."""
    return Site(Snapshot(plan=example_plan, follow_up=follow_up_of(example_plan)), "nb")


class TestDownload:
    def test_as_pdf(self, site: Site) -> None:
        page = site.page("data/oppfolging.pdf")
        assert page is not None

        assert page.content_type == "application/pdf"
        assert "Andel som sykler til jobb" in words(page.body)

    def test_as_word(self, site: Site) -> None:
        page = site.page("data/oppfolging.docx")
        assert page is not None
        document = docx.Document(io.BytesIO(page.body))

        assert len(document.inline_shapes) == 1
        assert document.paragraphs[0].text == "Hvordan det går"

    def test_it_is_made_once(self, site: Site) -> None:
        first, second = (site.page("data/oppfolging.pdf") for _ in range(2))

        assert first is not None
        assert second is not None
        assert first.body is second.body

    def test_a_site_with_a_great_many_charts_goes_without(self, example_plan: Plan) -> None:
        def indicators(count: int) -> FollowUp:
            one = PublishedIndicator(number=1, name="X", baseline=Decimal(1))
            return follow_up_of(example_plan, indicators=(one,) * count)

        assert "data/oppfolging.pdf" in offered(10, indicators(MOST_DRAWN))
        assert "data/oppfolging.pdf" not in offered(10, indicators(MOST_DRAWN + 1))

"""PxWebApi v2 and v1 against a real server with a recorded real answer."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from ledetraad.statistics.faults import InvalidSelection, SourceUnavailable, UnknownTable
from ledetraad.statistics.formats.jsonstat import read_jsonstat
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.sources.base import Edition, Role, Selection, Source
from ledetraad.statistics.sources.http import Http
from ledetraad.statistics.sources.pxweb1 import PxWeb1
from ledetraad.statistics.sources.pxweb2 import PxWeb2
from tests.statistics.sources.office import Clock, Fault, Office

_ALL = Selection("05300", {})
_CINEMA = Selection(
    "05300", {"Kulturtilbud": ("01",), "Avstand1": ("*",), "ContentsCode": ("*",), "Tid": ("*",)}
)


@pytest.fixture(params=["v2", "v1"])
def source(request: pytest.FixtureRequest, office: Office, http: Http) -> Source:
    """The office through either API."""
    if request.param == "v2":
        return PxWeb2("ssb", f"{office.address}/v2", http, page="https://x.no/{table}")
    return PxWeb1("ssb", f"{office.address}/v1/no", http, page="https://x.no/{table}")


def _sorted(observed: Observed) -> list[tuple[Any, ...]]:
    return sorted(tuple(map(str, row.values())) for row in observed.table.to_pylist())


def _recorded(recorded: dict[str, Any]) -> Observed:
    return read_jsonstat(orjson.dumps(recorded), "x").datasets[0]


def test_a_whole_table_comes_as_it_was_recorded(source: Source, recorded: dict[str, Any]) -> None:
    fetched = source.fetch(_ALL)

    assert _sorted(fetched.observed) == _sorted(_recorded(recorded))
    dataset = fetched.observed.dataset
    assert (dataset.source, dataset.code, dataset.licence) == ("ssb", "05300", "CC BY 4.0")
    assert dataset.address == "https://x.no/05300"
    assert fetched.edition.updated == _recorded(recorded).dataset.updated
    assert fetched.notices == ()


def test_a_part_is_asked_for_by_its_codes(source: Source, office: Office) -> None:
    fetched = source.fetch(
        Selection("05300", {"Kulturtilbud": ("05", "0?"), "Avstand1": ("01",), "Tid": ("top(2)",)})
    )

    assert set(fetched.observed.table["period"].to_pylist()) == {"2016", "2021"}
    assert len(fetched.observed.table) == 8 * 2
    assert len(office.data_asked) == 1


def test_what_is_more_than_an_answer_holds_comes_in_parts(
    source: Source, office: Office, recorded: dict[str, Any]
) -> None:
    office.most_cells = office.told_most = 100

    fetched = source.fetch(_ALL)

    assert _sorted(fetched.observed) == _sorted(_recorded(recorded))
    assert len(office.data_asked) > 4
    assert fetched.observed.dataset.categories["Kulturtilbud"]["05"] == "Museum"


def test_an_office_that_gives_less_than_it_says_is_asked_for_less(
    source: Source, office: Office, recorded: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledetraad.statistics.sources.pxweb._FEWEST_CELLS", 10)
    office.most_cells, office.told_most = 100, None

    fetched = source.fetch(_ALL)

    assert _sorted(fetched.observed) == _sorted(_recorded(recorded))


def test_an_office_that_gives_nothing_is_given_up(source: Source, office: Office) -> None:
    office.most_cells, office.told_most = 0, None

    with pytest.raises(SourceUnavailable, match="even a small part"):
        source.fetch(_CINEMA)


def test_busy_cut_and_failing_answers_are_got_over(
    source: Source, office: Office, clock: Clock
) -> None:
    office.faults.extend([Fault(429, headers={"Retry-After": "7"}), Fault(cut=True), Fault(503)])

    fetched = source.fetch(_CINEMA)

    assert len(fetched.observed.table) == 6 * 9
    assert clock.slept == [7.0, 2.0, 4.0]


def test_a_table_that_changes_while_it_is_fetched_is_fetched_again(
    source: Source, office: Office
) -> None:
    office.most_cells = office.told_most = 300

    def change(at: Office) -> None:
        at.tables["05300"] = at.tables["05300"] | {"updated": "2026-06-15T06:00:00Z"}
        at.after_data.clear()

    office.after_data.append(change)
    fetched = source.fetch(_ALL)

    assert fetched.edition.updated is not None
    assert fetched.edition.updated.year == 2026
    assert len(fetched.observed.table) == 432


def test_a_table_that_keeps_changing_is_left(source: Source, office: Office) -> None:
    office.most_cells = office.told_most = 300
    days = iter(range(10, 30))

    def change(at: Office) -> None:
        at.tables["05300"] = at.tables["05300"] | {"updated": f"2026-06-{next(days)}T06:00:00Z"}

    office.after_data.append(change)

    with pytest.raises(SourceUnavailable, match="being changed"):
        source.fetch(_ALL)


def test_unchanged_is_told_by_the_date_of_change(source: Source, office: Office) -> None:
    edition = source.fetch(_CINEMA).edition

    assert source.unchanged("05300", edition)
    office.tables["05300"] = office.tables["05300"] | {"updated": "2026-06-15T06:00:00Z"}
    assert not source.unchanged("05300", edition)
    assert not source.unchanged("05300", Edition())


def test_a_code_that_is_gone_is_told_and_the_rest_comes(source: Source) -> None:
    fetched = source.fetch(Selection("05300", {"Kulturtilbud": ("01", "99"), "Avstand1": ("01",)}))

    assert len(fetched.observed.table) == 9
    (notice,) = fetched.notices
    assert "no value 99 of “kulturtilbud” any more" in str(notice)


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ({"Kulturtilbud": ("99",)}, "no value 99"),
        ({"ContentsCode": ("Avstand", "Borte")}, "no value Borte"),
        ({"Kommune": ("0301",)}, "no variable “Kommune”"),
        ({"Tid": ("top(fem)",)}, "can't be understood"),
        ({"Tid": ("range(2015)",)}, "can't be understood"),
    ],
)
def test_a_choice_that_is_not_there_is_refused_before_it_is_asked(
    source: Source, office: Office, choices: dict[str, tuple[str, ...]], says: str
) -> None:
    with pytest.raises(InvalidSelection) as refused:
        source.fetch(Selection("05300", choices))

    assert says in refused.value.what()
    assert refused.value.remedy()
    assert office.data_asked == []


def test_a_refusal_of_the_office_is_told_in_its_own_words(source: Source, office: Office) -> None:
    body = b'{"title": "Non-existent value", "error": "Non-existent value"}'
    office.data_faults.append(Fault(400, body))

    with pytest.raises(InvalidSelection, match=r"Non-existent value \(HTTP 400\)"):
        source.fetch(_CINEMA)


def test_a_table_that_is_not_there_is_told(source: Source) -> None:
    with pytest.raises(UnknownTable, match="no table 99999"):
        source.fetch(Selection("99999"))


def test_a_table_is_found_by_words_and_by_number(source: Source) -> None:
    by_words, by_number = source.find("avstand"), source.find("05300")

    assert [hit.code for hit in by_words] == ["05300"]
    assert [hit.code for hit in by_number] == ["05300"]
    assert (by_words[0].first, by_words[0].last) == ("1991", "2021")
    assert source.find("ingenting") == []


def test_a_table_is_described_without_its_numbers(source: Source) -> None:
    description = source.describe("05300")

    roles = [(each.code, each.role) for each in description.variables]
    assert roles == [
        ("Avstand1", Role.SORT),
        ("Kulturtilbud", Role.SORT),
        ("ContentsCode", Role.CONTENT),
        ("Tid", Role.PERIOD),
    ]
    assert description.contents[0].label == "Avstand til nærmeste lokale/sted"
    assert description.variables[1].values["05"] == "Museum"
    assert description.hit.last == "2021"


def test_units_are_told_before_fetching(office: Office, http: Http) -> None:
    description = PxWeb2("ssb", f"{office.address}/v2", http).describe("05300")

    assert (description.contents[0].unit, description.contents[0].decimals) == ("prosent", 0)


@pytest.mark.parametrize("end", ["flag", "title"])
def test_a_table_that_has_ended_is_told_at_refresh(office: Office, http: Http, end: str) -> None:
    if end == "flag":
        office.discontinued.add("05300")
    else:
        label = office.tables["05300"]["label"] + " (avslutta serie)"
        office.tables["05300"] = office.tables["05300"] | {"label": label}

    fetched = PxWeb2("ssb", f"{office.address}/v2", http).fetch(_CINEMA)

    assert "The table has ended, with 2021 as its last period" in str(fetched.notices[0])


def test_the_limits_that_the_office_tells_are_kept(office: Office, clock: Clock) -> None:
    http = Http(clock=clock, sleep=clock.sleep)
    source = PxWeb1("ssb", f"{office.address}/v1/no", http)

    for _ in range(40):
        source.fetch(_CINEMA)

    assert clock.slept == []  # v1 tells 300 calls in 60 s

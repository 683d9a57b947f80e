"""PX files in: keywords, encodings, languages, missing signs, numbers in order and by keys."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledetraad.statistics.datasets import Content
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.px import read_px
from ledetraad.statistics.observations import Observed
from tests.statistics.cubes import Cube, cubes

_TABLE = """\
CHARSET="ANSI";
AXIS-VERSION="2013";
LANGUAGE="no";
LANGUAGES="no","en";
MATRIX="07459";
TITLE="07459: Folkemengde; etter "
"region og år";
TITLE[en]="07459: Population";
CONTENTS="Folkemengde";
UNITS="personer";
DECIMALS=1;
STUB="region";
HEADING="innhold","år";
CONTVARIABLE="innhold";
VARIABLECODE("region")="Region";
VARIABLECODE("innhold")="ContentsCode";
VARIABLECODE("år")="Tid";
VALUES("region")="Røyken (-2019)","Asker";
VALUES[en]("region")="Røyken (until 2019)","Asker";
CODES("region")="0627","3203";
VALUES("innhold")="Personer","Vekst";
CODES("innhold")="Personer1","Vekst";
UNITS("Vekst")="prosent";
PRECISION("innhold","Vekst")=2;
VALUES("år")="2022","2023","2024";
TIMEVAL("år")=TLIST(A1,"2022"-"2024");
LAST-UPDATED("Personer")="20240221 08:00";
LAST-UPDATED("Vekst")="20240301 08:00";
SOURCE="Statistisk sentralbyrå";
NOTE="Kan vises.";
NOTEX="Må vises.#På to linjer.";
VALUENOTE("region","Asker")="Slått sammen i 2020.";
DATASYMBOL1=".";
DATASYMBOL3=":";
DATA=
"." "." "." 1.25 ".." "..."
97784,98815 100000 "-" 1.1
0.5;
"""


def _read(text: str, encoding: str = "cp1252", language: str = "") -> Observed:
    return read_px(text.encode(encoding), "t.px", language=language).datasets[0]


def _rows(observed: Observed) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in observed.table.to_pylist()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cube=cubes(), keyed=st.booleans())
def test_a_cube_reads_back_to_the_same_observations(cube: Cube, keyed: bool) -> None:
    observed = _read(cube.px(keyed=keyed), "utf-8")

    assert _rows(observed) == cube.rows


def test_numbers_signs_and_what_they_are_of() -> None:
    observed = _read(_TABLE)

    assert [row[:2] + row[3:4] + row[5:] for row in _rows(observed)] == [
        ("Personer1", "0627", "2022", None, "."),
        ("Personer1", "0627", "2023", None, "."),
        ("Personer1", "0627", "2024", None, "."),
        ("Vekst", "0627", "2022", 1.25, None),
        ("Vekst", "0627", "2023", None, ".."),
        ("Vekst", "0627", "2024", None, ":"),
        ("Personer1", "3203", "2022", 97784.0, None),
        ("Personer1", "3203", "2023", 98815.0, None),
        ("Personer1", "3203", "2024", 100000.0, None),
        ("Vekst", "3203", "2022", 0.0, "-"),
        ("Vekst", "3203", "2023", 1.1, None),
        ("Vekst", "3203", "2024", 0.5, None),
    ]


def test_what_the_file_says_of_itself() -> None:
    dataset = _read(_TABLE).dataset

    assert dataset.title == "07459: Folkemengde; etter region og år"
    assert (dataset.code, dataset.source) == ("07459", "Statistisk sentralbyrå")
    assert dataset.contents == (
        Content("Personer1", "Personer", "personer", 1),
        Content("Vekst", "Vekst", "prosent", 2),
    )
    assert dataset.regions == {"0627": "Røyken (-2019)", "3203": "Asker"}
    assert dataset.updated is not None
    assert dataset.updated.isoformat() == "2024-03-01T08:00:00+01:00"
    assert dataset.notes == (
        "Må vises.\nPå to linjer.",
        "Kan vises.",
        "Asker: Slått sammen i 2020.",
    )
    assert dataset.must_show == ("Må vises.\nPå to linjer.",)


def test_another_language_of_the_file_can_be_asked_for() -> None:
    dataset = _read(_TABLE, language="en").dataset

    assert dataset.title == "07459: Population"
    assert dataset.regions["0627"] == "Røyken (until 2019)"


@pytest.mark.parametrize(
    ("encoding", "charset"), [("cp1252", "ANSI"), ("cp850", ""), ("utf-8", "ANSI")]
)
def test_letters_are_read_in_the_encodings_that_px_files_have(encoding: str, charset: str) -> None:
    text = _TABLE if charset else _TABLE.replace('CHARSET="ANSI";\n', "")

    assert _read(text, encoding).dataset.regions["0627"] == "Røyken (-2019)"


def test_a_told_codepage_counts_before_all_else() -> None:
    text = _TABLE.replace('CHARSET="ANSI";', 'CHARSET="ANSI";\nCODEPAGE="windows-1252";')

    assert _read(text).dataset.regions["0627"] == "Røyken (-2019)"


def test_rows_with_keys_by_name_may_come_in_any_order_and_be_left_out() -> None:
    keyed = _TABLE[: _TABLE.index("DATA=")] + (
        'KEYS("region")=VALUES;\nDATA=\n"Asker",1 2 3 4 5 ".."\n;'
    )

    rows = _rows(_read(keyed))

    assert [row[5] for row in rows] == [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, None]


def test_a_table_of_one_thing_without_codes_is_read() -> None:
    text = (
        'CONTENTS="Boliger";UNITS="antall";TITLE="Boliger";STUB="kommune";HEADING="år";'
        'VALUES("kommune")="Asker","Bærum";VALUES("år")="2023","2024";DATA=1 2 3 4;'
    )

    observed = _read(text, "utf-8")

    assert observed.dataset.contents == (Content("value", "Boliger", "antall"),)
    assert [row[1:4:2] for row in _rows(observed)] == [
        ("Asker", "2023"),
        ("Asker", "2024"),
        ("Bærum", "2023"),
        ("Bærum", "2024"),
    ]


@pytest.mark.parametrize(
    ("text", "says", "place"),
    [
        (_TABLE.replace("0.5;", ";"), "11 numbers, but its variables make 12", "t.px:35"),
        (_TABLE.replace("0.5;", "0.5 7;"), "13 numbers", "t.px:35"),
        (_TABLE.replace("97784", "mange"), "Number 7 of the file is “mange”", "t.px:35"),
        (_TABLE[: _TABLE.index("DATA=")], "no DATA", "t.px"),
        (_TABLE.replace("DECIMALS=1;", "DECIMALS 1;"), "from line 11 on", "t.px"),
        (_TABLE.replace('STUB="region";\nHEADING="innhold","år";\n', ""), "no variables", "t.px"),
        (_TABLE.replace('"0627","3203"', '"3203"'), "2 values and 1 codes", "t.px"),
        (_TABLE.replace("ANSI", 'X";\nCODEPAGE="klingon'), "written in klingon", "t.px"),
    ],
)
def test_a_bad_file_is_refused_with_what_is_wrong_where_and_what_to_do(
    text: str, says: str, place: str
) -> None:
    with pytest.raises(UnreadableStatistics) as refused:
        _read(text)

    assert says in refused.value.what()
    assert refused.value.where == place
    assert refused.value.remedy()


def test_a_key_that_is_no_value_is_named() -> None:
    keyed = _TABLE[: _TABLE.index("DATA=")] + 'KEYS("region")=CODES;\nDATA="9999",1 2 3 4 5 6;'

    with pytest.raises(UnreadableStatistics, match="no value “9999”"):
        _read(keyed)

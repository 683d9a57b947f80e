"""What can't be read is refused in one way, with a place and a remedy; doubt becomes findings."""

from __future__ import annotations

import os
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.model import Plan
from ledetraad.readers import ReadResult, read_bytes, read_document
from tests.work import work

ROOT = Path(__file__).parents[2]
ASKER = (ROOT / "examples" / "asker-2020-2032-forslag.txt").read_bytes()
LINES = ASKER.decode("utf-8").split("\n")
NOBODY = 65534
HEAD_WORDS = frozenset(["referanse", "hovedmål", "delmål", "strategier", "til", "og"])

OVERVIEW = """Mål og strategier for Eksempel kommune

• AK: Laget av Eksempel kommune
• FN-T (nr.): Basert på FNs bærekraftsmål og tilpasset kommunen.

 God helse
Hovedmål
Referanse  HOVEDMÅL
AK Alle har god helse.

Delmål og strategier
Referanse DELMÅL Referanse STRATEGIER TIL DELMÅL
"""


def refusal(data: bytes, name: str = "plan.txt") -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as raised:
        read_bytes(data, name)
    return raised.value


def codes_of(result: ReadResult) -> set[str]:
    return {finding.code for finding in result.findings}


def assert_told(error: UnreadableDocument, where: str = "plan.txt") -> None:
    assert error.where.endswith(where)
    assert error.what() and error.remedy()
    assert "%" not in error.what() + error.remedy()


@contextmanager
def as_a_user_without_rights() -> Iterator[None]:
    """Root may read everything, so give up being root for a moment."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\r\n \x0c ",
        "\ufeff".encode(),
        " \n".encode("utf-16"),
        "\u00a0\n\u2003".encode(),
    ],
)
def test_a_document_with_nothing_in_it_is_called_empty(data: bytes) -> None:
    error = refusal(data)

    assert "empty" in error.what()
    assert_told(error)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\n%PDF-1.4\n", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (rb"{\rtf1\ansi Hovedm\'e5l}", "office"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(256)) * 40, "binary"),
        (ASKER + b"\0" * 10, "binary"),
    ],
)
def test_a_document_of_another_kind_is_named_for_what_it_is(data: bytes, kind: str) -> None:
    error = refusal(data)

    assert kind in error.what()
    assert_told(error)


@pytest.mark.parametrize(
    "text",
    [
        "Kjære innbygger,\n\nvelkommen til møte om skolen.\n",
        "x" * 1_000_000,
        "\n".join(f"Linje {number} av en vanlig tekst." for number in range(5_000)),
        "Delmål og strategier er viktige for oss alle.",
    ],
)
def test_a_text_that_is_no_overview_is_refused(text: str) -> None:
    error = refusal(text.encode())

    assert "No overview" in error.what()
    assert_told(error)


def test_headings_with_nothing_under_them_are_refused() -> None:
    heads = "Helse\nHovedmål\nReferanse HOVEDMÅL\n\nDelmål og strategier\n"

    error = refusal((heads * 8).encode())

    assert "no goal under them" in error.what()
    assert_told(error)


@pytest.mark.parametrize("keep", [0.25, 0.5, 0.75])
def test_a_document_cut_off_in_the_middle_is_read_as_far_as_it_goes(keep: float) -> None:
    whole = [element.words for element in read_bytes(ASKER, "plan.txt").plan.walk()]

    cut = read_bytes(ASKER[: int(len(ASKER) * keep)], "plan.txt").plan

    told = [element.words for element in cut.walk()]
    assert told[:-1] == whole[: len(told) - 1]


def test_a_document_cut_off_inside_a_letter_is_read_and_the_letter_reported() -> None:
    place = ASKER.index("vurdere kostnadsnivået".encode()) + len("vurdere kostnadsniv") + 1

    result = read_bytes(ASKER[:place], "plan.txt")

    assert codes_of(result) == {"LT203", "LT008"}


def test_letters_that_are_damaged_are_reported_where_they_stand() -> None:
    result = read_bytes(ASKER.replace(b"God helse", b"God\xff helse"), "plan.txt")

    (finding,) = [finding for finding in result.findings if finding.code == "LT008"]
    assert (finding.level, finding.number) == ("theme", "4")
    assert result.plan.elements[3].title == "God\ufffd helse"


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"])
def test_bytes_that_are_not_what_their_mark_says_are_refused(mark: bytes) -> None:
    assert_told(refusal(mark + b"\xd8\x00\xd8"))


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    tracemalloc.start()

    with pytest.raises(UnreadableDocument) as raised:
        read_document(path)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000
    assert "too large" in raised.value.what()
    assert_told(raised.value)


def test_a_huge_upload_is_refused() -> None:
    assert_told(refusal(b"a" * (30 * 1024 * 1024 + 1)))


def test_more_lines_than_any_plan_has_are_refused() -> None:
    error = refusal(b"a\n" * 600_000)

    assert "lines" in error.what()
    assert_told(error)


@pytest.mark.parametrize("name", ["plan.pages", "plan", "", ".txt", "plan.txt%s"])
def test_an_ending_that_no_reader_takes_is_refused_with_those_that_one_does(name: str) -> None:
    error = refusal(ASKER, name)

    assert ".txt" in error.remedy()


def test_a_missing_file_a_folder_and_a_loop_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to("loop.txt")

    for name in ("missing.txt", "folder.txt", "loop.txt"):
        with pytest.raises(UnreadableDocument) as raised:
            read_document(tmp_path / name)
        assert_told(raised.value, name)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.txt")

    with pytest.raises(UnreadableDocument) as told:
        read_document(tmp_path / "plan.txt")

    assert_told(told.value, str(tmp_path / "plan.txt"))


def test_a_file_that_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(ASKER)
    path.chmod(0)

    with as_a_user_without_rights(), pytest.raises(UnreadableDocument) as raised:
        read_document(path)

    assert_told(raised.value)


def test_a_statement_of_a_million_letters_is_read() -> None:
    words = "bærekraft " * 100_000

    result = read_bytes(f"{OVERVIEW}AK Alle {words}.\n    AK Vi skal.\n".encode(), "plan.txt")

    assert max(len(element.text) for element in result.plan.walk()) > 900_000


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "A A ",
        "11.3 ",
        "FN-T ",
        "AK ",
        "referanse ",
        "2020 ",
        "og ",
        "-",
        "(",
        "Å.",
        "\u00ad",
    ],
)
@pytest.mark.parametrize("end", ["", "-", " " * 100_000 + "x", "\u00a0" * 100_000 + "("])
def test_a_line_of_many_thousand_letters_does_not_stop_the_reader(piece: str, end: str) -> None:
    line = piece * (100_000 // len(piece)) + end
    document = f"{line}\n\n{OVERVIEW}AK Alle har\n{line}\n{line}\n    AK Vi skal.\n{line}\n"

    result = read_bytes(document.encode(), "plan.txt")

    assert any("Vi skal." in element.words for element in result.plan.walk())


GARBAGE = {
    "the same row": "AK Alle.",
    "codes": "FN-T",
    "numbers": "11.3",
    "strategies": "    AK Vi skal.",
    "legend": "• AK: Laget av Eksempel kommune",
    "hyphens": "tilrette-",
    "capitals": "FN",
    "sections": "Delmål og strategier",
    "main sections": "Hovedmål",
    "heads": "Referanse HOVEDMÅL",
    "blank": "    ",
    "page": "\f Side",
    "sentences": "Dette er en setning.",
}


@pytest.mark.parametrize("line", GARBAGE.values(), ids=GARBAGE.keys())
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["close", "apart"])
def test_the_work_of_reading_garbage_grows_with_its_length(line: str, between: str) -> None:
    def read(lines: int) -> None:
        block = between.join(line.replace("AK:", f"A{place}:") for place in range(lines))
        with suppress(UnreadableDocument):
            read_bytes(f"{block}\n{OVERVIEW}{block}\n".encode(), "plan.txt")

    read(10)  # what is made once is made here
    assert work(lambda: read(1_200)) < 8 * work(lambda: read(300))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=2_000), st.text(max_size=500).map(str.encode)))
def test_any_bytes_give_a_plan_or_a_refusal(data: bytes) -> None:
    try:
        result = read_bytes(data, "plan.txt")
    except UnreadableDocument as error:
        assert_told(error)
    else:
        assert result.findings


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*OVERVIEW.split("\n"), "", "    ", "FN-T", "AK", "11.3", "FN 11.4"]),
            st.text(max_size=40),
        ),
        max_size=60,
    )
)
def test_parts_of_an_overview_in_any_order_give_a_plan_or_a_refusal(lines: list[str]) -> None:
    try:
        read_bytes("\n".join([OVERVIEW, *lines]).encode("utf-8", "replace"), "plan.txt")
    except UnreadableDocument as error:
        assert_told(error)


def words_in_plan(result: ReadResult) -> Counter[str]:
    return Counter(
        word.casefold()
        for element in result.plan.walk()
        for text in [element.words, *(reference.printed for reference in element.references)]
        for word in text.split()
    )


def assert_no_word_is_lost(lines: list[str], result: ReadResult) -> None:
    """Every word from the first theme on is in the plan; what stands before it is front matter.

    Words of the table's heads are left out on both sides. A row in the front matter counts as told
    when a finding names its line, or says that the first theme has lost its heading.
    """
    first = min(
        (element.source.line or 0 for element in result.plan.walk() if element.source),
        default=1,
    )
    in_lines = Counter(
        word.casefold() for line in lines[first - 1 :] for word in normalize("NFC", line).split()
    )
    lost = in_lines - words_in_plan(result)
    assert set(lost) <= HEAD_WORDS
    told = {finding.place.line for finding in result.findings if finding.place}
    lost_heading = "LT005" in codes_of(result)
    for number, line in enumerate(lines[: first - 1], start=1):
        if line.strip().startswith(("AK Asker", "AK Alle", "FN-T")):
            assert number in told or lost_heading


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, len(LINES) - 1), max_size=40))
def test_no_word_is_lost_without_a_word_when_lines_are_missing(missing: set[int]) -> None:
    lines = [line for place, line in enumerate(LINES) if place not in missing]

    result = read_bytes("\n".join(lines).encode(), "plan.txt")

    assert_no_word_is_lost(lines, result)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_word_is_lost_without_a_word_when_lines_change_places(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 60))):
        one = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.integers(0, len(lines) - 1))
        lines[one], lines[other] = lines[other], lines[one]

    try:
        result = read_bytes("\n".join(lines).encode(), "plan.txt")
    except UnreadableDocument as error:
        assert_told(error)
    else:
        assert_no_word_is_lost(lines, result)


def test_reading_keeps_step_with_the_length_of_the_document() -> None:
    row = "    FN-T\n11.3\n11.7\n\nEksempel kommune skal tilrettelegge for trygge møteplasser.\n\n"
    goal = "AK Eksempelsamfunnet har gode og\ntrygge lokalsamfunn.\n\n    \n\n"
    theme = f" God helse\n{OVERVIEW.split(' God helse')[1].lstrip()}{(goal + row * 4) * 10}"

    def read(themes: int) -> Plan:
        document = OVERVIEW.split(" God helse", maxsplit=1)[0] + theme * themes
        return read_bytes(document.encode(), "plan.txt").plan

    assert sum(1 for _ in read(40).walk()) == 40 * 52
    assert work(lambda: read(40)) < 6 * work(lambda: read(10))

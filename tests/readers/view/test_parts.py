"""A document is shown part by part, and all that was read from it is marked where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ledetraad.readers.opened import Opened, open_and_read
from ledetraad.readers.progress import told_to
from ledetraad.readers.view import Part, parts_of
from ledetraad.readers.view.pages import page_picture
from ledetraad.readers.view.shapes import Flow, Grid, Picture, Said

ROOT = Path(__file__).parents[3]
DOCUMENTS = ROOT / "tests" / "documents"
ASKER = [
    ROOT / "examples" / "asker-2020-2032-forslag.txt",
    DOCUMENTS / "pdf" / "asker.pdf",
    DOCUMENTS / "pdf" / "asker-rotated.pdf",
    DOCUMENTS / "pdf" / "asker-unruled.pdf",
    DOCUMENTS / "word" / "asker-merged.docx",
    DOCUMENTS / "word" / "asker-libreoffice.docx",
    DOCUMENTS / "sheets" / "asker.xlsx",
    DOCUMENTS / "sheets" / "asker.ods",
    DOCUMENTS / "sheets" / "asker.csv",
]


def opened(path: Path) -> tuple[Opened, Sequence[Part]]:
    data = path.read_bytes()
    document = open_and_read(data, path.name)
    return document, parts_of(document, data, path.name)


@pytest.mark.parametrize("path", ASKER, ids=lambda path: path.name)
def test_every_element_of_the_plan_is_marked_in_the_document(path: Path) -> None:
    document, parts = opened(path)

    assert document.plan is not None
    marked = {each for part in parts for each in part.marks()}
    assert marked == {element.id for element in document.plan.walk()}


def test_an_element_is_marked_where_its_own_words_stand() -> None:
    document, parts = opened(DOCUMENTS / "word" / "measures.docx")

    (part,) = parts
    assert isinstance(part, Flow) and document.plan is not None
    words = {element.id: element.words for element in document.plan.walk()}
    for block in part.blocks:
        if isinstance(block, Grid):
            for cell in (cell for row in block.rows for cell in row.cells if cell.marks):
                assert [words[each] for each in cell.marks] == [cell.text]
        elif block.marks:
            assert [words[each] for each in block.marks] == [block.text]


def test_what_has_no_place_in_the_plan_has_no_mark() -> None:
    _, parts = opened(DOCUMENTS / "word" / "measures.docx")

    said = [block for block in parts[0].blocks if isinstance(block, Said)]
    assert [block.text for block in said if not block.marks] == [
        "Handlingsplan for Eksempel kommune 2026-2030",
        "Vedtatt av kommunestyret 12. juni 2026",
    ]


def test_a_pdfs_parts_are_its_pages_with_boxes_that_lie_on_them() -> None:
    _, parts = opened(DOCUMENTS / "pdf" / "asker-rotated.pdf")

    assert [part.page for part in parts if isinstance(part, Picture)] == list(range(1, 18))
    for part in parts:
        assert isinstance(part, Picture)
        for box in part.boxes:
            assert box.left >= 0 and box.left + box.width <= part.width + 1
            assert box.top >= 0 and box.top + box.height <= part.height + 1
    kinds = {box.kind for part in parts if isinstance(part, Picture) for box in part.boxes}
    assert kinds == {"cell", "heading", "item", "text", "dropped"}


def test_a_page_that_is_turned_is_shown_as_it_is_read() -> None:
    path = DOCUMENTS / "pdf" / "asker-rotated.pdf"
    _, parts = opened(path)

    for part in parts:
        assert isinstance(part, Picture)
        picture = page_picture(path.read_bytes(), path.name, part.page, part.turn, scale=1)
        width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
        assert (width > height) == (part.width > part.height)


def test_there_is_no_picture_of_a_page_that_is_not_there() -> None:
    path = DOCUMENTS / "pdf" / "asker.pdf"

    for page in (0, 12, -1):
        with pytest.raises(IndexError):
            page_picture(path.read_bytes(), path.name, page, 0)


def test_a_sheet_has_its_own_letters_and_row_numbers_also_where_cells_are_merged() -> None:
    _, parts = opened(DOCUMENTS / "sheets" / "merged.xlsx")

    (part,) = parts
    (grid,) = (block for block in part.blocks if isinstance(block, Grid))
    assert part.title == "Tiltak"
    assert grid.letters == ("A", "B", "C", "D", "E", "F", "G")
    assert [row.label for row in grid.rows[:4]] == ["1", "2", "3", "4"]


def test_every_part_of_a_long_sheet_is_short_enough_to_be_seen_at_once() -> None:
    rows = "\n".join(f"Delmål;Alle har det godt i krets {n}." for n in range(1, 401))
    data = f"Nivå;Tekst\n{rows}\n".encode()

    document = open_and_read(data, "lang.csv")
    parts = parts_of(document, data, "lang.csv")

    assert len(parts) >= 5
    shown = [len(block.rows) for part in parts for block in part.blocks if isinstance(block, Grid)]
    assert max(shown) <= 60
    assert sum(shown) == 401


def test_the_reading_of_a_pdf_tells_of_each_page() -> None:
    path = DOCUMENTS / "pdf" / "asker.pdf"
    told: list[tuple[int, int]] = []

    with told_to(lambda done, total: told.append((done, total))):
        open_and_read(path.read_bytes(), path.name)

    assert told == [(page, 11) for page in range(1, 12)]


def test_the_reading_of_a_pdf_can_be_stopped() -> None:
    path = DOCUMENTS / "pdf" / "asker.pdf"

    class Stopped(Exception):
        pass

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped), told_to(stop):
        open_and_read(path.read_bytes(), path.name)

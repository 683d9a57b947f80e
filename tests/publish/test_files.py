"""Files are written whole or not at all, in the format of their ending."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import pytest

from ledetraad.errors import UnwritableOutput
from ledetraad.files import write_atomically
from ledetraad.publish.files import convert
from ledetraad.publish.registry import WRITERS
from ledetraad.readers import read_document
from tests.build import a_plan

PLAN = a_plan("Satsingsområde: A\n  Hovedmål [FN-T 4]: B")


@pytest.mark.parametrize("ending", WRITERS)
def test_each_ending_gives_its_format(tmp_path: Path, ending: str) -> None:
    convert(PLAN, tmp_path / f"plan{ending.upper()}", "nb")

    assert [path.name for path in tmp_path.iterdir()] == [f"plan{ending.upper()}"]
    assert (tmp_path / f"plan{ending.upper()}").stat().st_size


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    convert(PLAN, tmp_path / "plan.csv", "nn")

    assert read_document(tmp_path / "plan.csv").plan == PLAN


@pytest.mark.parametrize("name", ["plan.odt", "plan"])
def test_an_unknown_ending_is_answered_with_those_that_are_known(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnwritableOutput, match=r"\.json, \.csv, \.xlsx, \.md, \.ttl"):
        convert(PLAN, tmp_path / name, "nb")


def test_a_folder_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(UnwritableOutput) as refused:
        convert(PLAN, tmp_path / "none" / "plan.json", "nb")

    assert refused.value.where == str(tmp_path / "none" / "plan.json")
    assert refused.value.remedy()


def test_a_folder_of_the_same_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "plan.json").mkdir()

    with pytest.raises(UnwritableOutput):
        convert(PLAN, tmp_path / "plan.json", "nb")

    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_if_writing_stops_halfway_the_old_file_stays(tmp_path: Path) -> None:
    place = tmp_path / "plan.json"
    place.write_text("before")

    def stops(out: BinaryIO) -> None:
        out.write(b"half")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        write_atomically(place, stops)

    assert place.read_text() == "before"
    assert list(tmp_path.iterdir()) == [place]


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    place = tmp_path / "plan.json"
    place.write_text("before")
    place.chmod(0o640)

    write_atomically(place, lambda out: out.write(b"after") and None)

    assert place.read_text() == "after"
    assert place.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("before")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")

    write_atomically(tmp_path / "link.json", lambda out: out.write(b"after") and None)

    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "after"


def test_a_pipe_or_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "plan.json"
    os.mkfifo(pipe)

    with pytest.raises(UnwritableOutput, match="pipe or a device"):
        convert(PLAN, pipe, "nb")

    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]

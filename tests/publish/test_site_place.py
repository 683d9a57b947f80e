"""Putting a site in its place, also where the folder itself can't be exchanged."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ledetraad.errors import UnwritableOutput
from ledetraad.publish.site import place
from ledetraad.publish.site.write import MARK, write_site
from ledetraad.publish.snapshot import Snapshot
from tests.build import a_plan

OLD = Snapshot(plan=a_plan("Satsingsområde: Gammel\n  Hovedmål: Alle har det godt."))
NEW = Snapshot(plan=a_plan("Satsingsområde: Ny\n  Hovedmål: Alle har det bedre."))
Rename = Callable[[Path, Path], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site that stands in its folder, with a page that the next one doesn't have."""
    write_site(OLD, tmp_path / "site")
    (tmp_path / "site" / "gone.html").touch()
    return tmp_path / "site"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def fails(monkeypatch: pytest.MonkeyPatch, when: Callable[[Path], bool], error: Exception) -> None:
    """Renaming what `when` says yes to fails, also where it changes names with another."""
    rename: Rename = Path.rename
    exchange = place.swap

    def stubborn(self: Path, target: Path) -> Path:
        if when(self):
            raise error
        return rename(self, target)

    def stubborn_swap(one: Path, other: Path) -> bool:
        if when(one) or when(other):
            raise error
        return exchange(one, other)

    monkeypatch.setattr(Path, "rename", stubborn)
    monkeypatch.setattr(place, "swap", stubborn_swap)


def parent_is_closed(monkeypatch: pytest.MonkeyPatch, parent: Path) -> None:
    mkdtemp = tempfile.mkdtemp

    def closed(*, prefix: str, dir: Path) -> str:
        if dir == parent:
            raise PermissionError(errno.EACCES, "no")
        return mkdtemp(prefix=prefix, dir=dir)

    monkeypatch.setattr(tempfile, "mkdtemp", closed)


def is_new(folder: Path, tmp_path: Path) -> bool:
    fresh = tmp_path / "as-it-should-be"
    write_site(NEW, fresh)
    return contents(folder) == contents(fresh)


def test_a_folder_whose_parent_is_closed_gets_the_site_inside(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as closed:
        parent_is_closed(closed, tmp_path)
        write_site(NEW, folder)

    assert is_new(folder, tmp_path)


def test_an_empty_folder_whose_parent_is_closed_gets_the_site_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "www"
    folder.mkdir(mode=0o2775)
    before = folder.stat()
    with monkeypatch.context() as closed:
        parent_is_closed(closed, tmp_path)
        write_site(NEW, folder)

    assert is_new(folder, tmp_path)
    assert (folder.stat().st_ino, folder.stat().st_mode) == (before.st_ino, before.st_mode)


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV, errno.EPERM])
def test_a_folder_that_can_not_be_moved_keeps_its_place_and_gets_the_new_entries(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = folder.stat().st_ino
    with monkeypatch.context() as closed:
        fails(closed, lambda path: path == folder, OSError(number, "no"))
        write_site(NEW, folder)

    assert folder.stat().st_ino == before
    assert list(tmp_path.iterdir()) == [folder]
    assert is_new(folder, tmp_path)


def test_the_folder_where_one_stands_is_not_moved_away(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    write_site(NEW, Path())

    assert (Path.cwd() / "index.html").is_file()
    assert os.stat(".").st_ino == folder.stat().st_ino  # noqa: PTH116  (by the name that is used)
    assert is_new(folder, tmp_path)


@pytest.mark.parametrize("name", ["index.html", MARK, "gone.html"])
@pytest.mark.parametrize("error", [OSError(errno.EIO, "no"), KeyboardInterrupt()])
def test_if_an_entry_can_not_change_places_the_old_site_is_put_back(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: Exception
) -> None:
    before = contents(folder)
    parent_is_closed(monkeypatch, tmp_path)
    with monkeypatch.context() as closed:
        fails(closed, lambda path: path == folder / name, error)
        with pytest.raises((UnwritableOutput, KeyboardInterrupt)):
            write_site(NEW, folder)

    assert contents(folder) == before
    assert not [path for path in folder.iterdir() if path.is_dir() and path.name.startswith(".")]


def test_what_a_power_cut_left_in_the_folder_is_cleared_away(tmp_path: Path) -> None:
    folder = tmp_path / "www"
    (folder / ".ledetraad-left" / "e").mkdir(parents=True)

    write_site(NEW, folder)

    assert is_new(folder, tmp_path)

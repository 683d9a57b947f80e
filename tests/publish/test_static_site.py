"""The site as files: whole, linked, valid, and never half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from ledetraad.errors import UnwritableOutput
from ledetraad.plan.model import Plan
from ledetraad.publish.profile import Profile
from ledetraad.publish.site import Site, SiteOptions, place
from ledetraad.publish.site.write import MARK, write_site
from ledetraad.publish.snapshot import Snapshot

FRONTEND = Path(__file__).parents[2] / "frontend"
NODE = Path(sys.executable).parent / "node"
VALIDATE = "node_modules/html-validate/bin/html-validate.mjs"


@pytest.fixture(scope="session")
def site(example_plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plan's whole site, in a sub-folder as a municipality would have it."""
    folder = tmp_path_factory.mktemp("www") / "planer" / "samfunnsdel"
    write_site(Snapshot(plan=example_plan), folder, SiteOptions(findings=True, styleguide=True))
    return folder


@dataclass
class Page:
    """What a page links to, the places on it, and what it says of itself."""

    links: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: int = 0
    title: str = ""
    language: str = ""


class _Gatherer(HTMLParser):
    LINKS = ("href", "src", "action", "data-search", "data-explore")

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.page.links += [given[name] or "" for name in self.LINKS if name in given]
        if "id" in given:
            self.page.ids.append(given["id"] or "")
        if tag == "html":
            self.page.language = given["lang"] or ""
        if tag == "link" or "src" in given:
            self.page.taken.append(given.get("src") or given.get("href") or "")
        self.page.headings += tag == "h1"
        self._in_title = tag == "title" and not self.page.title

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.page.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Page]:
    """Every page of the site, gathered once."""
    gathered = {}
    for path in site.rglob("*.html"):
        gatherer = _Gatherer()
        gatherer.feed(path.read_text(encoding="utf-8"))
        gathered[path] = gatherer.page
    return gathered


def kinds(site: Path, plan: Plan) -> list[str]:
    """The addresses of one page of every kind."""
    of_each_level = {element.level: element for element in reversed(list(plan.walk()))}
    return [
        *(f"e/{element.id}.html" for element in of_each_level.values()),
        *(str(path.relative_to(site)) for path in site.glob("*.html")),
        *("fn/index.html", "fn/11.html", "fn/11.3.html", "fn/1.html"),
    ]


def test_there_is_a_page_for_every_element_goal_and_target_in_every_language(
    site: Path, example_plan: Plan
) -> None:
    for language in ("", "nn/", "en/"):
        assert {page.stem for page in (site / language / "e").iterdir()} == {
            element.id for element in example_plan.walk()
        }
        assert len(list((site / language / "fn").iterdir())) == 1 + 17 + 169


def test_every_link_leads_somewhere_within_the_site_and_to_its_place_on_the_page(
    site: Path, pages: dict[Path, Page]
) -> None:
    known = {str(path) for path in site.rglob("*")}
    broken = []
    for path, page in pages.items():
        for given in page.links:
            link = urlsplit(given)
            if link.scheme or link.netloc:
                continue
            target = os.path.normpath(path.parent / unquote(link.path)) if link.path else str(path)
            lost = link.fragment and link.fragment not in pages.get(Path(target), Page()).ids
            if target not in known or lost:
                broken.append((path.relative_to(site), given))
    assert not broken, broken[:10]


def test_no_page_takes_anything_from_another_place(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert not [taken for taken in page.taken if urlsplit(taken).netloc], path


def test_every_page_has_a_title_of_its_own_one_heading_and_a_language(
    site: Path, pages: dict[Path, Page]
) -> None:
    titles: dict[tuple[str, str], Path] = {}
    for path, page in pages.items():
        folder = path.relative_to(site).parts[0]
        assert page.language == (folder if folder in {"nn", "en"} else "nb")
        assert page.headings == 1, path
        same = titles.setdefault((page.language, page.title), path)
        assert same == path, (page.title, path, same)


def test_no_place_on_a_page_has_the_name_of_another(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path


def test_every_kind_of_page_is_valid_html(site: Path, example_plan: Plan) -> None:
    for language in ("", "nn/", "en/"):
        for kind in kinds(site, example_plan):
            parser = html5lib.HTMLParser(strict=False)
            parser.parse((site / language / kind).read_bytes(), transport_encoding="utf-8")
            assert not parser.errors, f"{language}{kind}: {parser.errors[:3]}"


def test_html_validate_has_nothing_to_say_of_any_kind_of_page(
    site: Path, example_plan: Plan
) -> None:
    chosen = [str(site / kind) for kind in kinds(site, example_plan)]

    told = subprocess.run(
        [NODE, VALIDATE, "--config", ".htmlvalidate.json", *chosen],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-1000:]


def test_writing_again_replaces_the_site_and_leaves_nothing_of_the_old(
    example_plan: Plan, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    snapshot = Snapshot(plan=example_plan, profile=Profile(languages=("nb",)))
    write_site(snapshot, folder)
    (folder / "gammel.html").write_text("gammel", encoding="utf-8")

    write_site(snapshot, folder)

    assert not (folder / "gammel.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_same_plan_gives_the_same_files(example_plan: Plan, tmp_path: Path) -> None:
    snapshot = Snapshot(plan=example_plan, profile=Profile(languages=("nn",)))
    for name in ("a", "b"):
        write_site(snapshot, tmp_path / name)

    for page in (tmp_path / "a").rglob("*"):
        if page.is_file():
            other = tmp_path / "b" / page.relative_to(tmp_path / "a")
            assert page.read_bytes() == other.read_bytes(), page


def test_a_folder_with_other_things_in_it_is_left_alone(example_plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "viktig.txt").write_text("mitt", encoding="utf-8")

    with pytest.raises(UnwritableOutput, match="not a site"):
        write_site(Snapshot(plan=example_plan), tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["viktig.txt"]


def test_a_site_that_can_not_be_finished_leaves_the_old_one_standing(
    example_plan: Plan, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    snapshot = Snapshot(plan=example_plan, profile=Profile(languages=("nb",)))
    write_site(snapshot, folder)

    def stop(done: int, _total: int) -> None:
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_site(snapshot, folder, progress=stop)

    assert (folder / "index.html").exists()
    assert (folder / MARK).read_text(encoding="ascii").strip() == snapshot.sha256()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_plan_with_nothing_in_it_still_has_a_site(example_plan: Plan, tmp_path: Path) -> None:
    empty = example_plan.model_copy(update={"elements": ()})

    write_site(Snapshot(plan=empty), tmp_path / "site")

    assert (tmp_path / "site" / "index.html").exists()


def test_a_pipe_or_a_device_is_never_replaced_by_a_site(example_plan: Plan, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(UnwritableOutput):
        write_site(Snapshot(plan=example_plan), pipe)

    assert pipe.is_fifo()


def test_no_text_in_a_plan_is_taken_for_a_mark_of_ours(example_plan: Plan) -> None:
    title = "En \ue000main\ue000 tittel \ue000med\ue000 rare tegn"
    plan = example_plan.model_copy(update={"title": title, "owner": title})

    page = Site(Snapshot(plan=plan), "nb").page("om.html")

    assert page is not None
    assert title in page.body.decode()


@pytest.mark.parametrize("can_swap", [True, False])
def test_an_interruption_at_the_last_moment_leaves_the_old_site_standing(
    example_plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_swap: bool
) -> None:
    folder = tmp_path / "site"
    write_site(Snapshot(plan=example_plan), folder)
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if target == folder and self.name != "old":
            raise KeyboardInterrupt
        return rename(self, target)

    def swap(one: Path, other: Path) -> bool:
        if can_swap:
            raise KeyboardInterrupt
        return False

    monkeypatch.setattr(Path, "rename", interrupted)
    monkeypatch.setattr(place, "swap", swap)
    with pytest.raises(KeyboardInterrupt):
        write_site(Snapshot(plan=example_plan), folder)

    assert (folder / "index.html").is_file()
    assert list(tmp_path.iterdir()) == [folder]

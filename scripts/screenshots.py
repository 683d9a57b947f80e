"""Photographs every kind of page of the example's site, in every mode it is read in.

    .venv/bin/python scripts/screenshots.py FOLDER [--only NAME ...]
    .venv/bin/python scripts/screenshots.py --readme

The second makes the README's picture, docs/images/thread.png.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from ledetraad.publish.site import SiteOptions
from ledetraad.publish.site.write import write_site
from ledetraad.publish.snapshot import Snapshot
from ledetraad.readers import read_document

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "asker-2020-2032-forslag.txt"
README_PICTURE = ROOT / "docs" / "images" / "thread.png"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MODES = {
    "wide": {"viewport": {"width": 1280, "height": 800}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}


def kinds(snapshot: Snapshot) -> dict[str, str]:
    """One address for each kind of page."""
    theme = snapshot.plan.elements[1]
    goal = theme.children[0]
    subgoal = goal.children[0]
    return {
        "front": "index.html",
        "theme": f"e/{theme.id}.html",
        "main-goal": f"e/{goal.id}.html",
        "subgoal": f"e/{subgoal.id}.html",
        "strategy": f"e/{goal.children[1].children[0].id}.html",
        "framework": "fn/index.html",
        "un-goal": "fn/11.html",
        "un-target": "fn/11.6.html",
        "overview": "oversikt.html",
        "findings": "funn.html",
        "search": "sok.html?q=sykkel",
        "register": "stikkord.html",
        "data": "data.html",
        "about": "om.html",
        "accessibility": "tilgjengelighet.html",
        "not-found": "404.html",
        "styleguide": "styleguide.html",
        "english": f"en/e/{subgoal.id}.html",
    }


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on an address of this machine."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def example_site() -> Iterator[tuple[Snapshot, str]]:
    """The example's site, written to a folder that is gone afterwards, and where it is served."""
    snapshot = Snapshot(plan=read_document(EXAMPLE).plan)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        write_site(snapshot, folder, SiteOptions(findings=True, styleguide=True))
        with served(folder) as address:
            yield snapshot, address


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def photograph(folder: Path, only: list[str]) -> None:
    """Every kind of page in every mode, and as it is printed."""
    folder.mkdir(parents=True, exist_ok=True)
    with example_site() as (snapshot, start), browser() as chromium:
        pages = {name: at for name, at in kinds(snapshot).items() if not only or name in only}
        for mode, settings in MODES.items():
            page = chromium.new_page(**settings)
            for name, address in pages.items():
                page.goto(start + address, wait_until="networkidle")
                page.screenshot(path=folder / f"{name}-{mode}.png", full_page=True)
            page.close()
        page = chromium.new_page()
        for name, address in pages.items():
            page.goto(start + address, wait_until="networkidle")
            page.pdf(path=folder / f"{name}-print.pdf", prefer_css_page_size=True)
        page.close()


def picture_for_readme() -> None:
    """The front page's thread, as the README shows it."""
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with example_site() as (_, start), browser() as chromium:
        page = chromium.new_page(viewport={"width": 1400, "height": 1000}, device_scale_factor=0.9)
        page.goto(start, wait_until="networkidle")
        page.locator(".picture__svg").screenshot(path=README_PICTURE)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where the photographs go")
    parser.add_argument("--only", nargs="*", default=[], help="names of kinds of pages")
    parser.add_argument("--readme", action="store_true", help="the README's picture")
    asked = parser.parse_args()
    if asked.readme:
        picture_for_readme()
    if asked.folder:
        photograph(asked.folder, asked.only)


if __name__ == "__main__":
    main()

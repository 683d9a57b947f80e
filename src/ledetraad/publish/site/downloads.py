"""The open data of a site: the whole plan in every form that it can be taken away in."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledetraad.i18n import N_
from ledetraad.plan.exchange import schema
from ledetraad.publish.registry import in_look_of

if TYPE_CHECKING:
    from ledetraad.publish.site.site import Site


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away.

    Args:
        ending: the format, by its ending.
        content_type: what it is to a browser.
        name: what it is to people.
        use: what it is good for.
    """

    ending: str
    content_type: str
    name: str
    use: str


MOST_IN_PDF = 1000
"""The PDF of a plan with more elements than these takes more than a second and 0.3 GB of memory to
set (10,000: 20 seconds and 3 GB), in each language: a site goes without."""

DOWNLOADS: dict[str, Download] = {
    "data/plan.pdf": Download(
        ".pdf",
        "application/pdf",
        N_("PDF"),
        N_("The whole plan to read and print, made for screen readers too (PDF/UA)."),
    ),
    "data/plan.docx": Download(
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        N_("Word"),
        N_("The whole plan as headings and tables, to go on writing in."),
    ),
    "data/plan.xlsx": Download(
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        N_("Excel"),
        N_("The overview, one row for each element, and the coverage of the UN's goals."),
    ),
    "data/plan.csv": Download(
        ".csv", "text/csv; charset=utf-8", N_("CSV"), N_("One row for each element, for analysis.")
    ),
    "data/plan.json": Download(
        ".json",
        "application/json",
        N_("JSON"),
        N_("The whole plan as a tree, with source places; can be read back without loss."),
    ),
    "data/plan.ttl": Download(
        ".ttl",
        "text/turtle; charset=utf-8",
        N_("RDF (Turtle)"),
        N_("Linked data: concepts in SKOS, tied to the UN's own identifiers."),
    ),
    "data/plan.md": Download(
        ".md", "text/markdown; charset=utf-8", N_("Markdown"), N_("The text itself, for reuse.")
    ),
    "data/plan.schema.json": Download(
        "", "application/schema+json", N_("JSON Schema"), N_("Describes the JSON file.")
    ),
}


_ONE_AT_A_TIME = threading.Lock()


def offered(elements: int) -> dict[str, Download]:
    """What a site with a plan of so many elements offers, by address."""
    return {
        address: download
        for address, download in DOWNLOADS.items()
        if download.ending != ".pdf" or elements <= MOST_IN_PDF
    }


def download(site: Site, address: str) -> bytes:
    """The bytes of a download; what takes long is made once, and kept with the site."""
    ending = DOWNLOADS[address].ending
    if not ending:
        return schema().encode()
    if ending != ".pdf":
        return _made(site, ending)
    with _ONE_AT_A_TIME:
        if address not in site.kept:
            site.kept[address] = _made(site, ending)
        return site.kept[address]


def _made(site: Site, ending: str) -> bytes:
    out = io.BytesIO()
    writer = in_look_of(ending, site.snapshot.profile)
    writer.write(site.plan, out, language=site.language)
    return out.getvalue()

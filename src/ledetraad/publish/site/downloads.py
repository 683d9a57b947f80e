"""The open data of a site: the whole plan in every form that it can be taken away in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledetraad.i18n import N_
from ledetraad.plan.exchange import schema
from ledetraad.publish.registry import WRITERS

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


DOWNLOADS: dict[str, Download] = {
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


def download(site: Site, address: str) -> bytes:
    """The bytes of a download."""
    ending = DOWNLOADS[address].ending
    if not ending:
        return schema().encode()
    out = io.BytesIO()
    WRITERS[ending].write(site.plan, out, language=site.language)
    return out.getvalue()

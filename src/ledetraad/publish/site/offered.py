"""What a site offers to take away, by address: the whole plan in every form, and the follow-up."""

from __future__ import annotations

from dataclasses import dataclass

from ledetraad.i18n import N_
from ledetraad.publish.followup.model import FollowUp
from ledetraad.publish.site.climate import (
    ACCOUNTS_NAMES,
    ACCOUNTS_USE,
    BUDGET_NAMES,
    BUDGET_USES,
    ClimatePlace,
    climate_places,
)


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


FOLLOW_UP = {
    "measures": {
        "data/tiltak.csv": Download(
            "", "text/csv; charset=utf-8", N_("Measures (CSV)"), N_("One row for each measure.")
        )
    },
    "indicators": {
        "data/indikatorer.csv": Download(
            "",
            "text/csv; charset=utf-8",
            N_("Indicators (CSV)"),
            N_("One row for each value of each indicator."),
        ),
        "data/tall.csv": Download(
            "",
            "text/csv; charset=utf-8",
            N_("Numbers (CSV)"),
            N_("The indicators' numbers, and others' beside them, with source and licence."),
        ),
        "data/tall.xlsx": Download(
            "",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            N_("Numbers (Excel)"),
            N_("The same, with a row for each indicator and one for each number."),
        ),
    },
    "": {
        "data/oppfolging.json": Download(
            "",
            "application/json",
            N_("Follow-up (JSON)"),
            N_("All that is published of how it goes, as it is kept in the publication."),
        )
    },
}
"""What is offered of the follow-up, by what of it has to be published; "" for anything."""
MOST_DRAWN = 200
"""A document with more charts than these takes more than ten seconds to draw, in each language: a
site goes without."""
REPORTS: dict[str, Download] = {
    "data/oppfolging.pdf": Download(
        ".pdf",
        DOWNLOADS["data/plan.pdf"].content_type,
        N_("How it goes (PDF)"),
        N_("All of it to read and print, with charts, made for screen readers too (PDF/UA)."),
    ),
    "data/oppfolging.docx": Download(
        ".docx",
        DOWNLOADS["data/plan.docx"].content_type,
        N_("How it goes (Word)"),
        N_("All of it with charts, to go on writing in."),
    ),
}
"""How the plan goes, as documents with charts; offered where anything of it is published."""


def offered(elements: int, follow_up: FollowUp | None = None) -> dict[str, Download]:
    """What a site offers, by address.

    Args:
        elements: how many its plan has.
        follow_up: what is published of its follow-up.
    """
    found = {
        address: download
        for address, download in DOWNLOADS.items()
        if download.ending != ".pdf" or elements <= MOST_IN_PDF
    }
    for place in climate_places(follow_up):
        found |= _of_climate(place)
    if follow_up is not None:
        for what, files in FOLLOW_UP.items():
            if not what or what in follow_up.shown:
                found |= files
        if elements <= MOST_IN_PDF and len(follow_up.indicators) <= MOST_DRAWN:
            found |= REPORTS
    return found


def _of_climate(place: ClimatePlace) -> dict[str, Download]:
    """What is offered of a climate budget and of its accounts."""
    budget = {
        address: Download(f".{ending}", _type(ending), BUDGET_NAMES[ending], BUDGET_USES[ending])
        for ending, address in place.files.items()
    }
    accounts = {
        address: Download(f".{ending}", _type(ending), ACCOUNTS_NAMES[ending], ACCOUNTS_USE)
        for ending, address in place.accounts_files.items()
    }
    return budget | accounts


def _type(ending: str) -> str:
    return DOWNLOADS[f"data/plan.{ending}"].content_type

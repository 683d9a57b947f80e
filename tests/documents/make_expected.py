"""Writes the expected plans of the documents that `make_word` and `make_pdf` make.

They are made of the same constants as the documents, or written here by hand:

.venv/bin/python -m tests.documents.make_expected
"""

from __future__ import annotations

from tests.documents import make_word
from tests.documents.form_content import Node, goal, measure, strategy, subgoal, theme
from tests.documents.make_forms import expect

LISTS = tuple(
    theme(
        title,
        *(
            strategy(text, measure(f"{text} i hver skole"))
            for text in ("Styrke tidlig innsats", "Følge opp planen hvert år")
        ),
    )
    for title in ("Gode oppvekstvilkår", "Grønn omstilling")
)
MERGED = (
    subgoal(
        "Første delmål",
        measure("Tiltak 1", responsible="Plan", deadline="2025"),
        measure("Tiltak 2", responsible="Plan", deadline="2025"),
    ),
    subgoal("Andre delmål", measure("Tiltak 3", responsible="Plan, innen 2026")),
)
SCORES = tuple(
    Node(
        "indicator",
        f"Andel innbyggere som svarer at de er fornøyd med tilbud {number}",
        facts=(("target", "80"), ("result", "74")),
    )
    for number in range(1, 61)
)


def main() -> None:
    """Write every expected plan anew."""
    expect("headings and lists", by_chapter(), "word/headings-libreoffice")
    expect("headings and lists", with_further_points(), "word/headings")
    expect("numbered goals", by_number(), "word/numbered")
    expect("a table per theme", by_row(), "word/measures")
    expect("headings and lists", LISTS, "pdf/lists")
    expect("a table per theme", MERGED, "pdf/merged")
    expect("a scorecard", SCORES, "pdf/ruled-across")


def by_chapter() -> list[Node]:
    """Each chapter's goal with what is done to reach it."""
    return [
        theme(title, goal(aim, *map(strategy, hows))) for title, aim, hows in make_word.CHAPTERS
    ]


def with_further_points() -> list[Node]:
    """The same, with a point under the last of each chapter."""
    further = measure("Særlig for de minste.")
    return [
        theme(title, goal(aim, *map(strategy, hows[:-1]), strategy(hows[-1], further)))
        for title, aim, hows in make_word.CHAPTERS
    ]


def by_number() -> list[Node]:
    """The same numbered, where nothing says what the goals are."""
    return [
        theme(title, subgoal(aim, *map(strategy, hows))) for title, aim, hows in make_word.CHAPTERS
    ]


def by_row() -> list[Node]:
    """A row's measure under the strategy and the subgoal that its merged cells say."""
    aims: dict[str, dict[str, list[Node]]] = {}
    at = ["", ""]
    for *above, text, who, when, codes in make_word.MEASURES:
        at = [said or before for said, before in zip(above, at, strict=True)]
        one = measure(text, codes.split(", "), responsible=who, deadline=when)
        aims.setdefault(at[0], {}).setdefault(at[1], []).append(one)
    steps = [
        subgoal(aim, *(strategy(how, *ones) for how, ones in hows.items()))
        for aim, hows in aims.items()
    ]
    return [theme("Trygge lokalsamfunn", *steps)]


if __name__ == "__main__":
    main()

"""Makes documents of six forms, each in several looks and formats, with their expected plans.

It needs LibreOffice. Run it from the project's folder:

.venv/bin/python -m tests.documents.make_forms
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.documents import make_pdf, make_sheets, make_word
from tests.documents.form_content import (
    CODES,
    COSTS,
    HEADINGS,
    MEASURES,
    NUMBERED,
    SCORECARD,
    Node,
    expected,
    goal,
)
from tests.documents.form_parts import (
    UP,
    Grid,
    Head,
    Part,
    Point,
    Row,
    Text,
    Title,
    lines_of_cells,
    markdown,
    page,
    sheet,
    word,
)

FOLDER = Path(__file__).parent
MEASURE_HEADS = ("Delmål", "Strategi", "Tiltak", "Ansvar", "Frist", "FN-mål")
MEASURE_WIDTHS = (0.2, 0.2, 0.24, 0.13, 0.12, 0.11)
SCORE_HEADS = (
    "Indikator",
    "Ønsket resultat",
    "Laveste aksepterte",
    "Ikke godkjent",
    "Resultat 2014",
)
SCORE_WIDTHS = (0.36, 0.16, 0.16, 0.16, 0.16)
SCORES = ("target", "lowest_accepted", "not_accepted", "result")
COST_HEADS = ("Tiltak", "Ansvar", "Frist", "Status", "Kostnad")
COST_WIDTHS = (0.34, 0.18, 0.14, 0.16, 0.18)
COST_KEYS = ("responsible", "deadline", "status", "cost")
CODE_GOALS = tuple(goal(words, codes=codes) for words, _, codes in CODES)
FORMS: dict[str, tuple[str, Sequence[Node]]] = {
    "measures": ("a table per theme", MEASURES),
    "headings": ("headings and lists", HEADINGS),
    "numbered": ("numbered goals", NUMBERED),
    "scorecard": ("a scorecard", SCORECARD),
    "costs": ("measures with status and cost", COSTS),
    "codes": ("codes of the UN's goals", CODE_GOALS),
}
Parts = list[Part]


def measures_merged() -> Parts:
    """A table for each theme, cells merged over the rows that they hold for."""
    parts: Parts = [Title("Handlingsplan for Eksempel kommune 2030-2034")]
    for theme in MEASURES:
        rows = [
            row
            for subgoal in theme.children
            for row in _merged(subgoal, subgoal.below("strategy"), _measure_cells)
        ]
        parts += [Head(theme.words), Grid([MEASURE_HEADS, *rows], MEASURE_WIDTHS)]
    return parts


def measures_repeated() -> Parts:
    """Every cell filled in every row; the codes first, and other words for the heads."""
    heads = ("Bærekraftsmål", "Delmål", "Strategi", "Tiltak", "Hvem", "Når")
    parts: Parts = [Title("Tiltak i Eksempel kommune"), Text("Tiltakene gjelder for 2030-2034.")]
    for theme in MEASURES:
        rows = [
            (codes, subgoal.words, strategy.words, *said)
            for subgoal in theme.children
            for strategy in subgoal.children
            for *said, codes in map(_measure_cells, strategy.children)
        ]
        widths = (0.12, 0.21, 0.21, 0.22, 0.12, 0.12)
        parts += [Head(theme.words), Grid([heads, *rows], widths)]
    return parts


def measures_stepped() -> Parts:
    """A subgoal and a strategy on rows of their own, above what stands under them."""
    parts: Parts = [Title("Handlingsdel for Eksempel kommune 2030-2034")]
    for theme in MEASURES:
        rows: list[Row] = [MEASURE_HEADS]
        for subgoal in theme.children:
            rows.append((subgoal.words, "", "", "", "", ""))
            for strategy in subgoal.children:
                rows.append(("", strategy.words, "", "", "", ""))
                rows += [("", "", *_measure_cells(one)) for one in strategy.children]
        parts += [Head(theme.words), Grid(rows, MEASURE_WIDTHS)]
    return parts


def _measure_cells(one: Node) -> Row:
    return (one.words, one.value("responsible"), one.value("deadline"), ", ".join(one.codes))


def _merged(subgoal: Node, strategies: Iterator[Node], cells: Callable[[Node], Row]) -> list[Row]:
    rows: list[Row] = []
    for strategy in strategies:
        for place, one in enumerate(strategy.children):
            above = (subgoal.words if not rows else UP, strategy.words if not place else UP)
            rows.append((*above, *cells(one)))
    return rows


def headings_with_labels() -> Parts:
    """ "Mål" and "Slik gjør vi det" as headings under each area, with bullets."""
    parts: Parts = [Title("Kommuneplan for Eksempel kommune 2030-2042")]
    for theme in HEADINGS:
        (aim,) = theme.children
        parts += [Head(theme.words), Head("Mål", 2), Text(aim.words), Head("Slik gjør vi det", 2)]
        parts += [Point(how.words) for how in aim.children]
    return parts


def headings_that_say_all() -> Parts:
    """The level's name stands in the heading itself, and in the goal's paragraph."""
    parts: Parts = [Title("Samfunnsdel for Eksempel kommune 2030-2042")]
    for number, theme in enumerate(HEADINGS, start=1):
        (aim,) = theme.children
        parts += [Head(f"Satsingsområde {number}: {theme.words}"), Text(f"Mål: {aim.words}")]
        parts += [Text("Slik gjør vi det:"), *(Point(how.words) for how in aim.children)]
    return parts


def headings_with_prose() -> Parts:
    """A chapter above, running text between, and the goal as a bullet."""
    parts: Parts = [
        Title("Planstrategi for Eksempel kommune 2030-2034"),
        Head("Innledning"),
        Text("Planen er laget sammen med innbyggerne, som har vært med på møter i hele kommunen."),
        Head("Satsingsområder"),
    ]
    for theme in HEADINGS:
        (aim,) = theme.children
        parts += [Head(theme.words, 2), Head("Hit skal vi", 3), Point(aim.words)]
        parts += [Head("Slik når vi målene", 3), *(Point(how.words) for how in aim.children)]
    return parts


def _numbers(nodes: Sequence[Node], before: str = "") -> Iterator[tuple[str, Node]]:
    for place, node in enumerate(nodes, start=1):
        number = f"{before}{place}"
        yield number, node
        yield from _numbers(node.children, f"{number}.")


def numbered_headings() -> Parts:
    """Goals are headings with a number, the deepest are paragraphs."""
    parts: Parts = [Title("Temaplan for Eksempel kommune 2030-2034")]
    for number, node in _numbers(NUMBERED):
        depth = number.count(".") + 1
        text = f"{number} {node.words}"
        parts.append(Head(text, depth) if depth < 3 else Text(text))
    return parts


def numbered_paragraphs() -> Parts:
    """Nothing but paragraphs with a number before each."""
    return [
        Title("Temaplan for Eksempel kommune 2030-2034"),
        *(Text(f"{number}. {node.words}") for number, node in _numbers(NUMBERED)),
    ]


def numbered_table() -> Parts:
    """A column of numbers and a column of text."""
    rows = [(number, node.words) for number, node in _numbers(NUMBERED)]
    return [
        Title("Temaplan for Eksempel kommune 2030-2034"),
        Grid([("Nr", "Tekst"), *rows], (0.15, 0.85)),
    ]


def scorecard_by_goal() -> Parts:
    """A heading for each theme, the goal above a table of its indicators."""
    parts: Parts = [Title("Målekort for Eksempel kommune 2015-2018")]
    for theme in SCORECARD:
        parts.append(Head(theme.words))
        for aim in theme.children:
            rows = [_score_cells(one) for one in aim.children]
            parts += [Text(f"Mål: {aim.words}"), Grid([SCORE_HEADS, *rows], SCORE_WIDTHS)]
    return parts


def scorecard_merged() -> Parts:
    """A table for each theme, the goal in a cell merged over its indicators."""
    parts: Parts = [Title("Styringskort for Eksempel kommune 2015-2018")]
    for theme in SCORECARD:
        rows = [
            (UP if place else aim.words, *_score_cells(one))
            for aim in theme.children
            for place, one in enumerate(aim.children)
        ]
        widths = (0.24, 0.24, 0.13, 0.13, 0.13, 0.13)
        parts += [Head(theme.words), Grid([("Mål", *SCORE_HEADS), *rows], widths)]
    return parts


def scorecard_in_one() -> Parts:
    """One table with a column for the area, repeated, and the values in another order."""
    heads = ("Fokusområde", "Mål", "Indikator", "Resultat 2014", "Ønsket resultat")
    heads = (*heads, "Laveste aksepterte", "Ikke godkjent")
    rows = [
        (theme.words, aim.words, name, result, *values)
        for theme in SCORECARD
        for aim in theme.children
        for name, *values, result in map(_score_cells, aim.children)
    ]
    widths = (0.14, 0.18, 0.2, 0.12, 0.12, 0.12, 0.12)
    return [
        Title("Balansert målstyring i Eksempel kommune 2015-2018"),
        Grid([heads, *rows], widths),
    ]


def _score_cells(one: Node) -> Row:
    return (one.words, *map(one.value, SCORES))


def costs_by_heading() -> Parts:
    """The subgoal is a heading that says so, over a table of its measures."""
    parts: Parts = [Title("Handlings- og økonomiplan for Eksempel kommune 2030-2034")]
    for number, theme in enumerate(COSTS, start=1):
        parts.append(Head(theme.words))
        for place, subgoal in enumerate(theme.children, start=1):
            rows = [_cost_cells(one) for one in subgoal.children]
            parts += [
                Head(f"Delmål {number}.{place}: {subgoal.words}", 2),
                Grid([COST_HEADS, *rows], COST_WIDTHS),
            ]
    return parts


def costs_under_bands() -> Parts:
    """A table for each theme with the subgoals as rows over all its columns."""
    parts: Parts = [Title("Tiltaksplan for Eksempel kommune 2030-2034")]
    for theme in COSTS:
        rows: list[Row] = [COST_HEADS]
        for subgoal in theme.children:
            rows += [(f"Delmål: {subgoal.words}",), *map(_cost_cells, subgoal.children)]
        parts += [Head(theme.words), Grid(rows, COST_WIDTHS)]
    return parts


def costs_in_one() -> Parts:
    """One table, merged, with the status and the cost before who is responsible."""
    heads = ("Satsingsområde", "Delmål", "Tiltak", "Status", "Kostnad", "Ansvarlig", "Tidsfrist")
    rows = [
        (
            theme.words if not place and not row else UP,
            UP if row else subgoal.words,
            one.words,
            *map(one.value, ("status", "cost", "responsible", "deadline")),
        )
        for theme in COSTS
        for place, subgoal in enumerate(theme.children)
        for row, one in enumerate(subgoal.children)
    ]
    widths = (0.12, 0.18, 0.22, 0.12, 0.13, 0.12, 0.11)
    return [Title("Tiltaksplan for Eksempel kommune 2030-2034"), Grid([heads, *rows], widths)]


def _cost_cells(one: Node) -> Row:
    return (one.words, *map(one.value, COST_KEYS))


def codes_in_a_column() -> Parts:
    """A column of its own for the codes."""
    rows = [(words, printed) for words, printed, _ in CODES]
    return [
        Title("Mål for Eksempel kommune 2030-2034"),
        Grid([("Mål", "FNs bærekraftsmål"), *rows], (0.7, 0.3)),
    ]


def codes_first() -> Parts:
    """The codes before the goals, and a strategy beside them that has none."""
    rows = [(printed.strip("()"), words) for words, printed, _ in CODES]
    return [
        Title("Mål for Eksempel kommune 2030-2034"),
        Grid([("Referanse", "Mål"), *rows], (0.3, 0.7)),
    ]


def codes_after_the_sentence() -> Parts:
    """In brackets or after the full stop, in a list under a heading."""
    points = []
    for words, printed, codes in CODES:
        named = printed[0].isupper() and not any(map(str.isdigit, printed))
        code = f"FN {codes[0]}" if named else printed.strip("()")
        tail = (
            f" ({code})." if len(points) % 2 or code[0].isdigit() or "Mål" in code else f" {code}"
        )
        points.append(Point((words.rstrip(".") if tail.endswith(".") else words) + tail))
    return [Title("Mål for Eksempel kommune 2030-2034"), Head("Mål"), *points]


LOOKS: dict[str, tuple[Callable[[], Parts], ...]] = {
    "measures": (measures_merged, measures_repeated, measures_stepped),
    "headings": (headings_with_labels, headings_that_say_all, headings_with_prose),
    "numbered": (numbered_headings, numbered_paragraphs, numbered_table),
    "scorecard": (scorecard_by_goal, scorecard_merged, scorecard_in_one),
    "costs": (costs_by_heading, costs_under_bands, costs_in_one),
    "codes": (codes_in_a_column, codes_first, codes_after_the_sentence),
}
RULED = ("all", "rows", "none")


def main() -> None:
    """Make every document anew."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, looks in LOOKS.items():
            for place, look in enumerate(looks):
                make(kind, place, look(), Path(folder))
        make_pdf.convert(sorted(Path(folder).glob("*.docx")), FOLDER / "pdf")


def make(kind: str, place: int, parts: Parts, folder: Path) -> None:
    """One look of a form in every format; its PDF is begun as a document in a folder."""
    name = f"{kind}-{place + 1}"
    form, plan = FORMS[kind]
    make_word.save(word(parts, ruled=RULED[place]), name)
    make_word.libreoffice(page(parts), f"{name}-libreoffice")
    paged = word(parts, ruled=RULED[place], landscape=kind in {"measures", "costs"} or place == 2)
    paged.save(str(folder / f"{name}.docx"))
    (FOLDER / "pages" / f"{name}.html").write_text(page(parts), "utf-8")
    (FOLDER / "pages" / f"{name}.md").write_text(markdown(parts), "utf-8")
    expect(form, plan, f"word/{name}", f"word/{name}-libreoffice", f"pdf/{name}", f"pages/{name}")
    if any(isinstance(part, Grid) for part in parts):
        path = FOLDER / "sheets" / f"{name}.xlsx"
        sheet(parts).save(path)
        make_sheets.convert(path, "ods", path.parent)
        make_sheets.write_csv(path.with_suffix(".csv"), lines_of_cells(parts), ";", "utf-8-sig")
        expect(form, plan, f"sheets/{name}")


def expect(form: str, plan: Sequence[Node], *names: str) -> None:
    """Write the expected plan beside documents."""
    for name in names:
        (FOLDER / f"{name}.expected.json").write_text(expected(form, plan), "utf-8")


if __name__ == "__main__":
    main()

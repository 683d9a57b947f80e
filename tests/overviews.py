"""Hypothesis strategies of overviews and layouts, in words like those of a municipality's plan."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tests import overview_form as form
from tests.overview_form import Code, Heads, Layout, Overview, Statement, Theme

OWNERS = (
    "Asker kommune",
    "Nore og Uvdal kommune",
    "Sør-Varanger kommune",
    "Vestre Toten kommune",
    "Ål kommune",
    "Kárášjohka kommune",
    "Ullensvang herad",
    "Telemark fylkeskommune",
)
OPENINGS = ("Kommunen skal", "Lokalsamfunnet har", "Alle innbyggere", "Vi", "Barn og unge", "Eldre")
_TEXT = """
    trygge gode bærekraftige attraktive møteplasser boliger veier skoler barnehager innbyggere
    tilrettelegge tilgjengelighet samarbeid utvikling næringsliv kulturmiljøer klimatilpasning
    og for med i på til av som å nye alle hovedmål delmål strategi referanse økonomi CO2-utslipp
    HMS-arbeidet EU FNs AS Øst-Norge 2030 17 % 1.5 grader 10 000 trær folkehelse, medvirkning,
    (universell utforming) «nullvekst» e-post gang-/sykkelvei 11.3
"""
WORDS = _TEXT.split()
SHARED_ENDS = (
    "samfunns- og tjenesteutvikling",
    "bolig-, areal- og transportløsninger",
    "leke- eller læringsarenaer",
)
BREAKABLE = (
    "tilrettelegge",
    "tilgjengelighet",
    "klimatilpasning",
    "kulturmiljøer",
    "bærekraftige",
    "barnehager",
    "næringsliv",
)
TITLES = (
    "Samarbeid for å nå målene",
    "Bærekraftige byer og samfunn",
    "Handling mot klimaendringene",
    "God helse",
    "Innovasjon, digitalisering og næringsutvikling",
    "Økonomi",
    "Hva vil vi med skolen?",
    "Natur og friluftsliv",
)
TARGETS = ("1", "3.4", "4", "4.a", "6.1", "9.c", "11", "11.3", "11.7", "11.b", "15.5", "17.17")
ADAPTED = "Basert på FNs bærekraftsmål og tilpasset {owner}."
DIRECT = "Tatt rett fra FNs bærekraftsmål."
OWN = "Laget av {owner}"


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """One or two sentences; now and then without a full stop, or with a shared last part."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=18))
    if draw(st.booleans()):
        words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(SHARED_ENDS)))
    end = draw(st.sampled_from((".", ".", ".", "", ". Det gjelder alle.")))
    return f"{draw(st.sampled_from(OPENINGS))} {' '.join(words)} for alle{end}"


@st.composite
def codes(draw: st.DrawFn, owner: str) -> tuple[Code, ...]:
    """A legend: an own code, a UN code, and sometimes a second UN code."""
    own = draw(st.sampled_from(("AK", "EGEN", "K")))
    adapted = draw(st.sampled_from(("FN-T", "BM-T", "SDG-T")))
    direct = draw(st.sampled_from(("", "FN", "SDG", "BM")))
    legend = [
        Code(own, OWN.format(owner=owner), "own", "own", numbered=False),
        Code(adapted, ADAPTED.format(owner=owner), "un-sdg", "adapted"),
        *([Code(direct, DIRECT, "un-sdg", "direct")] if direct else []),
    ]
    return tuple(draw(st.permutations(legend)))


@st.composite
def statements(
    draw: st.DrawFn, legend: tuple[Code, ...], below: tuple[Statement, ...] = ()
) -> Statement:
    """A statement with one to four references."""
    numbered = [code.prefix for code in legend if code.numbered]
    own = next(code.prefix for code in legend if not code.numbered)
    references: list[tuple[str, str]] = []
    for _ in range(draw(st.integers(0, 2))):
        prefix = draw(st.sampled_from(numbered))
        references.append((prefix, draw(st.sampled_from(TARGETS))))
    if not references or draw(st.booleans()):
        references.append((own, ""))
    return Statement(draw(sentences()), tuple(references), below)


@st.composite
def overviews(draw: st.DrawFn, most_themes: int = 15) -> Overview:
    """A whole overview; its first subgoal has a strategy, so that the page shows both columns."""
    owner = draw(st.sampled_from(OWNERS))
    legend = draw(codes(owner))
    themes = []
    for place in range(draw(st.integers(1, most_themes))):
        few = draw(st.lists(st.integers(0, 3), min_size=0 if place else 1, max_size=2))
        if not place:
            few[0] = max(few[0], 1)
        subgoals = tuple(
            draw(statements(legend, tuple(draw(statements(legend)) for _ in range(strategies))))
            for strategies in few
        )
        themes.append(Theme(draw(st.sampled_from(TITLES)), draw(statements(legend, subgoals))))
    first = draw(st.integers(2015, 2040))
    return Overview(owner, (first, first + draw(st.integers(0, 16))), legend, tuple(themes))


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Any layout that shows clearly where everything stands; breaks no words."""
    cells = (
        form.A_LINE_EACH,
        form.COMMAS,
        form.NUMBERS_BELOW,
        form.PREFIX_EACH,
        form.SLASHES,
        form.AND,
    )
    heads: tuple[Heads, ...] = (
        form.BOKMAAL,
        form.NYNORSK,
        form.ON_OWN_LINES,
        form.NO_SECTION_WORDS,
    )
    return Layout(
        heads=draw(st.sampled_from(heads)),
        cell=draw(st.sampled_from(cells)),
        beside=draw(st.booleans()),
        indent=draw(st.integers(2, 8)),
        base=draw(st.sampled_from((0, 0, 0, 2, 3))),
        width=draw(st.integers(12, 120)),
        blank=draw(st.integers(0, 3)),
        blank_in_row=draw(st.integers(0, 2)),
        trailing=draw(st.integers(0, 3)),
        marks=draw(st.booleans()),
        form_feeds=draw(st.booleans()),
        page_blank=draw(st.booleans()),
        bullet=draw(st.sampled_from(("• ", "- ", "* ", "– ", ""))),
        line_end=draw(st.sampled_from(("\n", "\r\n", "\r"))),
    )


@st.composite
def breaking_layouts(draw: st.DrawFn) -> Layout:
    """A layout that also breaks words at the ends of lines."""
    return replace(draw(layouts()), broken=BREAKABLE, soft=draw(st.booleans()))

"""Made-up plans of any size, the same for the same seed, in our text form and in StrictDoc's.

The sentences are built as Norwegian plans build theirs: a few common words, and many rare ones put
together of two ("flomvern", "skolehelse"), so that registers and indexes meet what they would meet.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass

OWNER = "Fjordvik kommune"


def _words(text: str) -> list[str]:
    return text.split()


_FIRST = _words("""
    arbeids areal avfalls barne bibliotek bolig bru by drikkevanns energi fjell fjord flom
    folkehelse friluftslivs fritids fylkes grend havne helse hytte idretts industri innbygger
    jordbruks kirke klima kollektiv kultur kyst landbruks lokal miljø møte natur nærings omsorgs
    park reiselivs sentrums skole skogs sykkel teknologi trafikk turist ungdoms vann vei
""")
_LAST = _words("""
    anlegg arbeid arenaer berging bruk byggere drift forståelse forvaltning grupper hensyn
    kunnskap kompetanse kvalitet kvaliteter lag ledelse løsninger miljøer mål nettverk områder
    opplæring planer plasser prosjekter rådgivning ressurser samarbeid sentre sikkerhet soner
    standarder struktur tilbud tiltak tilsyn tjenester utvikling utslipp vern verdier
""")
_QUALITIES = _words("""
    gode trygge varierte bærekraftige tilgjengelige levende nyskapende helsefremmende
    tilrettelagte  klimavennlige forutsigbare robuste inkluderende grønne sammenhengende
    langsiktige
""")
_DEEDS = (
    "legge til rette for",
    "ta vare på",
    "videreutvikle",
    "styrke",
    "samarbeide med innbyggerne om",
    "planlegge for",
    "bidra til",
    "prioritere",
    "redusere behovet for",
    "måle og gjøre kjent",
    "ta i bruk",
    "stille krav om",
    "sikre",
    "formidle kunnskap om",
)
_ENDS = (
    "i hele kommunen",
    "der folk bor og arbeider",
    "for barn og unge",
    "uavhengig av alder og økonomi",
    "i samarbeid med frivilligheten og næringslivet",
    "gjennom tidlig innsats",
    "slik at færre faller utenfor",
    "i tråd med nasjonale forventninger",
    "innen planperioden",
    "med lavest mulig klimaavtrykk",
)
_TARGETS = _words("""
    1.2 1.4 2.4 3 3.4 3.6 3.8 3.9 4 4.1 4.4 4.7 5.5 6.3 6.6 7.2 7.3 8.3 8.5 8.8 9.1 9.4 10.2
    10.3  11 11.2 11.3 11.6 11.7 12.2 12.5 12.8 13 13.1 13.2 14.1 14.2 15.1 15.5 15.9 16.6 16.7
    17.16 17
""")
_SHAPES = {200: (8, 4, 5), 1_000: (16, 9, 6), 10_000: (32, 26, 11)}
"""Themes, subgoals in each, strategies under each; a theme has one main goal."""
_TABLE = " \nDelmål og strategier\n \n\nReferanse DELMÅL Referanse STRATEGIER TIL DELMÅL"
_FRONT = f"""Samlet oversikt over mål og strategier for {OWNER}
Forslag til kommuneplanens samfunnsdel 2024-2036

Referanse-kolonnen inneholder en kode som angir hva hovedmålet/ delmålet/ strategien er
basert på:

• AK: Laget av {OWNER}
• FN-T (nr.): Basert på FNs bærekraftsmål og tilpasset {OWNER}.

Nummereringen henviser til bærekraftsmålet.
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A theme, goal or strategy: its sentence, its UN targets (none: our own), what is below it."""

    words: str
    targets: tuple[str, ...]
    below: tuple[Node, ...] = ()

    @property
    def count(self) -> int:
        """How many nodes there are, this one among them."""
        return 1 + sum(node.count for node in self.below)


def make_plan(size: int, seed: int = 2024) -> tuple[Node, ...]:
    """Themes with all that is below them, `size` nodes or a few more."""
    themes, subgoals, strategies = _SHAPES[size]
    dice = random.Random(seed)

    def thing() -> str:
        return dice.choice(_FIRST) + dice.choice(_LAST)

    def things() -> str:
        return f"{dice.choice(_QUALITIES)} {thing()}"

    def node(opening: str, *, below: tuple[Node, ...] = (), deeds: bool = False) -> Node:
        middle = f"{dice.choice(_DEEDS)} " if deeds else ""
        words = f"{opening} {middle}{things()}, {thing()} og {things()} {dice.choice(_ENDS)}."
        targets = dice.sample(_TARGETS, dice.choices((0, 1, 2), (3, 6, 1))[0])
        return Node(words, tuple(targets), below)

    def subgoal() -> Node:
        below = tuple(node(f"{OWNER} skal", deeds=True) for _ in range(strategies))
        return node("Fjordviksamfunnet har", below=below)

    def theme() -> Node:
        goal = node("Alle i kommunen har", below=tuple(subgoal() for _ in range(subgoals)))
        words = f"{dice.choice(_QUALITIES).capitalize()} {thing()} og {thing()}"
        return Node(words, (), (goal,))

    return tuple(theme() for _ in range(themes))


def as_text(themes: tuple[Node, ...]) -> str:
    """The plan as text out of a PDF, in the form of the Asker example."""
    parts = [_FRONT]
    for theme in themes:
        (goal,) = theme.below
        parts.append(f" {theme.words}\nHovedmål\n \n\nReferanse  HOVEDMÅL\n{_cell(goal, '', 150)}")
        parts.append(_TABLE)
        for subgoal in goal.below:
            parts.append(f"{_cell(subgoal, '', 44)}\n    \n")
            parts += [_cell(strategy, "    ", 74) for strategy in subgoal.below]
    return "\n".join(parts)


def _cell(node: Node, indent: str, width: int) -> str:
    lines = textwrap.wrap(node.words, width)
    if not node.targets:
        return "\n".join([f"{indent}AK {lines[0]}", *lines[1:], ""])
    return "\n".join([f"{indent}FN-T", *node.targets, "", *lines, ""])


def as_sdoc(themes: tuple[Node, ...]) -> str:
    """The plan as a StrictDoc document, each node with a relation to its parent."""
    parts = [f"[DOCUMENT]\nTITLE: Mål og strategier for {OWNER}\n"]

    def put(node: Node, number: str, parent: str) -> None:
        relation = f"RELATIONS:\n- TYPE: Parent\n  VALUE: {parent}\n" if parent else ""
        parts.append(
            f"[REQUIREMENT]\nUID: P-{number}\nTITLE: {number}\nSTATEMENT: {node.words}\n{relation}"
        )
        for place, below in enumerate(node.below, start=1):
            put(below, f"{number}.{place}", f"P-{number}")

    for place, theme in enumerate(themes, start=1):
        put(theme, str(place), "")
    return "\n".join(parts)

"""What stands in the documents of the forms: invented goals and measures of Eksempel kommune.

From this both the documents and their expected plans are made, so that the expected plans know
nothing of the reader.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Node:
    """An element of an expected plan.

    Args:
        level, words: of the element.
        codes: what it rests on, as the expected plan has it.
        facts: what else is said of it, by key.
        children: below it.
    """

    level: str
    words: str
    codes: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    children: Sequence[Node] = ()

    def below(self, level: str) -> Iterator[Node]:
        """The elements below it of a level."""
        for child in self.children:
            if child.level == level:
                yield child
            yield from child.below(level)

    def value(self, key: str) -> str:
        """What is said of it under a key."""
        return dict(self.facts).get(key, "")


def expected(form: str, nodes: Sequence[Node]) -> str:
    """An expected plan as it is kept beside its documents."""

    def told(node: Node) -> dict[str, Any]:
        value: dict[str, Any] = {
            "level": node.level,
            "title" if node.level == "theme" else "text": node.words,
            "references": list(node.codes),
        }
        if node.facts:
            value["facts"] = dict(node.facts)
        return value | {"children": [told(child) for child in node.children]}

    document = {"form": form, "elements": [told(node) for node in nodes]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def theme(words: str, *children: Node) -> Node:
    return Node("theme", words, children=children)


def goal(words: str, *children: Node, codes: Sequence[str] = ()) -> Node:
    return Node("goal", words, codes, children=children)


def subgoal(words: str, *children: Node) -> Node:
    return Node("subgoal", words, children=children)


def strategy(words: str, *children: Node, codes: Sequence[str] = ()) -> Node:
    return Node("strategy", words, codes, children=children)


def measure(words: str, codes: Sequence[str] = (), **facts: str) -> Node:
    return Node("measure", words, codes, tuple(facts.items()))


def indicator(words: str, target: str, lowest: str, refused: str, result: str) -> Node:
    values = (
        ("target", target),
        ("lowest_accepted", lowest),
        ("not_accepted", refused),
        ("result", result),
    )
    return Node("indicator", words, facts=values)


MEASURES = (
    theme(
        "Trygg oppvekst",
        subgoal(
            "Barn og unge opplever mestring på skolen hver dag.",
            strategy(
                "Kommunen skal styrke lesing i alle fag.",
                measure(
                    "Ansette lesepedagog ved hver skole",
                    ["4.1"],
                    responsible="Skolesjefen",
                    deadline="2031",
                ),
                measure(
                    "Åpne skolebibliotekene på ettermiddagen",
                    ["4.1", "4.6"],
                    responsible="Kultur",
                    deadline="2030",
                ),
            ),
            strategy(
                "Kommunen skal ha nok voksne i skolen.",
                measure(
                    "Innføre norm for lærertetthet",
                    ["4.c"],
                    responsible="Skolesjefen",
                    deadline="1. mai 2032",
                ),
            ),
        ),
        subgoal(
            "Ingen barn vokser opp i fattigdom.",
            strategy(
                "Kommunen skal gi alle barn en fritidsaktivitet.",
                measure(
                    "Utvide ordningen med fritidskort",
                    ["1.2", "10.2"],
                    responsible="Kultur",
                    deadline="løpende",
                ),
            ),
        ),
    ),
    theme(
        "Grønn omstilling",
        subgoal(
            "Utslippene fra transport er halvert innen 2034.",
            strategy(
                "Kommunen skal gjøre det enkelt å gå og sykle.",
                measure(
                    "Bygge sykkelvei fra Vik til sentrum",
                    ["11.2"],
                    responsible="Teknisk",
                    deadline="2033",
                ),
                measure(
                    "Strø gangveier før klokka sju",
                    ["11.2"],
                    responsible="Teknisk",
                    deadline="årlig",
                ),
            ),
        ),
        subgoal(
            "Naturmangfoldet er større enn i 2030.",
            strategy(
                "Kommunen skal ta vare på myr og våtmark.",
                measure(
                    "Lage kart over alle myrer",
                    ["15.1"],
                    responsible="Plan og miljø",
                    deadline="2031",
                ),
            ),
        ),
    ),
)
HEADINGS = (
    theme(
        "Gode oppvekstvilkår",
        goal(
            "Alle barn i Eksempel opplever mestring og tilhørighet.",
            strategy("Vi skal styrke samarbeidet mellom skole og hjem."),
            strategy("Vi skal gi alle barn mulighet til å låne utstyr."),
        ),
    ),
    theme(
        "Et levende næringsliv",
        goal(
            "Eksempel har et allsidig næringsliv med nye arbeidsplasser.",
            strategy("Vi skal legge til rette for grønne næringer."),
            strategy("Vi skal svare på søknader innen 14 dager."),
        ),
    ),
    theme(
        "Trygge lokalsamfunn",
        goal(
            "Alle innbyggere har et trygt sted å bo.",
            strategy("Vi skal lyssette gangveiene i alle tettstedene."),
        ),
    ),
)
NUMBERED = (
    Node(
        "main_goal",
        "Alle innbyggere har gode liv i hele kommunen.",
        children=(
            subgoal(
                "Barn er trygge i barnehagen.",
                strategy("Kommunen skal ansette flere voksne."),
                strategy("Kommunen skal gjerde inn alle lekeplassene."),
            ),
            subgoal(
                "Eldre er trygge hjemme.",
                strategy("Kommunen skal rydde snø før klokka sju."),
            ),
        ),
    ),
    Node(
        "main_goal",
        "Naturen er frisk og mangfoldig i hele kommunen.",
        children=(
            subgoal(
                "Elva er ren hele året.",
                strategy("Kommunen skal måle vannet hver uke."),
                strategy("Kommunen skal fjerne utslipp fra gamle anlegg."),
            ),
        ),
    ),
)
SCORECARD = (
    theme(
        "Brukere",
        goal(
            "Innbyggerne får gode tjenester.",
            indicator("Brukertilfredshet i barnehagen", "5,2", "4,5", "< 4,5", "4,8"),
            indicator("Andel elever som trives godt", "95 %", "90 %", "< 90 %", "92 %"),
        ),
        goal(
            "Saker blir behandlet i tide.",
            indicator("Dager til svar på byggesøknad", "14", "21", "> 21", "19"),
        ),
    ),
    theme(
        "Medarbeidere",
        goal(
            "Kommunen har et godt arbeidsmiljø.",
            indicator("Nærvær i prosent", "94 %", "92 %", "< 92 %", "91,5 %"),
            indicator("Andel heltidsstillinger", "80 %", "70 %", "< 70 %", "64 %"),
        ),
    ),
)
COSTS = (
    theme(
        "Trygge veier",
        subgoal(
            "Ingen blir drept eller hardt skadd i trafikken.",
            measure(
                "Bygge gangvei langs Storgata",
                responsible="Teknisk",
                deadline="2032",
                status="Pågår",
                cost="12 500 000 kr",
            ),
            measure(
                "Skilte skoleveiene med 30 km/t",
                responsible="Plan",
                deadline="2030",
                status="Ferdig",
                cost="250 000 kr",
            ),
        ),
        subgoal(
            "Veiene er farbare hele vinteren.",
            measure(
                "Kjøpe ny brøytebil",
                responsible="Teknisk",
                deadline="1.10.2031",
                status="Ikke startet",
                cost="3,2 mill. kr",
            ),
        ),
    ),
    theme(
        "Rent vann",
        subgoal(
            "Alle har trygt drikkevann.",
            measure(
                "Skifte hovedledningen fra Vik",
                responsible="Vann og avløp",
                deadline="2034",
                status="Forsinket",
                cost="48 mill. kr",
            ),
            measure(
                "Ta prøver av alle brønner",
                responsible="Miljø",
                deadline="årlig",
                status="Pågår",
                cost="innenfor rammen",
            ),
        ),
    ),
)
CODES = (
    ("Alle innbyggere har et trygt sted å bo.", "FN 11.1", ["11.1"]),
    ("Byen er åpen og grønn for alle.", "SDG 11.7", ["11.7"]),
    ("Kommunen planlegger sammen med innbyggerne.", "Bærekraftsmål 11", ["11"]),
    ("Kulturminnene blir tatt vare på.", "(11.4)", ["11.4"]),
    ("Utslippene er lave og naturen sterk.", "Mål 13 og 15", ["13", "15"]),
    ("Færre dør for tidlig av sykdom.", "3.4-3.6", ["3.4", "3.5", "3.6"]),
    ("Ingen lever i fattigdom.", "Utrydde fattigdom", ["1"]),
    ("Alle barn går i en god skole.", "God utdanning", ["4"]),
)
"""Goals with a reference each: what it says, how it is printed, and what that means."""

"""A second version of Asker's plan, made by edits that are known one by one.

Its elements have ids of their own, as if it had been read from another document.
"""

from __future__ import annotations

from collections.abc import Callable

from ledetraad.plan.model import Element, Plan, PlanStatus, Reference
from ledetraad.plan.numbering import make_id, numbered

Edit = Callable[[Element], tuple[Element, ...]]

RENAMED = ("3", "Klima og energi")
REWORDED = ("1.1.2", "et særlig fokus på utsatte grupper", "særlig vekt på barn og unge")
REMOVED = "1.3.3"
REMOVED_BRANCH = "2.2"
MOVED = "2.1.7"
MOVED_UNDER = "3.2"
SPLIT = "2.3.1"
SPLIT_INTO = (
    "Asker kommune skal arbeide forebyggende basert på risiko- og sårbarhetsanalyser.",
    "Asker kommune skal ha tilstrekkelig beredskap knyttet til sannsynlige risikoscenarier.",
)
MERGED = ("3.2.2", "3.2.4")
MERGED_INTO = (
    "Asker kommune skal være en pådriver for miljøvennlig forbruk og sirkulær økonomi, med fokus "
    "på gjenvinning, ombruk, redusert avfallsmengde og matsvinn, sette tydelige miljøkrav i "
    "kommunale anskaffelser, og være en pådriver for miljøvennlige anskaffelser i næringslivet."
)
REREFERENCED = "2.5.1"
REORDERED = "1.2"
ADDED_UNDER = "4.1"
ADDED = "Asker kommune skal åpne en frisklivssentral i hvert lokalsamfunn innen 2028."


def revised(plan: Plan) -> Plan:
    """The second version of Asker's plan."""
    by_number = {(each.level, each.number): each for each in plan.walk()}
    moved = by_number["strategy", MOVED].model_copy(update={"number": ""})
    edits: dict[tuple[str, str], Edit] = {
        ("theme", RENAMED[0]): lambda each: (each.model_copy(update={"title": RENAMED[1]}),),
        ("strategy", REWORDED[0]): lambda each: (
            with_text(each, each.text.replace(REWORDED[1], REWORDED[2])),
        ),
        ("strategy", REMOVED): lambda _: (),
        ("subgoal", REMOVED_BRANCH): lambda _: (),
        ("strategy", MOVED): lambda _: (),
        ("subgoal", MOVED_UNDER): lambda each: (
            each.model_copy(update={"children": (*each.children, moved)}),
        ),
        ("strategy", SPLIT): lambda each: tuple(with_text(each, text) for text in SPLIT_INTO),
        ("strategy", MERGED[0]): lambda each: (with_text(each, MERGED_INTO),),
        ("strategy", MERGED[1]): lambda _: (),
        ("strategy", REREFERENCED): lambda each: (
            each.model_copy(update={"references": (*each.references[1:], reference("6.3"))}),
        ),
        ("subgoal", REORDERED): lambda each: (
            each.model_copy(update={"children": each.children[::-1]}),
        ),
        ("subgoal", ADDED_UNDER): lambda each: (
            each.model_copy(
                update={
                    "children": (
                        Element(
                            id="ny", level="strategy", text=ADDED, references=(reference("3.4"),)
                        ),
                        *each.children,
                    )
                }
            ),
        ),
    }
    taken: set[str] = set()

    def edited(elements: tuple[Element, ...]) -> tuple[Element, ...]:
        done: list[Element] = []
        for element in elements:
            edit = edits.get((element.level, element.number))
            for each in edit(element) if edit else (element,):
                identity = make_id(("andre utgave", each.level, each.words), taken)
                done.append(
                    each.model_copy(update={"id": identity, "children": edited(each.children)})
                )
        return tuple(done)

    return numbered(
        plan.model_copy(
            update={
                "subtitle": "Kommuneplanens samfunnsdel 2020-2032",
                "status": PlanStatus.ADOPTED,
                "elements": edited(plan.elements),
            }
        )
    )


def with_text(element: Element, text: str) -> Element:
    """The element with another text."""
    return element.model_copy(update={"text": text})


def reference(code: str) -> Reference:
    """A reference to one of the UN's targets, adapted."""
    return Reference(printed=f"FN-T {code}", framework="un-sdg", code=code, basis="adapted")

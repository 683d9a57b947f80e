"""A document as people see it with what was understood drawn on it, as one web page in one file.

The best tool for the planner whose document is read wrong, and for us.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from ledetraad.i18n import Language, catalogue
from ledetraad.plan.model import Element, Level, Plan
from ledetraad.publish.site import static
from ledetraad.publish.site.environment import make_environment
from ledetraad.readers.opened import Opened
from ledetraad.readers.view import Part, parts_of
from ledetraad.readers.view.pages import page_picture

MOST_PARTS = 200
"""So many pages are drawn; the file would be too large for a browser with more."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """What the marks on a part say: each element's number and level, and the doubtful places."""

    numbers: dict[str, str]
    ranks: dict[str, int]
    doubtful: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A part with the elements that were read from it first, and its picture if it has one."""

    part: Part
    elements: list[tuple[Element, Level]]
    picture: str


def debug_page(opened: Opened, data: bytes, name: str, language: Language) -> str:
    """The page.

    Args:
        opened: the document as it was read.
        data: its bytes.
        name: its file name.
        language: of the page's own words.
    """
    plan = opened.plan
    findings = opened.result.findings if opened.result is not None else ()
    parts = parts_of(opened, data, name)
    return (
        make_environment(language)
        .get_template("debug.html")
        .render(
            name=name,
            plan=plan,
            parts=[_shown(part, plan, data, name) for part in parts[:MOST_PARTS]],
            left=max(len(parts) - MOST_PARTS, 0),
            marked=_marked(plan, frozenset(str(one.place) for one in findings if one.place)),
            findings=findings,
            translate=catalogue(language).gettext,
            style=static.text("site.css") + static.text("work.css"),
        )
    )


def _marked(plan: Plan | None, doubtful: frozenset[str]) -> _Marked:
    if plan is None:
        return _Marked({}, {}, doubtful)
    rank = {level.key: place for place, level in enumerate(plan.levels)}
    elements = list(plan.walk())
    return _Marked(
        {element.id: element.number for element in elements},
        {element.id: rank[element.level] for element in elements},
        doubtful,
    )


def _shown(part: Part, plan: Plan | None, data: bytes, name: str) -> _Shown:
    picture = ""
    if part.kind == "picture":
        image = page_picture(data, name, part.page, part.turn)
        picture = f"data:image/png;base64,{b64encode(image).decode()}"
    marks = part.marks()
    elements = (
        [(each, plan.level(each.level)) for each in plan.walk() if each.id in marks]
        if plan is not None
        else []
    )
    return _Shown(part, elements, picture)

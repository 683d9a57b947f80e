"""The editor's page, and the parts of it that are sent alone when a script asks for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, Language, catalogue
from ledetraad.plan.model import Plan
from ledetraad.readers.forms.words import level_words
from ledetraad.web.editor.drafted import Drafted, drafted
from ledetraad.web.editor.fields import FIELDS, Clash, said_of
from ledetraad.web.editor.following import missing_of
from ledetraad.web.editor.models import EditDraft, SavedDraft
from ledetraad.web.editor.moving_over import by_step, newer
from ledetraad.web.editor.rows import sheet
from ledetraad.web.editor.services.holding import draft_of
from ledetraad.web.editor.steps import STEP_NAMES, STEPS, Step
from ledetraad.web.editor.targets import Found, suggested
from ledetraad.web.imports.names import MEANINGS
from ledetraad.web.pages import language_of, render
from ledetraad.web.plans.models import Revision, WorkingCopy

_SHOWN_SAVED = 5


@dataclass(frozen=True)
class Opened:
    """A form that is open on the page.

    Args:
        kind: `edit` or `add`.
        typed: what its fields say; None for what the element says.
        error: what is wrong with it.
        clashes: the fields that somebody else has changed, too.
        found: the goals and targets that were looked for.
        place: where something new is put, as it was asked for.
    """

    kind: str
    typed: Mapping[str, str] | None = None
    error: LedetraadError | None = None
    clashes: tuple[Clash, ...] = ()
    found: tuple[Found, ...] | None = None
    place: str = "after"


@dataclass(frozen=True)
class View:
    """What is to be shown of a draft.

    Args:
        working_copy: the plan.
        draft, base, now: as it is after what was done.
        theme: the theme that is looked at, where there is one.
        shown: the element that is looked at.
        opened: the open forms, by element; "" for one in an empty plan.
        kept: the elements whose forms are open in the browser, and stay as they are there; with a
            plus sign before it where the form adds something.
        said: what was done, for those who can't see it.
        problem: what went wrong, when it belongs to no form.
        insist: the form that can be sent again in spite of it.
        focus: the id of the control that comes next.
        focus_first: whether the focus goes there even if the one that had it is there still.
    """

    working_copy: WorkingCopy
    draft: EditDraft
    base: Revision
    now: Drafted
    theme: str = ""
    shown: str = ""
    opened: Mapping[str, Opened] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    said: str = ""
    problem: LedetraadError | None = None
    insist: Mapping[str, str] = field(default_factory=dict)
    focus: str = ""
    focus_first: bool = False


def is_part(request: HttpRequest) -> bool:
    """Whether a script asks for a part of the page."""
    return request.headers.get("HX-Request") == "true"


def fresh(working_copy: WorkingCopy, **what: Any) -> View:
    """A view of a draft as it is stored."""
    draft, base = draft_of(working_copy)
    return View(working_copy, draft, base, drafted(draft, base), **what)


def whole_page(request: HttpRequest, view: View, *, status: int = 200) -> HttpResponse:
    """The editor's page."""
    working_copy = view.working_copy
    latest = working_copy.latest()
    saved = SavedDraft.objects.filter(revision__working_copy=working_copy)
    lost: tuple[Any, ...] = ()
    if view.now.refused:
        lost = by_step(view.draft.in_force(), view.now.refused)
    return render(
        request,
        "editor/edit.html",
        status=status,
        ahead=newer(view.draft, view.base, latest),
        lost=lost,
        saved=saved.select_related("revision", "revision__made_by").defer(
            "revision__document", "revision__source"
        )[:_SHOWN_SAVED],
        **_values(request, view),
    )


def tree(request: HttpRequest, view: View, *, status: int = 200) -> HttpResponse:
    """The tree, and with it all that tells of the draft."""
    return _part(request, view, "editor/tree_part.html", target="#tree", status=status)


def one_row(
    request: HttpRequest,
    view: View,
    element: str,
    *,
    before: Drafted | None = None,
    status: int = 200,
) -> HttpResponse:
    """One element, and what tells of the draft.

    Args:
        request: who asks.
        view: what is to be shown.
        element: the id of the element.
        before: the plan before; what the checks find at others is sent where it is new.
        status: the HTTP status.
    """
    others: set[str] = set()
    if before is not None and before is not view.now:
        old, new = before.findings, view.now.findings
        others = {one for one in old.keys() | new.keys() if old.get(one) != new.get(one)}
        others -= {element}
    return _part(
        request,
        view,
        "editor/row_part.html",
        target=f"#e-{element}",
        status=status,
        only=element,
        others=others,
    )


def _part(
    request: HttpRequest, view: View, template: str, *, target: str, status: int, **more: Any
) -> HttpResponse:
    response = render(request, template, status=status, **_values(request, view), **more)
    response["HX-Retarget"] = target
    response["HX-Reswap"] = "outerHTML"
    response["Vary"] = "HX-Request"
    if view.focus:
        told = {"focusOn": {"id": view.focus, "first": view.focus_first}}
        response["HX-Trigger-After-Settle"] = json.dumps(told)
    return response


_WORDS = {
    "edit": N_("Edit"),
    "add": N_("Add"),
    "join_to": N_("Join to the one before"),
    "join": N_("Join"),
    "remove": N_("Take out"),
}
"""What stands on every row's buttons: translated once for a page."""
_MOVES = (
    ("up", "↑", N_("Move up")),
    ("down", "↓", N_("Move down")),
    ("out", "←", N_("A level out")),
    ("in", "→", N_("A level in")),
)


def _values(request: HttpRequest, view: View) -> dict[str, Any]:
    draft = view.draft
    translate = catalogue(language_of(request)).gettext
    plan = view.now.plan
    return {
        "working_copy": view.working_copy,
        "words": {name: translate(word) for name, word in _WORDS.items()},
        "moves": [(op, sign, translate(word)) for op, sign, word in _MOVES],
        "here": f"/arbeid/{view.working_copy.slug}/rediger/",
        "draft": draft,
        "base": view.base,
        "plan": plan,
        "sheet": sheet(view.now, translate, theme=view.theme, shown=view.shown),
        "levels": levels(plan),
        "level_names": MEANINGS,
        "opened": view.opened,
        "kept": view.kept,
        "said": view.said,
        "problem": view.problem,
        "insist": view.insist,
        "last": _step(draft, draft.done - 1),
        "next": _step(draft, draft.done),
        "step_names": STEP_NAMES,
        "said_of": said_of,
        "fields": FIELDS,
        "missing": missing_of(view.working_copy, view.now, request.user, translate),
        "followup": f"/oppfolging/{view.working_copy.municipality.slug}/",
        "before_of": lambda element: _before(view.now, element),
        "suggested_for": lambda element: _suggested(view.now, element, language_of(request)),
    }


def _suggested(now: Drafted, element: str, language: Language) -> list[Found]:
    """The goals and targets that an element may rest on by its words."""
    one = now.index.by_id.get(element)
    if one is None:
        return []
    above = [each.words for each in now.index.ancestors(one)]
    return suggested(one, language, now.plan, above)


def _before(now: Drafted, element: str) -> str:
    """The id of what stands before an element; "" for the first."""
    before = now.index.before(now.index.by_id[element])
    return before.id if before is not None else ""


def _step(draft: EditDraft, place: int) -> Step | None:
    if not 0 <= place < len(draft.steps):
        return None
    return STEPS.validate_python(draft.steps[place : place + 1])[0]


def levels(plan: Plan) -> list[tuple[str, str]]:
    """The levels that an element may have, with their names: the plan's own, then the others."""
    own = [(level.key, level.singular) for level in plan.levels]
    known = {key for key, _ in own}
    return [*own, *((key, "") for key in level_words() if key not in known)]

"""Editing a plan: the page, a step asked for on it, and looking for goals to refer to."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.rights import Action
from ledetraad.web.editor.actions import BESIDE, Gone
from ledetraad.web.editor.answers import Opened, fresh, is_part, one_row, tree, whole_page
from ledetraad.web.editor.fields import BothChanged
from ledetraad.web.editor.proving import prove
from ledetraad.web.editor.rows import noted
from ledetraad.web.editor.services.holding import ChangedByAnother
from ledetraad.web.editor.services.step_take import Taken, take_step
from ledetraad.web.editor.steps import What
from ledetraad.web.editor.targets import find
from ledetraad.web.forms import whole
from ledetraad.web.pages import language_of, render
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.views import person, working_copy_of

SAID: Mapping[What, str] = {
    What.CHANGED: N_("Changed: %(level)s %(number)s."),
    What.ADDED: N_("Added: %(level)s %(number)s."),
    What.JOINED: N_("Joined: %(level)s %(number)s."),
    What.REMOVED: N_("Taken out: %(level)s %(number)s. It can be undone."),
    What.MOVED: N_("Moved: it is %(level)s %(number)s now."),
    What.INWARD: N_("Moved: it is %(level)s %(number)s now."),
    What.OUTWARD: N_("Moved: it is %(level)s %(number)s now."),
}
_LOOKING = frozenset({"find", "pick"})


@login_required
@require_safe
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan with the draft's changes; a form may be open (`rett`, `ny`)."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    said = request.GET
    theme = said.get("tema", "")
    for name, kind in (("rett", "edit"), ("ny", "add"), ("vis", "")):
        element = said.get(name)
        if element is None:
            continue
        place = said.get("plass", "after")
        form = Opened(kind, place=place if place in BESIDE else "after")
        view = fresh(
            working_copy,
            theme=theme,
            shown=element,
            opened={element: form} if kind else {},
            focus=f"text-{element}" if kind else f"rett-{element}",
            focus_first=bool(kind),
        )
        if is_part(request):
            if element not in view.now.index.by_id:
                return tree(request, view)
            return one_row(request, view, element)
        return whole_page(request, view)
    saved = said.get("lagret", "")
    told = _saved(request, saved) if saved.isascii() and saved.isdigit() else ""
    return whole_page(request, fresh(working_copy, theme=theme, said=told))


@login_required
@require_POST
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a step, or look for a goal while its form is open."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    form = _form(request)
    if form["op"] in _LOOKING:
        return _looking(request, working_copy, form)
    seen = form.get("version", "")
    try:
        taken = take_step(
            working_copy,
            form,
            seen=whole(seen),
            user=person(request),
        )
    except LedetraadError as problem:
        return _refused(request, working_copy, form, problem)
    return _done(request, working_copy, form, taken)


@login_required
@require_safe
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """The goals and targets that fit what is being typed, as a part of an open form."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    view = fresh(working_copy)
    words = request.GET.get("find", "")
    element = request.GET.get("id", "")
    if element and element not in view.now.index.by_id:
        raise Http404
    found = tuple(find(words, language_of(request), view.now.plan)) if words.strip() else None
    return render(request, "editor/found_part.html", found=found, element=element)


@login_required
@require_POST
def proof(request: HttpRequest, slug: str) -> HttpResponse:
    """What the checks say of what is being written, as a part of an open form; nothing is saved."""
    working_copy = working_copy_of(request, slug, Action.EDIT_PLAN)
    form = _form(request)
    form["op"] = form.get("kind", "")
    said = prove(form, fresh(working_copy).now) if form["op"] in {"save", "add"} else None
    found = noted(said.found, catalogue(language_of(request)).gettext) if said is not None else ()
    return render(request, "editor/proof_part.html", said=said, found=found)


def _form(request: HttpRequest) -> dict[str, str]:
    """The fields of a form; a button may say what to do, and to which element, as "up:ID"."""
    form = {name: str(said).replace("\0", "") for name, said in request.POST.items()}
    form["id"] = form.pop("element", "")
    op, colon, element = form.pop("do", form.get("op", "")).partition(":")
    form["op"] = op
    if op == "pick":
        form["code"] = element
    elif colon:
        form["id"] = element
    if op == "enter":
        # Enter in a field of the form: what was typed to be looked for comes before saving.
        wanted = form.get("find", "").strip()
        form["op"] = "find" if wanted and wanted != form.get("found", "") else form["kind"]
    return form


def _looking(request: HttpRequest, working_copy: WorkingCopy, form: dict[str, str]) -> HttpResponse:
    """The form as it was, with goals that were found, or with one that was picked."""
    element = form.get("id", "")
    view = fresh(working_copy)
    focus = f"find-{element}"
    if form["op"] == "pick":
        before = form.get("references", "").strip().rstrip(",")
        form["references"] = f"{before}, {form['code']}" if before else form["code"]
        focus = f"references-{element}"
    words = form.get("find", "")
    found = tuple(find(words, language_of(request), view.now.plan)) if words.strip() else None
    kind = "add" if form.get("kind") == "add" else "edit"
    opened = Opened(kind, form, found=found, place=form.get("place", "after"))
    return _with_form(request, working_copy, form, opened, focus=focus, status=200)


def _done(
    request: HttpRequest, working_copy: WorkingCopy, form: Mapping[str, str], taken: Taken
) -> HttpResponse:
    asked = taken.asked
    if not is_part(request):
        theme = form.get("tema", "")
        query = f"?{urlencode({'tema': theme})}" if theme else ""
        place = f"#e-{asked.shown}" if asked.shown else ""
        return HttpResponseRedirect(f"{reverse('edit', args=[working_copy.slug])}{query}{place}")
    view = fresh(
        working_copy,
        theme=form.get("tema", ""),
        shown=asked.shown,
        kept=_kept(request, form),
        said=_said(request, taken),
        focus=f"rett-{asked.shown}" if asked.shown else "bar",
    )
    if asked.element is not None and asked.in_place and taken.seen:
        return one_row(request, view, asked.element.id, before=taken.before)
    return tree(request, view)


def _said(request: HttpRequest, taken: Taken) -> str:
    """What was done, in the page's language."""
    translate = catalogue(language_of(request)).gettext
    if not taken.asked.edits:
        return translate(N_("Nothing is changed."))
    now = taken.after.index.by_id.get(taken.asked.shown)
    element = taken.asked.element if taken.asked.what is What.REMOVED else now
    if element is None:
        return ""
    level = taken.before.index if taken.asked.what is What.REMOVED else taken.after.index
    return translate(SAID[taken.asked.what]) % {
        "level": level.name(element),
        "number": element.number,
    }


def _refused(
    request: HttpRequest, working_copy: WorkingCopy, form: dict[str, str], problem: LedetraadError
) -> HttpResponse:
    """The page with what is wrong, and all that was written still in its form."""
    element = form.get("id", "")
    if isinstance(problem, BothChanged):
        opened = Opened("edit", form, error=problem, clashes=problem.clashes)
        return _with_form(request, working_copy, form, opened, status=409)
    if isinstance(problem, Gone) and form.get("text", "").strip():
        return _written_for_what_is_gone(request, working_copy, form, problem)
    if form["op"] in {"save", "add"} and not isinstance(problem, Gone):
        kind = "edit" if form["op"] == "save" else "add"
        opened = Opened(kind, form, error=problem, place=form.get("place", "after"))
        return _with_form(request, working_copy, form, opened, status=422)
    is_clash = isinstance(problem, ChangedByAnother)
    insist = {}
    if isinstance(problem, ChangedByAnother):
        names = ("op", "id", "near", "where", "tema")
        insist = {name: form[name] for name in names if form.get(name)}
        insist["version"] = str(problem.version)
    view = fresh(
        working_copy,
        theme=form.get("tema", ""),
        shown=element,
        kept=_kept(request, form),
        problem=problem,
        insist=insist,
        focus="insist" if is_clash else "",
        focus_first=is_clash,
    )
    status = 409 if is_clash or isinstance(problem, Gone) else 422
    answer = tree if is_part(request) else whole_page
    return answer(request, view, status=status)


def _written_for_what_is_gone(
    request: HttpRequest, working_copy: WorkingCopy, form: dict[str, str], problem: LedetraadError
) -> HttpResponse:
    """What was written, in a form to add it where the element stood."""
    now = fresh(working_copy).now
    near = form.get("before", "")
    if near not in now.index.by_id:
        near = now.index.ordered[-1].id if now.index.ordered else ""
    opened = Opened("add", {**form, "id": near}, error=problem)
    view = fresh(
        working_copy, shown=near, opened={near: opened}, focus=f"text-{near}", focus_first=True
    )
    answer = tree if is_part(request) else whole_page
    return answer(request, view, status=409)


def _with_form(
    request: HttpRequest,
    working_copy: WorkingCopy,
    form: Mapping[str, str],
    opened: Opened,
    *,
    status: int,
    focus: str = "",
) -> HttpResponse:
    element = form.get("id", "")
    view = fresh(
        working_copy,
        theme=form.get("tema", ""),
        shown=element,
        opened={element: opened},
        focus=focus or f"problem-{element}",
        focus_first=True,
    )
    if not is_part(request):
        return whole_page(request, view, status=status)
    if element in view.now.index.by_id:
        return one_row(request, view, element, status=status)
    return tree(request, view, status=status)


def _kept(request: HttpRequest, form: Mapping[str, str]) -> frozenset[str]:
    """The elements whose forms are open in the browser, but for the one that was sent."""
    sent = {"save": form.get("id", ""), "add": f"+{form.get('id', '')}"}.get(form["op"], "")
    return frozenset(request.POST.get("open", "").split()) - {sent}


def _saved(request: HttpRequest, number: str) -> str:
    said = N_("Saved as revision %(number)s.")
    return catalogue(language_of(request)).gettext(said) % {"number": number}

"""Reading a document in the background, and laying it out part by part beside what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.exchange import canonical, plan_document
from ledetraad.plan.model import Plan, SourcePlace
from ledetraad.readers.forms.mapping import Mapping
from ledetraad.readers.forms.questions import questions
from ledetraad.readers.kept_notes import KeptNote, keep_notes
from ledetraad.readers.opened import Opened, open_and_read
from ledetraad.readers.progress import told_to
from ledetraad.readers.view import Part, parts_of
from ledetraad.web.imports.kept import kept_for
from ledetraad.web.imports.models import Import, ImportPart, KeptMapping
from ledetraad.web.jobs.kinds import Run, job

READ = "read-import"
_LONGEST_TITLE = 200
_PART = TypeAdapter[Part](Part)


@job(READ)
def read_import(run: Run, *, import_id: int) -> Callable[[], None] | None:
    """Read a document that somebody is taking in.

    Args:
        run: told how many pages are read.
        import_id: the import; nothing is done where it has been thrown away since.
    """
    document = Import.objects.filter(pk=import_id).first()
    if document is None:
        return None
    data, name = bytes(document.data), document.name
    said = Mapping.model_validate(document.said) if document.said is not None else None
    try:
        with told_to(run.progress):
            opened = open_and_read(data, name, said)
            kept = _said_before(document, opened)
            if kept is not None:
                opened = open_and_read(data, name, Mapping.model_validate(kept.mapping))
    except UnreadableDocument as error:
        problem = error.kept()
        return lambda: _store_failure(document, problem)
    laid_out = [_PART.dump_python(part, mode="json") for part in parts_of(opened, data, name)]
    return lambda: _store(document, opened, laid_out, kept)


def _said_before(document: Import, opened: Opened) -> KeptMapping | None:
    """What was said of earlier documents of this shape, unless this one is to be read afresh."""
    if document.said is not None or document.from_scratch or opened.mapping is None:
        return None
    return kept_for(document.municipality, opened.mapping)


def _store_failure(document: Import, problem: dict[str, object]) -> None:
    document.parts.all().delete()
    document.state = Import.State.FAILED
    document.error = problem
    document.plan = None
    document.save(update_fields=["state", "error", "plan", "changed_at"])


def _store(
    document: Import, opened: Opened, parts: list[dict[str, Any]], kept: KeptMapping | None
) -> None:
    mapping = opened.mapping
    if kept is not None:
        document.said, document.said_before = kept.mapping, kept.name
    asked = (
        questions(opened.document, mapping)
        if mapping is not None and opened.document is not None
        else []
    )
    document.understood = mapping.model_dump(mode="json") if mapping is not None else None
    document.questions = [asdict(question) | {"unsure": question.unsure} for question in asked]
    notes: list[KeptNote] = []
    document.plan, document.error = None, None
    if opened.result is None:
        document.state = Import.State.UNCLEAR
        document.error = opened.problem.kept() if opened.problem is not None else None
    else:
        document.state = Import.State.READY
        document.plan = canonical(plan_document(opened.result.plan))
        notes = keep_notes(opened.result.findings)
    document.notes = list(notes)
    document.save()
    document.parts.all().delete()
    elements = _elements_of(parts, opened.plan)
    places = _notes_of(parts, elements, notes)
    ImportPart.objects.bulk_create(
        ImportPart(
            document=document,
            number=number,
            title=str(part["title"])[:_LONGEST_TITLE],
            shown=part,
            elements=elements[number],
            notes=places[number],
        )
        for number, part in enumerate(parts, start=1)
    )


def _elements_of(parts: Sequence[dict[str, Any]], plan: Plan | None) -> dict[int, list[str]]:
    """Each part's elements in the plan's order; one that is marked nowhere goes with the last."""
    first: dict[str, int] = {}
    for number, part in enumerate(parts, start=1):
        for place in _places(part):
            for element in place["marks"]:
                first.setdefault(element, number)
    found: dict[int, list[str]] = {number: [] for number in range(1, len(parts) + 1)}
    last = 1
    for element in plan.walk() if plan is not None and parts else ():
        last = first.get(element.id, last)
        found[last].append(element.id)
    return found


def _notes_of(
    parts: Sequence[dict[str, Any]], elements: dict[int, list[str]], notes: Sequence[KeptNote]
) -> dict[int, list[str]]:
    """The keys of the notes on each part; those on the whole document are on none."""
    by_element = {each: number for number, ids in elements.items() for each in ids}
    by_place: dict[str, int] = {}
    by_sheet: dict[object, int] = {}
    for number, part in enumerate(parts, start=1):
        if "page" in part:
            by_sheet[part["page"]] = number
        elif part["title"]:
            by_sheet.setdefault(part["title"], number)
        for place in _places(part):
            by_place.setdefault(place.get("at", ""), number)
    found: dict[int, list[str]] = {number: [] for number in elements}
    for note in notes:
        place = note["place"] or {}
        at = str(SourcePlace.model_validate(place)) if place else ""
        sheet = place.get("page") or place.get("sheet")
        stands = by_element.get(note["element"] or "") or by_place.get(at) or by_sheet.get(sheet)
        if stands is not None:
            found[stands].append(note["key"])
    return found


def _places(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything on a part that may be marked."""
    yield from part.get("boxes", ())
    for block in part.get("blocks", ()):
        if block["kind"] == "grid":
            yield from (cell for row in block["rows"] for cell in row["cells"])
        else:
            yield block

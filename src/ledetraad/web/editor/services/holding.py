"""The draft of a plan, found, and held so that nobody else changes it meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.editor.drafted import Drafted, drafted
from ledetraad.web.editor.models import EditDraft
from ledetraad.web.plans.models import Revision, WorkingCopy


class ChangedByAnother(LedetraadError):
    """A step that others' changes stand in the way of.

    Args:
        by: who made them.
        version: the draft's now; with it the same can be asked for again.
    """

    def __init__(self, by: str, version: int) -> None:
        super().__init__(
            N_("%(name)s has changed this since you last saw it."),
            remedy=N_("Look at how it is now, and choose."),
            name=by or "–",
        )
        self.version = version


def draft_of(working_copy: WorkingCopy) -> tuple[EditDraft, Revision]:
    """A plan's draft, stored or not, and the revision that it is of.

    A draft without any steps follows the newest revision.
    """
    draft = EditDraft.objects.filter(working_copy=working_copy).select_related("changed_by").first()
    revisions = working_copy.revision_set.defer("document", "source")
    latest = revisions.latest("number")
    if draft is None:
        return EditDraft(working_copy=working_copy, base=latest.number), latest
    if draft.base == latest.number:
        return draft, latest
    if not draft.steps:
        draft.base = latest.number
        return draft, latest
    return draft, revisions.get(number=draft.base)


def held(working_copy: WorkingCopy) -> tuple[EditDraft, Revision]:
    """The same, locked until the transaction ends."""
    WorkingCopy.objects.select_for_update().get(pk=working_copy.pk)
    return draft_of(working_copy)


def touch(draft: EditDraft, elements: Iterable[str], *, user: User | None) -> None:
    """Store a draft that has been changed, with who has touched which elements."""
    draft.version += 1
    draft.changed_by = user
    key = user.pk if user is not None else None
    draft.touched |= {one: [draft.version, key, name_of(user)] for one in elements}
    draft.save()


def last_to_touch(draft: EditDraft, elements: Iterable[str]) -> str:
    """The name of who touched some elements last; "" for nobody."""
    touches = [draft.touched[one] for one in elements if one in draft.touched]
    last = max(touches, key=lambda one: int(one[0]), default=(0, None, ""))
    return str(last[2])


def guard(
    draft: EditDraft, elements: Iterable[str] | None, seen: int | None, *, user: User | None
) -> None:
    """Go on only where nobody else has touched some elements, or any, since a version.

    Raises:
        ChangedByAnother: somebody has.
    """
    if seen is None or seen >= draft.version:
        return
    key = user.pk if user is not None else None
    for one in draft.touched if elements is None else elements:
        version, by, name = draft.touched.get(one, (0, key, ""))
        if version > seen and by != key:
            raise ChangedByAnother(name, draft.version)


def changed_between(one: Drafted, other: Drafted) -> set[str]:
    """The ids of what is worded, placed or referred otherwise in two plans."""
    first, second = _outline(one), _outline(other)
    return {key for key in first.keys() | second.keys() if first.get(key) != second.get(key)}


def _outline(of: Drafted) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    for element in of.index.ordered:
        parent = of.index.parent(element)
        above = parent.id if parent is not None else None
        found[element.id] = (element.level, element.words, element.references, above)
    return found


def name_of(user: User | None) -> str:
    """What a person is called."""
    return (user.get_full_name() or user.get_username()) if user is not None else ""


def drafted_of(working_copy: WorkingCopy) -> tuple[EditDraft, Revision, Drafted]:
    """A plan's draft, its revision, and the plan as the draft has it."""
    draft, base = draft_of(working_copy)
    return draft, base, drafted(draft, base)

"""Taking a document in as a plan's newest revision."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, count

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.carry import carry_ids
from ledetraad.plan.exchange import canonical, plan_document
from ledetraad.plan.model import Plan
from ledetraad.readers import ReadResult, read_bytes
from ledetraad.readers.kept_notes import KeptNote, keep_notes
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.address import address_part
from ledetraad.web.plans.models import Revision, WorkingCopy

_LONGEST_SLUG = 60
_LONGEST_TITLE = 300
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Source:
    """What a revision comes from.

    Args:
        name: the document's file name.
        data: the document; None where there is none.
        notes: what its reader was unsure of.
    """

    name: str = ""
    data: bytes | None = None
    notes: tuple[KeptNote, ...] = ()

    @classmethod
    def of(cls, revision: Revision) -> Source:
        """What an earlier revision comes from, for one that only changes what it says."""
        data = bytes(revision.source) if revision.source is not None else None
        return cls(revision.source_name, data, tuple(revision.notes))


NO_SOURCE = Source()
"""For a revision that comes from no document."""


class PlanExists(LedetraadError):
    """Another plan has the address already."""


def import_new(
    municipality: Municipality, data: bytes, name: str, *, user: User | None, slug: str = ""
) -> tuple[WorkingCopy, ReadResult]:
    """Take a document in as a new plan.

    Args:
        municipality: whose plan it is.
        data: the document.
        name: its file name; the ending says what it is.
        user: who takes it in; None from the command line.
        slug: the plan's part of the address; made from its owner and period where it is empty,
            with a number after it where another plan has that address.

    Raises:
        UnreadableDocument: it can't be read as a plan; nothing is stored.
        PlanExists: the municipality has a plan of this name and period, or a plan has the address
            already; nothing is stored.
    """
    result = read_bytes(data, name)
    source = Source(name, data, tuple(keep_notes(result.findings)))
    working_copy = take_in_new(municipality, result.plan, source, user=user, slug=slug)
    return working_copy, result


def import_again(
    working_copy: WorkingCopy, data: bytes, name: str, *, user: User | None
) -> ReadResult:
    """Take a document in as a new revision of a plan that is here already.

    Raises:
        UnreadableDocument: it can't be read as a plan; nothing is stored.
    """
    result = read_bytes(data, name)
    source = Source(name, data, tuple(keep_notes(result.findings)))
    take_in_again(working_copy, result.plan, source, user=user)
    return result


def take_in_new(
    municipality: Municipality, plan: Plan, source: Source, *, user: User | None, slug: str = ""
) -> WorkingCopy:
    """Store a plan that has been read as a new one; see `import_new`.

    Raises:
        PlanExists: the municipality has a plan of this name and period, or a plan has the address
            already; nothing is stored.
    """
    with transaction.atomic():
        slug = slug or _free_slug(municipality, plan)
        working_copy, made = WorkingCopy.objects.get_or_create(
            slug=slug, defaults={"municipality": municipality}
        )
        if not made:
            raise PlanExists(
                N_("There is a plan at this address already."),
                where=slug,
                remedy=N_("Open that plan, and take the document in there as a newer one."),
            )
        add_revision(working_copy, plan, source, user=user)
    return working_copy


def take_in_again(
    working_copy: WorkingCopy, plan: Plan, source: Source, *, user: User | None
) -> Revision:
    """Store a plan that has been read as a new revision of one that is here already.

    What is the same element in the revision before it keeps its id, and so its address.
    """
    with transaction.atomic():
        carried = carry_ids(working_copy.latest().plan(), plan)
        return add_revision(working_copy, carried, source, user=user)


def same_plan(municipality: Municipality, plan: Plan) -> WorkingCopy | None:
    """The municipality's plan of the same name and period, if it has one already."""
    stem = suggest_slug(plan)[: _LONGEST_SLUG - 4]
    beside = WorkingCopy.objects.filter(municipality=municipality, slug__startswith=stem)
    return beside.filter(title=_title(plan)).first()


def add_revision(
    working_copy: WorkingCopy, plan: Plan, source: Source = NO_SOURCE, *, user: User | None
) -> Revision:
    """Store what the plan says now, numbered after the revision before it."""
    with transaction.atomic():
        held = WorkingCopy.objects.select_for_update().get(pk=working_copy.pk)
        last = held.revision_set.order_by("-number").first()
        revision = Revision.objects.create(
            working_copy=held,
            number=last.number + 1 if last is not None else 1,
            document=canonical(plan_document(plan)),
            source_name=source.name[-_LONGEST_NAME:],  # its ending is needed
            source=source.data,
            notes=list(source.notes),
            made_by=user,
        )
        working_copy.title = _title(plan)
        working_copy.save(update_fields=["title"])
    return revision


def _title(plan: Plan) -> str:
    return (plan.subtitle or plan.title)[:_LONGEST_TITLE]


def _free_slug(municipality: Municipality, plan: Plan) -> str:
    """The suggested address, or the first with a number after it that no other plan has.

    It is taken where the municipality has this very plan already.
    """
    same = same_plan(municipality, plan)
    if same is not None:
        return same.slug
    suggested = suggest_slug(plan)
    stem = suggested[: _LONGEST_SLUG - 4]
    beside = WorkingCopy.objects.filter(slug__startswith=stem)
    taken = set(beside.values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(slug for slug in chain([suggested], numbered) if slug not in taken)


def suggest_slug(plan: Plan) -> str:
    """The address of a plan by its owner and period: "asker-kommune-2020-2032"."""
    period = f" {plan.period.from_year} {plan.period.to_year}" if plan.period else ""
    return address_part(f"{plan.owner}{period}")[:_LONGEST_SLUG] or "plan"

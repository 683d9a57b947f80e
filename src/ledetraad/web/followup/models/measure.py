"""Measures as the database keeps them.

What a measure says is a `ledetraad.followup.measure.MeasureValues`; the tables hold the parts of
it that are asked for, and nothing else knows how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Max

from ledetraad.followup.measure import MeasureValues
from ledetraad.web.accounts.models import Unit
from ledetraad.web.history.models import Recorded, Values
from ledetraad.web.plans.models import WorkingCopy

PARTS = ("serves", "milestones", "money", "partners", "risks")
"""What belongs to a measure, each in a table of its own."""
_READ = "_read_parts"


class Measure(Recorded):
    """Something that is done to reach a goal."""

    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    kind_of = models.CharField(max_length=20)
    financing = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    start = models.DateField(null=True)
    deadline = models.DateField(null=True)
    status = models.CharField(max_length=20)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "number"], name="measures_numbered")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    def part(self, name: str) -> Sequence[Any]:
        """One of `PARTS`, in the order written."""
        read: Mapping[str, Sequence[Any]] = self.__dict__.get(_READ, {})
        return read[name] if name in read else getattr(self, name).all()

    def said(self) -> MeasureValues:
        """What it says, with all that belongs to it."""
        return MeasureValues.model_validate(
            {
                "name": self.name,
                "why": self.why,
                "kind": self.kind_of,
                "financing": self.financing,
                "unit": self.unit_id,
                "person": self.person_id,
                "start": self.start,
                "deadline": self.deadline,
                "status": self.status,
                "serves": [
                    {"plan": one.plan_id, "element": one.element} for one in self.part("serves")
                ],
                "milestones": [
                    {"text": one.text, "due": one.due, "done": one.done}
                    for one in self.part("milestones")
                ],
                "money": [
                    {"year": one.year, "kind": one.kind, "amount": one.amount}
                    for one in self.part("money")
                ],
                "partners": [
                    {"name": one.name, "agreement": one.agreement, "until": one.until}
                    for one in self.part("partners")
                ],
                "risks": [
                    {
                        "text": one.text,
                        "likelihood": one.likelihood,
                        "consequence": one.consequence,
                        "owner": one.owner,
                        "mitigation": one.mitigation,
                        "status": one.status,
                    }
                    for one in self.part("risks")
                ],
            }
        )

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return self.said().model_dump(mode="json")

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it with all that belongs to it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.values() if self.pk is not None else {}
        said = MeasureValues.model_validate({**before, **values})
        self.name, self.why = said.name, said.why
        self.kind_of, self.financing = said.kind.value, said.financing.value
        self.unit_id, self.person_id = said.unit, said.person
        self.start, self.deadline, self.status = said.start, said.deadline, said.status.value
        if self.pk is None:
            last = Measure.objects.filter(municipality=self.municipality).aggregate(Max("number"))
            self.number = (last["number__max"] or 0) + 1
        self.save()
        for part in PARTS:
            if part in values or not before:
                self._assign_part(part, said)
        getattr(self, "_prefetched_objects_cache", {}).clear()
        self.__dict__.pop(_READ, None)

    def _assign_part(self, part: str, said: MeasureValues) -> None:
        manager = getattr(self, part)
        manager.all().delete()
        rows = []
        for place, one in enumerate(getattr(said, part)):
            fields = one.model_dump()
            if part == "serves":
                fields["plan_id"] = fields.pop("plan")
            rows.append(manager.model(measure=self, place=place, **fields))
        manager.bulk_create(rows)


def read_parts(measures: Sequence[Measure], *names: str) -> None:
    """Read some of `PARTS` of many measures, in one query each.

    It does what `prefetch_related` does for `Measure.part`, at a fraction of the cost for a row.
    """
    for name in names:
        found: dict[int, list[Any]] = {one.pk: [] for one in measures}
        part: Any = Measure._meta.get_field(name).related_model
        for row in part.objects.filter(measure__in=found).order_by("place"):
            found[row.measure_id].append(row)
        for one in measures:
            one.__dict__.setdefault(_READ, {})[name] = found[one.pk]


class _Part(models.Model):
    """A part of a measure, in the order written."""

    place = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["place"]


class Serves(_Part):
    """An element of a plan that a measure serves."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="serves")
    plan = models.ForeignKey(WorkingCopy, on_delete=models.CASCADE)
    element = models.CharField(max_length=64)

    class Meta(_Part.Meta):
        indexes: ClassVar = [models.Index(fields=["plan", "element"], name="serves_element")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.element}"


class Milestone(_Part):
    """A step on the way."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="milestones")
    text = models.CharField(max_length=300)
    due = models.DateField(null=True)
    done = models.DateField(null=True)

    def __str__(self) -> str:
        return self.text


class Money(_Part):
    """What a measure costs in a year, in whole kroner."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="money")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    amount = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class Partner(_Part):
    """Somebody outside the municipality who takes part."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(max_length=300)
    agreement = models.CharField(max_length=300, blank=True)
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Risk(_Part):
    """What may go wrong with a measure."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="risks")
    text = models.CharField(max_length=300)
    likelihood = models.PositiveSmallIntegerField()
    consequence = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=300, blank=True)
    mitigation = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.text

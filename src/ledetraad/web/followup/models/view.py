"""Saved views of lists, and which of them somebody begins with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.conf import settings
from django.db import models
from pydantic import BaseModel, ConfigDict, StringConstraints

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.history.models import Recorded, Values
from ledetraad.web.history.seldom import watch

LONGEST_NAME = 80
LONGEST_QUERY = 500


class ViewValues(BaseModel):
    """A saved view.

    Args:
        list: the key of the list that it is of.
        name: what it is called.
        query: what is asked of the list, as the part of its address after the question mark.
        shared: whether everyone in the municipality has it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    list: str
    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)
    ]
    query: Annotated[str, StringConstraints(max_length=LONGEST_QUERY)] = ""
    shared: bool = False


class SavedView(Recorded):
    """A view of a list that somebody has saved."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    of = models.CharField(max_length=20)
    """The key of the list."""
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    shared = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name

    def values(self) -> Values:
        """What it says, as JSON holds it."""
        return {"list": self.of, "name": self.name, "query": self.query, "shared": self.shared}

    def assign(self, values: Mapping[str, Any]) -> None:
        """Say what some fields say, and store it.

        Raises:
            ValidationError: they can't be so; nothing is stored.
        """
        before = self.values() if self.pk is not None else {}
        said = ViewValues.model_validate({**before, **values})
        self.of, self.name, self.query, self.shared = said.list, said.name, said.query, said.shared
        self.save()


class StandardView(models.Model):
    """The view that somebody's list begins with."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    of = models.CharField(max_length=20)
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "user", "of"], name="one_standard_view_a_list"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.view}"


watch(StandardView, lambda chosen: (chosen.municipality_id,))

"""What a list is of, as reading it back needs to know.

Measures, what they do to emissions, indicators, or their values.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.contrib.auth.models import User
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.i18n import LANGUAGES, N_, catalogue
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.access import Access
from ledetraad.web.followup.sheets.keys import Key
from ledetraad.web.followup.sheets.preview import CellChange, RowChange
from ledetraad.web.followup.sheets.table import Value
from ledetraad.web.history.models import Change, Recorded
from ledetraad.web.history.recording import delete, undo

R = TypeVar("R", bound=Recorded)

Said = Mapping[str, Any]
"""What a thing says, each field as JSON holds it."""


class RowRefused(LedetraadError):
    """A row that can't be taken in."""


class ChangedSince(LedetraadError):
    """Somebody has changed something since what a list changes was shown."""

    def __init__(self, title: str) -> None:
        super().__init__(
            N_("“%(title)s” has been changed since you were shown this. Nothing has been stored."),
            remedy=N_("Look at the list once more; it shows what stands there now."),
            title=title,
        )


@dataclass(frozen=True)
class Held:
    """A thing as it stands here.

    Args:
        thing: its number, or its key.
        title: what it is called.
        version: what it has come to.
        now: what it says.
        by: who changed it last.
    """

    thing: int
    title: str
    version: int
    now: Said
    by: str = ""


@dataclass(frozen=True)
class Done:
    """What was done with a thing."""

    thing: int
    pk: int
    title: str
    version: int
    what: str
    field: str = ""

    def kept(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "thing": self.thing,
            "pk": self.pk,
            "title": self.title,
            "version": self.version,
            "what": self.what,
            "field": self.field,
        }


class Subject(ABC):
    """A kind of list.

    Args:
        allowed: what the person may do in the municipality.
        today: the day that the list is read.
    """

    kind: ClassVar[str]
    letter: ClassVar[str]
    name_field: ClassVar[str] = "name"
    """The field whose head a list has to have, to be of this kind."""
    makes_new: ClassVar[bool] = True

    def __init__(self, allowed: Access, today: date) -> None:
        self.allowed = allowed
        self.municipality = allowed.municipality
        self.today = today

    @classmethod
    def fits(cls, fields: Collection[str]) -> bool:
        """Whether a row of heads with columns for these fields is that of such a list."""
        return cls.name_field in fields

    @classmethod
    @abstractmethod
    def field_of(cls, head: str) -> str | None:
        """The field that a column is of, by its folded head; None where it isn't read."""

    @abstractmethod
    def hold(self, keys: Sequence[Key]) -> None:
        """Get the things that a list names, in a fixed number of queries."""

    @abstractmethod
    def held(self, key: Key) -> Held | None:
        """A thing as it stands; None where there is none such."""

    @abstractmethod
    def before(self, key: Key) -> Said:
        """What a thing said when the list was fetched."""

    @abstractmethod
    def read(self, field: str, value: Value, before: Said | None, where: str) -> Any:
        """What a cell says, as JSON holds it.

        Args:
            field: what the cell is of.
            value: what it holds.
            before: what the thing said when the list was fetched; None for a new one.
            where: the cell.

        Raises:
            LedetraadError: it can't be read.
        """

    @abstractmethod
    def fault(self, held: Held | None, own: Said) -> list[tuple[str, LedetraadError]]:
        """What is wrong with a row as a whole: the fields concerned, and why.

        Args:
            held: the thing; None for a new one.
            own: what the row says that is new.
        """

    @abstractmethod
    def count(self) -> int:
        """How many things there are in the municipality."""

    @abstractmethod
    def take(
        self, row: RowChange, cells: Sequence[CellChange], user: User, reason: str
    ) -> list[Done]:
        """Store what a row says, in the transaction of the whole list.

        Raises:
            LedetraadError: it can't be stored any more.
        """

    @abstractmethod
    def take_back(self, done: Sequence[Mapping[str, Any]], user: User, reason: str) -> list[str]:
        """Undo what was done; the titles of those that have been changed since, or may not be."""

    def doubts(
        self,
        rows: Sequence[RowChange],  # noqa: ARG002  (values alone are doubted)
    ) -> Mapping[tuple[int, str], list[Any]]:
        """What is odd about what rows say: errors as kept, by the row's number and the field."""
        return {}

    @abstractmethod
    def label(self, field: str, translate: Translate) -> str:
        """What a field is called."""

    @abstractmethod
    def teller(self, translate: Translate, rows: Iterable[RowChange]) -> Any:
        """A function that says what a field says: thing, field, value → text."""


def take_back(
    model: type[R],
    done: Sequence[Mapping[str, Any]],
    may: Callable[[R], bool],
    user: User,
) -> list[str]:
    """Undo what was done with things that are recorded, unless they have been changed since.

    Args:
        model: what they are.
        done: what was done, as `Done` keeps it.
        may: whether the person may change one.
        user: who undoes it.

    Returns:
        The titles of those that are left as they are.
    """
    left = []
    keys = [one["pk"] for one in done]
    held = {one.pk: one for one in model._default_manager.select_for_update().filter(pk__in=keys)}
    for one in done:
        thing = held.get(one["pk"])
        if thing is None or thing.version != one["version"] or not may(thing):
            left.append(one["title"])
        elif one["what"] == Change.What.MADE:
            delete(thing, user=user, now=timezone.now())
        else:
            undo(thing, user=user)
    return left


@cache
def names_of(english: str) -> frozenset[str]:
    """What something is called in each language of the screen, folded."""
    return frozenset(folded(catalogue(one).gettext(english)) for one in LANGUAGES)


def folded(text: str) -> str:
    """A text as it is compared: without difference of case and of blanks."""
    return " ".join(text.split()).casefold()


def said_before(things: Mapping[int, Recorded], keys: Mapping[int, int]) -> dict[int, Said]:
    """What things said at earlier versions, in one query.

    Args:
        things: by their keys.
        keys: for each thing's key the version.
    """
    said: dict[int, dict[str, Any]] = {pk: dict(one.values()) for pk, one in things.items()}
    older = [pk for pk, one in things.items() if keys[pk] < one.version]
    if older:
        kind = next(iter(things.values())).kind()
        for one in Change.objects.filter(kind=kind, object_id__in=older).order_by("-pk"):
            if one.version > keys[one.object_id]:
                own = said[one.object_id]
                own.update({name: was for name, (was, _) in one.fields.items() if name in own})
    return dict(said)

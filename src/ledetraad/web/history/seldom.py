"""What changes seldom and is wanted on every page, kept in memory until it has changed.

Such as a municipality's units, its people, and its plans. It is kept under the edition of the kinds
that it rests on (`history.editions`). Models with a history write a mark with every change; the
others are watched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Any, TypeVar

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.history.editions import Marks, edition, touch
from ledetraad.web.shelf import Shelf

T = TypeVar("T")
M = TypeVar("M", bound=Model)
_MOST = 512
_KEPT: Shelf[tuple[int, Hashable, Marks], Any] = Shelf(_MOST)


def kept(
    municipality: int, name: Hashable, rests_on: Collection[type[Model]], make: Callable[[], T]
) -> T:
    """What is kept of a municipality, or what is made now and kept from now on.

    It is shared by all who ask, so nobody may change it.

    Args:
        municipality: the municipality's key.
        name: what it is, as no other caller calls it.
        rests_on: the models that it is made of.
        make: makes it; what it gives is not None.
    """
    seen = edition(municipality, *(one._meta.label_lower for one in rests_on))
    found: T = _KEPT.of((municipality, name, seen), make)
    return found


def watch(
    model: type[M], whose: Callable[[M], Iterable[int]], *, but: frozenset[str] = frozenset()
) -> None:
    """Write a mark whenever one of a model's rows is stored or deleted.

    `QuerySet.update` and `bulk_create` send no word: who uses those writes the mark too.

    Args:
        model: which.
        whose: the keys of the municipalities that a row concerns.
        but: fields that nobody keeps anything of; storing these alone leaves no mark.
    """
    kind = model._meta.label_lower

    def changed(instance: M, **said: Any) -> None:
        fields, origin = said.get("update_fields"), said.get("origin", instance)
        whole = getattr(origin, "model", type(origin)) is Municipality
        if whole or (fields and but.issuperset(fields)):
            return
        for one in whose(instance):
            touch(one, kind)

    post_save.connect(changed, sender=model, weak=False, dispatch_uid=f"seldom.{kind}")
    post_delete.connect(changed, sender=model, weak=False, dispatch_uid=f"seldom.{kind}")


def forget_all() -> None:
    """Remember nothing: for when a database is another one than it was."""
    _KEPT.clear()

"""What was said of a document's shape, found again when the next one of that shape comes."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.readers.forms.mapping import Mapping
from ledetraad.readers.forms.words import folded
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.imports.models import KeptMapping

ALIKE = 0.8
"""The least share of the heads and labels of two documents together that both have."""
_MOST_KEPT = 200


def shape(mapping: Mapping) -> list[str]:
    """The words that a document's form is known by: its columns' heads and its labels."""
    words = [*(one.head for one in mapping.columns), *(one.text for one in mapping.labels)]
    return sorted({said for word in words if (said := folded(word))})


def kept_for(municipality: Municipality, mapping: Mapping) -> KeptMapping | None:
    """The latest of what was said of documents of this shape; None where there is nothing."""
    heads = set(shape(mapping))
    if not heads:
        return None
    best: tuple[float, KeptMapping | None] = (0.0, None)
    for kept in KeptMapping.objects.filter(municipality=municipality)[:_MOST_KEPT]:
        both = set(kept.heads)
        likeness = len(heads & both) / len(heads | both)
        if likeness > best[0]:
            best = (likeness, kept)
    return best[1] if best[0] >= ALIKE else None


def keep(municipality: Municipality, name: str, mapping: Mapping, *, user: User | None) -> None:
    """Keep what was said of a document, in the place of what was said of its like before."""
    heads = shape(mapping)
    if not heads:
        return
    with transaction.atomic():
        KeptMapping.objects.update_or_create(
            municipality=municipality,
            heads=heads,
            defaults={
                "name": name,
                "mapping": mapping.model_dump(mode="json"),
                "kept_by": user,
            },
        )

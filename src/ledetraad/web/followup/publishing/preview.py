"""The public pages as they will be, made from a snapshot that is not stored; a few kept ready."""

from __future__ import annotations

import threading
from collections import OrderedDict

from django.conf import settings
from django.urls import reverse

from ledetraad.i18n import Language
from ledetraad.publish.site import Book, Site, SiteOptions
from ledetraad.publish.snapshot import Snapshot

_MOST = 4
_LOCK = threading.Lock()
_KEPT: OrderedDict[tuple[str, Language, str], Site] = OrderedDict()


def preview_site(snapshot: Snapshot, language: Language, root: str) -> Site:
    """The site of what would be published, which says on every page that it is not yet.

    Args:
        snapshot: what would be published.
        language: the language of the screen.
        root: where its pages are shown.
    """
    timeless = snapshot.model_copy(update={"published_at": None})
    key = (timeless.sha256(), language, root)
    with _LOCK:
        known = _KEPT.get(key)
        if known is not None:
            _KEPT.move_to_end(key)
            return known
    options = SiteOptions(
        dynamic=True,
        assets=settings.STATIC_URL,
        staff=reverse("plans"),
        base=root,
        permanent=root,
        preview=True,
    )
    made = Site(Book(timeless), language, options)
    with _LOCK:
        _KEPT[key] = made
        while len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
    return made

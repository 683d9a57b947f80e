"""What the pages of things ask of history: what has been done with the thing that they show."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ledetraad.i18n import catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.changes.kinds import BY_NAME
from ledetraad.web.changes.seeing import seen_by
from ledetraad.web.changes.shown import MOST, Past, Row, past_of, told
from ledetraad.web.pages import language_of
from ledetraad.web.plans.views import person


def past_at(request: HttpRequest, allowed: Access, thing: Any) -> Past:
    """What has been done with a thing, for the section of its own page.

    Args:
        request: whose page.
        allowed: what the person may do.
        thing: of a kind whose changes are kept.
    """
    translate = catalogue(language_of(request)).gettext
    kind = BY_NAME[thing._meta.label_lower]
    return past_of(allowed, person(request), kind, thing, translate)


def rows_at(
    request: HttpRequest, allowed: Access, *kinds: str, most: int = MOST, **narrowed: Any
) -> list[Row]:
    """The newest changes of several kinds, for a page that shows many things.

    Args:
        request: whose page.
        allowed: what the person may do; only what they may see is told.
        kinds: what the changes are kept under.
        most: how many.
        narrowed: conditions on `Change`.
    """
    translate = catalogue(language_of(request)).gettext
    found = seen_by(allowed, person(request)).filter(kind__in=kinds, **narrowed)
    return told(allowed.municipality, found[:most], translate)

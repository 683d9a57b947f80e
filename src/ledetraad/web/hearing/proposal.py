"""The site of what is on hearing, in any of its languages."""

from __future__ import annotations

from ledetraad.i18n import Language
from ledetraad.publish.site import Site
from ledetraad.web.hearing.models import Hearing
from ledetraad.web.public.library import LIBRARY
from ledetraad.web.public.views import site_options


def proposal_in(hearing: Hearing, language: Language) -> Site:
    """The site of the publication that a hearing is of.

    Raises:
        AssertionError: the publication is gone, which the database forbids.
    """
    slug, number = hearing.plan.slug, hearing.publication.number
    found = LIBRARY.find(slug, number)
    if found is None:
        raise AssertionError(f"publication {number} of {slug} is gone")
    return LIBRARY.site(found, language, site_options(slug, number, found))

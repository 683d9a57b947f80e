"""What a page builder gives back, before the shell is put around it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Content:
    """The inside of a page.

    Args:
        title: for the browser's title and for sharing; the municipality's name is added.
        main: the HTML of the main part.
        description: one sentence for search engines and sharing.
        section: which part of the navigation it belongs to.
        script: a script of its own, by the asset's name without ending; empty for none.
    """

    title: str
    main: Markup
    description: str = ""
    section: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A file beside the pages that is not a page."""

    body: bytes
    content_type: str

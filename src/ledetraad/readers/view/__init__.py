"""A document as people see it, part by part, with what was read marked in it.

`parts_of` makes the parts of any document: pictures of pages, sheets, or text as it flows.
"""

from __future__ import annotations

from ledetraad.readers.view.parts import parts_of
from ledetraad.readers.view.shapes import Part

__all__ = ["Part", "parts_of"]

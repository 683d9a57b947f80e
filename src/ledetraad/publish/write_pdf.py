"""The plan as a PDF for everyone: tagged (PDF/UA-1), in the municipality's look, the same bytes for
the same plan.

`pdf_document.py` says what stands in it, `typst/plan.typ` how it looks, `typst_process.py` sets it,
and `pdf_row_heads.py` tags the heads of rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

import orjson

from ledetraad.i18n import Language
from ledetraad.plan.model import Plan
from ledetraad.publish.pdf_document import pdf_document
from ledetraad.publish.pdf_row_heads import with_row_heads
from ledetraad.publish.profile import Profile
from ledetraad.publish.typst_process import pdf


@dataclass(frozen=True, slots=True)
class PdfWriter:
    """Writes the document.

    Args:
        profile: the municipality's name and colour.
    """

    profile: Profile = field(default_factory=Profile)

    def write(self, plan: Plan, out: BinaryIO, *, language: Language) -> None:
        """Write the whole plan to `out`, heads and labels in `language`."""
        document = pdf_document(plan, self.profile, language)
        made = pdf(orjson.dumps(document).decode())
        coverage = document["coverage"]
        last = 1 + bool(coverage["targets"]) if coverage else 0
        out.write(with_row_heads(made, first=int(bool(document["legend"])), last=last))

    def in_look_of(self, profile: Profile) -> PdfWriter:
        """The writer of the same document in a municipality's look."""
        return PdfWriter(profile)

"""What all letters are written from: to whom, in which language, on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from ledetraad.errors import Phrase
from ledetraad.followup.saying import said_weekday
from ledetraad.i18n import Language, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.followup.reporting.worklist import Asked
from ledetraad.web.notices.addresses import within
from ledetraad.web.notices.letter import Item
from ledetraad.web.notices.models import Notice


@dataclass(frozen=True)
class Writing:
    """A letter that is being written.

    Args:
        notice: what is to be told.
        user: to whom.
        allowed: what the person may do in the municipality.
        language: which is written in.
        today: the day.
    """

    notice: Notice
    user: User
    allowed: Access
    language: Language
    today: date

    def say(self, template: str, **values: object) -> str:
        """Words in the person's language."""
        return Phrase(template, **values).said(catalogue(self.language).gettext)

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """Words that differ by how many there are."""
        words = catalogue(self.language).ngettext(one, many, number)
        told = {
            name: value.said(catalogue(self.language).gettext)
            if isinstance(value, Phrase)
            else value
            for name, value in values.items()
        }
        return words % {"num": number, **told}

    def day(self, day: date) -> str:
        """A day in words, with its weekday."""
        return said_weekday(day).said(catalogue(self.language).gettext)

    def within(self, address: str) -> str:
        """The whole address of a page in the municipality."""
        return within(self.notice.municipality, address)

    def asked(self, one: Asked) -> Item:
        """A report that is asked for, opened by its link."""
        name = f"{one.number} {one.name}"
        return Item(name, self.within(one.address), one.unit, one.why)

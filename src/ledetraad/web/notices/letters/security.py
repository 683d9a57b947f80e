"""The letter that tells somebody what has happened to their way of signing in."""

from __future__ import annotations

from ledetraad.errors import Phrase
from ledetraad.i18n import N_
from ledetraad.web.notices.letter import Item, Letter
from ledetraad.web.notices.letters.writing import Writing
from ledetraad.web.signin.events import SAID, Event


def security(writing: Writing) -> Letter | None:
    """Tell what has happened, and what to do if it was somebody else."""
    about = writing.notice.about
    seen = about["about"] or Phrase(N_("an unknown browser"))
    happened = writing.say(SAID[Event(about["event"])], about=seen)
    remedy = writing.say(
        N_(
            "If that was you, you need do nothing. If not, change your password and sign out "
            "everywhere, and tell an administrator of your municipality."
        )
    )
    return Letter(
        subject=writing.say(N_("About signing in to Ledetråd")),
        opening=f"{happened} {remedy}",
        onward=Item(writing.say(N_("Your own page")), writing.within("folk/meg/")),
        choice=False,
    )

"""The letter that shows whether an address is the person's."""

from __future__ import annotations

from ledetraad.i18n import N_
from ledetraad.web.notices.addresses import confirm_address
from ledetraad.web.notices.letter import Item, Letter
from ledetraad.web.notices.letters.writing import Writing
from ledetraad.web.notices.models import NoticeChoice


def confirm(writing: Writing) -> Letter | None:
    """Ask whether the address is right; None where another has been chosen since."""
    address = writing.notice.about["address"]
    waiting = NoticeChoice.objects.filter(user=writing.user, address=address, confirmed_at=None)
    if not waiting.exists():
        return None
    return Letter(
        subject=writing.say(N_("Confirm your address in Ledetråd")),
        opening=writing.say(
            N_(
                "Somebody who is signed in to Ledetråd wants mail sent to this address. "
                "If that was you, confirm it within a week. If not, do nothing."
            )
        ),
        onward=Item(writing.say(N_("Confirm the address")), confirm_address(writing.user, address)),
        choice=False,
    )

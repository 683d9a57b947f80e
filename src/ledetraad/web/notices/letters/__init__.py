"""What each kind of letter says, from what is true when it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ledetraad.web.notices.letter import Letter
from ledetraad.web.notices.letters.confirm import confirm
from ledetraad.web.notices.letters.digest import digest
from ledetraad.web.notices.letters.reminder import reminder
from ledetraad.web.notices.letters.returned import returned
from ledetraad.web.notices.letters.security import security
from ledetraad.web.notices.letters.writing import Writing
from ledetraad.web.notices.models import Notice

WRITERS: Mapping[str, Callable[[Writing], Letter | None]] = {
    Notice.Kind.REMINDER: reminder,
    Notice.Kind.RETURNED: returned,
    Notice.Kind.DIGEST: digest,
    Notice.Kind.CONFIRM: confirm,
    Notice.Kind.SECURITY: security,
}
"""How each kind is written; None where there is nothing to tell any more."""

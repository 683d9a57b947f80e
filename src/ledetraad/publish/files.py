"""Files out: whole or not at all, in the format that the name's ending asks for."""

from __future__ import annotations

from pathlib import Path

from ledetraad.errors import UnwritableOutput
from ledetraad.files import write_atomically
from ledetraad.i18n import N_, Language
from ledetraad.plan.model import Plan
from ledetraad.publish.profile import Profile
from ledetraad.publish.registry import WRITERS, in_look_of


def convert(
    plan: Plan,
    path: Path,
    language: Language,
    profile: Profile = Profile(),  # noqa: B008  (immutable)
) -> None:
    """Write a plan to a file, in the format that its ending says.

    Args:
        plan: the plan, whole.
        path: where; a file that is there already is replaced.
        language: what headings and labels are written in.
        profile: whose look the file has, where the format has a look.

    Raises:
        UnwritableOutput: an unknown ending, a text that the format can't hold, or no way to write.
    """
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise UnwritableOutput(
            N_("Files that end in “%(ending)s” can't be written.")
            if path.suffix
            else N_("The file's name has no ending that says what to write."),
            where=str(path),
            remedy=N_("Use one of these: %(endings)s."),
            ending=path.suffix,
            endings=", ".join(WRITERS),
        )
    dressed = in_look_of(ending, profile)
    write_atomically(path, lambda out: dressed.write(plan, out, language=language))

"""What the hearing keeps."""

from ledetraad.web.hearing.models.attachment import Attachment
from ledetraad.web.hearing.models.comment import FIRST_CUT, Comment
from ledetraad.web.hearing.models.follower import Follower
from ledetraad.web.hearing.models.hearing import Hearing
from ledetraad.web.hearing.models.intake import Intake, IntakeFile
from ledetraad.web.hearing.models.invited import Invited
from ledetraad.web.hearing.models.message import Message
from ledetraad.web.hearing.models.statement import Statement, StatementVersion
from ledetraad.web.hearing.models.support import Support
from ledetraad.web.hearing.models.theme_summary import ThemeSummary

__all__ = [
    "FIRST_CUT",
    "Attachment",
    "Comment",
    "Follower",
    "Hearing",
    "Intake",
    "IntakeFile",
    "Invited",
    "Message",
    "Statement",
    "StatementVersion",
    "Support",
    "ThemeSummary",
]

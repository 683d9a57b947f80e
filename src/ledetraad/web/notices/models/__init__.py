"""What people want to be told, what they have been told, and the municipality's meetings."""

from __future__ import annotations

from ledetraad.web.notices.models.calendar_key import CalendarKey
from ledetraad.web.notices.models.choice import NoticeChoice
from ledetraad.web.notices.models.meeting import Meeting
from ledetraad.web.notices.models.notice import Notice
from ledetraad.web.notices.models.own_date import OwnDate

__all__ = ["CalendarKey", "Meeting", "Notice", "NoticeChoice", "OwnDate"]

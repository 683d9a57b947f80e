"""The addresses of this part, under the municipality's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.notices import choosing, reminding
from ledetraad.web.notices.year import deadlines, feed, views

urlpatterns: list[URLPattern] = [
    path("varsler/", choosing.choose, name="notice-choice"),
    path("varsler/kalender/", feed.new_key, name="calendar-key"),
    path("rapportering/<int:pk>/paminn/", reminding.remind, name="remind"),
    path("arshjul/", views.this_year, name="this-year"),
    path("arshjul.ics", feed.feed, name="calendar"),
    path("arshjul/frister/", deadlines.show, name="deadlines"),
    path("arshjul/<int:year>/", views.show, name="year"),
    path("arshjul/<int:year>/mote/", views.add_meeting, name="meeting-add"),
    path("arshjul/<int:year>/dato/<slug:code>/", views.own_date, name="own-date"),
    path("arshjul/mote/<int:pk>/fjern/", views.remove_meeting, name="meeting-remove"),
]

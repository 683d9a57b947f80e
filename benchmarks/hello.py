"""The least that Django can answer: one page of one word, no database. The reference for pages."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="no secret: it answers one word"
)


def hello(_: HttpRequest) -> HttpResponse:
    """The page."""
    return HttpResponse("hello", headers={"Content-Length": "5"})


urlpatterns = [path("", hello)]
application = get_wsgi_application()

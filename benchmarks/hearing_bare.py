"""The reference that submits are held against: a Django view that stores one row of the same text.

It is what Django's own tutorial does with a form: protected against forgery, one `create`, and a
redirect. It stands behind the same server and the same middleware.
"""

from __future__ import annotations

from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from ledetraad.web.urls import handler404, handler500
from ledetraad.web.urls import urlpatterns as own

__all__ = ["Bare", "handler404", "handler500", "make_table", "urlpatterns"]


class Bare(models.Model):
    """What somebody has written."""

    element = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=150)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.name


def make_table() -> None:
    """Make the table that the view writes to."""
    with connection.schema_editor() as editor:
        editor.create_model(Bare)


@require_POST
def insert(request: HttpRequest) -> HttpResponse:
    """Store a row."""
    said = request.POST
    Bare.objects.create(
        element=said["said-0-element"],
        name=said["name"],
        text=said["said-0-text"],
        at=timezone.now(),
    )
    return redirect("/bare/takk/")


urlpatterns = [path("bare/", insert), *own]

"""The reference that submits are held against: a Django view that inserts one row, and no more."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.urls import handler404, handler500
from ledetraad.web.urls import urlpatterns as own

__all__ = ["handler404", "handler500", "urlpatterns"]


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """Store a row of a table with one unique index."""
    Municipality.objects.create(name=f"{uuid.uuid4()} {request.POST.get('name', '')}"[:120])
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [path("bare/", insert), *own]

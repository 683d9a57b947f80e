"""What tests of the editor do on its pages, and what they look at."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from ledetraad.plan.edit import apply_edits
from ledetraad.plan.model import Element, Plan
from ledetraad.web.editor.models import EditDraft
from ledetraad.web.editor.steps import edits_of
from ledetraad.web.plans.models import WorkingCopy

EDIT = "/arbeid/skole/rediger/"
POSTS = ("endre/", "prov/", "angre/", "gjenta/", "legg-bort/", "hent/", "flytt-over/", "lagre/")
PART = {"HX-Request": "true"}


def do(client: Client, what: str, status: int = 302, part: bool = False, **fields: Any) -> str:
    response = client.post(f"{EDIT}endre/", {"do": what, **fields}, headers=PART if part else {})
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def page(client: Client, query: str = "") -> str:
    response = client.get(EDIT + query)
    assert response.status_code == 200
    return response.content.decode()


def draft() -> EditDraft:
    return EditDraft.objects.get()


def version() -> int:
    return draft().version


def now(working_copy: WorkingCopy) -> Plan:
    """The plan as the draft has it, made from its first step."""
    held = EditDraft.objects.filter(working_copy=working_copy).first()
    if held is None:
        return working_copy.latest().plan()
    base = working_copy.revision_set.get(number=held.base)
    return apply_edits(base.plan(), edits_of(held.in_force())).plan


def outline(of: Plan) -> list[tuple[str, str]]:
    return [(one.number, one.words) for one in of.walk()]


def said(working_copy: WorkingCopy) -> list[str]:
    return [one.words for one in now(working_copy).walk()]


def one(working_copy: WorkingCopy, key: str) -> Element:
    return next(each for each in now(working_copy).walk() if each.id == key)


def field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', html)
    assert found is not None, name
    return found[1]

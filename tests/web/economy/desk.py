"""A controller at their desk: ledgers sent in, read, and looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.economy.models import CodeList, LedgerFile
from ledetraad.web.economy.services.code_list_add import add_code_list
from ledetraad.web.jobs.worker import run_waiting
from tests.economy.randaberg import FOLDER
from tests.web.followup.reporting.place import Place, signed_in

HEADS = "Konto;Funksjon;Ansvar;Prosjekt;Periode;Beløp"
Line = tuple[str, str, str, str, int, int]


def csv(lines: Sequence[Line], heads: str = HEADS) -> bytes:
    """Ledger lines as a file of them, with an amount in whole kroner."""
    rows = [";".join(str(cell) for cell in line) for line in lines]
    return "\n".join([heads, *rows, ""]).encode()


def balanced(lines: Sequence[Line]) -> list[Line]:
    """The lines, with a last one that brings operations to zero."""
    left = -sum(line[-1] for line in lines)
    return [*lines, ("1980", "880", "900", "", lines[-1][4], left)] if left else list(lines)


class Desk:
    """Somebody in a municipality, with a browser.

    Args:
        municipality: where.
        role: what they are in it.
    """

    def __init__(self, municipality: Municipality, role: Role = Role.CONTROLLER) -> None:
        self.municipality = municipality
        self.user: User = Place(municipality).person(f"{role}-{User.objects.count()}", role)
        self.client: Client = signed_in(self.user)
        self.here = f"/oppfolging/{municipality.slug}/okonomi/"

    def get(self, rest: str = "", status: int = 200) -> str:
        """What a page of the economy says."""
        return page(self.client.get(f"{self.here}{rest}"), status)

    def post(self, rest: str, said: dict[str, Any] | None = None, status: int = 302) -> str:
        """What comes of a form."""
        return page(self.client.post(f"{self.here}{rest}", said or {}), status)

    def undo(self, kind: str, key: int, version: str, status: int = 302) -> str:
        """What comes of undoing the last change of something."""
        address = f"/oppfolging/{self.municipality.slug}/endringer/{kind}/{key}/angre/"
        return page(self.client.post(address, {"version": version}), status)

    def restore(self, kind: str, key: int, status: int = 302) -> str:
        """What comes of restoring something that was deleted."""
        address = f"/oppfolging/{self.municipality.slug}/endringer/{kind}/{key}/gjenopprett/"
        return page(self.client.post(address), status)

    def send(
        self,
        data: bytes,
        name: str = "regnskap.csv",
        *,
        basis: str = "accounts",
        year: int = 2025,
        **said: Any,
    ) -> LedgerFile:
        """Send a ledger in, and have it read."""
        file = SimpleUploadedFile(name, data)
        self.post("filer/", {"document": file, "basis": basis, "year": str(year), **said})
        run_waiting()
        return LedgerFile.objects.filter(municipality=self.municipality).latest("pk")

    def send_real(self, path: Path, basis: str = "accounts") -> LedgerFile:
        """Send a real ledger of 2025 in; its codes that went out of use are accepted."""
        sent = self.send(path.read_bytes(), path.name, basis=basis)
        if sent.state == LedgerFile.State.REFUSED:
            kinds = [fault["kind"] for fault in sent.faults]
            self.post(f"filer/{sent.pk}/godta/", {"kind": kinds, "reason": "Gamle koder"})
            run_waiting()
            sent.refresh_from_db()
        assert sent.state == LedgerFile.State.TAKEN, sent.faults
        return sent

    def take_in_code_lists(self) -> None:
        """Take the real lists of 2025 in."""
        for of, name in ((CodeList.Of.KINDS, "arter"), (CodeList.Of.FUNCTIONS, "funksjoner")):
            path = FOLDER / "referanse" / f"kostra-regnskaps{name}-2025.json"
            data = path.read_bytes()
            add_code_list(self.municipality, of, 2025, data=data, name=path.name, user=None)


def page(response: HttpResponse, status: int) -> str:
    """What a response says, once its status is right."""
    assert response.status_code == status, (response.status_code, response.content[:2000].decode())
    return response.content.decode()

"""What a key figure is used in: rules, services and scenarios."""

from __future__ import annotations

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.figures.values import MARK
from ledetraad.web.economy.models import KeptScenario, KeyFigure, PeerCosts, Rule


def uses_of(municipality: Municipality, figure: KeyFigure) -> list[tuple[str, str]]:
    """The addresses after the economy's own and the names of what uses a key figure."""
    rules = Rule.objects.filter(municipality=municipality, deleted_at=None)
    found = [
        (f"regler/{one.pk}/", one.name)
        for one in rules
        if one.document["figure"].get("key") == f"{MARK}{figure.pk}"
    ]
    services = PeerCosts.objects.filter(municipality=municipality, deleted_at=None)
    scenarios = KeptScenario.objects.filter(municipality=municipality, deleted_at=None)
    found += [
        (f"scenarioer/{one.pk}/", one.name)
        for one in scenarios
        if any(each.get("group") == f"{MARK}{figure.pk}" for each in one.document["changes"])
    ]
    return found + [
        (f"naboer/{one.pk}/", one.name)
        for one in services
        if figure.pk in {one.document.get(name) for name in ("cost", "coverage", "users")}
    ]

"""One module for each kind of page, and the list of the pages with an address of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ledetraad.publish.site import addresses
from ledetraad.publish.site.pages import (
    findings,
    framework,
    front,
    going,
    money,
    numbers,
    overview,
    plain,
    search,
)
from ledetraad.publish.site.pages.content import Content, Resource
from ledetraad.publish.site.presented import Presented

__all__ = ["REGISTERED", "Content", "Registered", "Resource"]


def _always(_: Presented) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Registered:
    """A page with an address of its own, and whether a site has it."""

    build: Callable[[Any, None, str], Content | Resource]
    shown: Callable[[Any], bool] = _always


REGISTERED: dict[str, Registered] = {
    addresses.FRONT: Registered(front.build),
    addresses.OVERVIEW: Registered(overview.build),
    addresses.FRAMEWORK: Registered(framework.build),
    addresses.GOING: Registered(going.build, going.is_shown),
    addresses.NUMBERS: Registered(numbers.build, numbers.is_shown),
    addresses.MOVED: Registered(numbers.build_moved, numbers.is_shown),
    addresses.MONEY: Registered(money.build, money.is_shown),
    addresses.SEARCH: Registered(search.build),
    addresses.REGISTER: Registered(search.build_register),
    addresses.FINDINGS: Registered(findings.build, lambda site: site.options.findings),
    addresses.DATA: Registered(plain.build_data),
    addresses.ABOUT: Registered(plain.build_about),
    addresses.ACCESSIBILITY: Registered(plain.build_accessibility),
    addresses.NOT_FOUND: Registered(plain.build_not_found),
    addresses.STYLEGUIDE: Registered(plain.build_styleguide, lambda site: site.options.styleguide),
    addresses.MUNICIPALITY_STYLE: Registered(plain.build_style),
    addresses.SEARCH_INDEX: Registered(search.build_index, lambda site: not site.options.dynamic),
    addresses.COVERAGE: Registered(framework.build_coverage),
}

"""Numbers and ids for elements.

A number is by position, for people: theme 2, its subgoal 2.3, that one's strategy 2.3.1. An only
child on a level that is meant to have just one (a theme's main goal) takes its parent's number.

An id is made once, from what the element says and where it stands, so that reading the same
document twice gives the same ids; new versions carry ids over instead of making new ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ledetraad.plan.model import Element, Plan

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no letter or digit that is easily taken for another
_LENGTH = 8


def make_id(parts: Iterable[str], taken: set[str]) -> str:
    """A short id from `parts`, unlike all in `taken`; the new id is added to `taken`."""
    wanted = "\x1f".join(" ".join(part.split()).casefold() for part in parts)

    def free(attempt: int) -> bool:
        candidate = _attempt(wanted, attempt)
        return candidate not in taken and not candidate.isdigit()

    step, attempt = 1, 0
    while not free(attempt):  # the same parts may come many times: leap ahead in growing steps,
        step *= 2
        attempt += step
    while step > 1:  # and then halve back to the first that is free
        step //= 2
        if free(attempt - step):
            attempt -= step
    made = _attempt(wanted, attempt)
    taken.add(made)
    return made


def _attempt(wanted: str, attempt: int) -> str:
    digest = hashlib.blake2b(f"{wanted}\x1f{attempt}".encode(), digest_size=8).digest()
    number = int.from_bytes(digest)
    letters = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[rest])
    return "".join(letters)


def numbered(plan: Plan) -> Plan:
    """The same plan with every number set by position."""
    single = {level.key for level in plan.levels if level.single}

    def renumber(elements: tuple[Element, ...], above: str) -> tuple[Element, ...]:
        renumbered = []
        for place, element in enumerate(elements, start=1):
            if above and len(elements) == 1 and element.level in single:
                number = above
            else:
                number = f"{above}.{place}" if above else str(place)
            children = renumber(element.children, number)
            renumbered.append(element.model_copy(update={"number": number, "children": children}))
        return tuple(renumbered)

    return plan.model_copy(update={"elements": renumber(plan.elements, "")})

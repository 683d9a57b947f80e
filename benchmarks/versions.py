"""Comparing two versions of a plan beside `difflib`; one job in a process of its own.

The newer version is the older one with edits that are the same every time, and with ids of its own,
as if it had been read from another document. `difflib`'s Differ gets the same sentences as lines.
It pairs those that are like each other, too, and marks what has changed within them; but it knows
nothing of trees, and tells what has moved as removed and added.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from difflib import Differ
from itertools import count
from pathlib import Path

from ledetraad.plan.diff import diff
from ledetraad.plan.model import Element, Plan
from ledetraad.plan.numbering import numbered
from ledetraad.readers import read_document

_REWORDED, _REMOVED, _ADDED, _MOVED = 10, 40, 45, 90
"""Of how many statements each, one is so edited."""


def newer(plan: Plan) -> Plan:
    """The next version of a plan."""
    places = count(1)

    def edited(elements: tuple[Element, ...]) -> tuple[Element, ...]:
        done: list[Element] = []
        for element in elements:
            place = next(places)
            below = edited(element.children)
            leaf = not element.children
            if leaf and not place % _REMOVED:
                continue
            text = element.text
            if text and not place % _REWORDED:
                first, *rest = text.split(" ")
                text = " ".join([first, "sammen", "med", "andre", *rest[:-1], "fremover."])
            update = {"id": f"ny-{place}", "text": text, "children": below}
            new = element.model_copy(update=update)
            if leaf and not place % _MOVED:
                done.insert(0, new)
                continue
            done.append(new)
            if leaf and not place % _ADDED:
                words = (
                    f"Kommunen skal i planens år {place} begynne på noe som ingen har gjort før."
                )
                done.append(new.model_copy(update={"id": f"til-{place}", "text": words}))
        return tuple(done)

    return numbered(plan.model_copy(update={"elements": edited(plan.elements)}))


def main(job: str, document: Path) -> None:
    """Do one job, and print the plan's elements, the seconds, and how much was found changed."""
    old = read_document(document).plan
    new = newer(old)
    before, after = ([f"{e.words}\n" for e in plan.walk()] for plan in (old, new))
    jobs: dict[str, Callable[[], int]] = {
        "diff": lambda: len(diff(old, new).changes),
        "difflib": lambda: sum(
            line.startswith(("- ", "+ ")) for line in Differ().compare(before, after)
        ),
    }
    began, spent = time.perf_counter(), sum(os.times()[:4])
    found = jobs[job]()
    told = {"seconds": time.perf_counter() - began, "cores": sum(os.times()[:4]) - spent}
    print(json.dumps({"elements": len(before), "found": found} | told))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

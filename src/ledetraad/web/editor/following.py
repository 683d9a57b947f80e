"""What the follow-up of a plan is missing, beside its elements as the draft has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from django.utils import timezone

from ledetraad.checks.followup.run import of_plan
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.access import Person, access
from ledetraad.web.editor.drafted import Drafted
from ledetraad.web.followup.missing.gather import looked_at
from ledetraad.web.followup.missing.rows import Missing, Names, Teller, settled_of, still_open
from ledetraad.web.plans.models import WorkingCopy


def missing_of(
    working_copy: WorkingCopy, now: Drafted, person: Person, translate: Translate
) -> Mapping[str, tuple[Missing, ...]]:
    """What is missing and not settled, by element, for a person who may do this or that about it.

    Args:
        working_copy: the plan.
        now: as its draft has it; what is new in the draft has nothing yet that follows it up.
        person: who looks.
        translate: the language.
    """
    municipality = working_copy.municipality
    looked = looked_at(municipality, timezone.localdate())
    seen = looked.seen.plans.get(working_copy.pk)
    if seen is None or not (seen.is_followed_up or seen.taken):
        return {}
    every = of_plan(replace(seen, index=now.index))
    lacks = [lack for lack in every if lack.code not in looked.off]
    open_ones = still_open(lacks, settled_of(municipality))
    teller = Teller(access(person, municipality), Names.of(looked), translate)
    found: dict[str, list[Missing]] = defaultdict(list)
    for one in teller.told(open_ones, {}):
        found[one.lack.key].append(one)
    return {element: tuple(several) for element, several in found.items()}

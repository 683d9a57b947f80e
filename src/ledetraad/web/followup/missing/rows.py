"""What is missing, as the list and the other pages show it: in words, with how it is mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledetraad.checks.followup.run import FOLLOWUP_RULES
from ledetraad.checks.followup.seen import About, Lack
from ledetraad.i18n import N_
from ledetraad.plan.finding import RuleDoc, Translate
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.listing import Asked, Selection, as_query, page_of, units_below
from ledetraad.web.followup.missing.gather import Looked
from ledetraad.web.followup.models import SettledLack
from ledetraad.web.history.seldom import kept
from ledetraad.web.plans.models import WorkingCopy

_RULES: Mapping[str, RuleDoc] = {rule.code: rule for rule in FOLLOWUP_RULES}
MENDS: Mapping[str, str] = {
    "unit": N_("Choose the unit"),
    "deadline": N_("Write the deadline"),
    "serves": N_("Say what it serves"),
    "status": N_("Say how it goes"),
    "targets": N_("Write the target"),
    "value": N_("Enter a value"),
    "element": N_("Say what it speaks for"),
    "measure": N_("Make a measure"),
    "indicator": N_("Make an indicator"),
    "year": N_("Take it into a year"),
}
"""What the link to the form that mends it says."""
_SETTLES = {
    About.ELEMENT: Action.JUDGE,
    About.MEASURE: Action.EDIT_MEASURE,
    About.INDICATOR: Action.EDIT_INDICATOR,
}
_Name = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which of it is asked for.

    Args:
        rule: a rule's code.
        plan: the address of a plan.
        unit: the key of a unit; those under it are meant, too.
        person: the key of who answers for it.
        settled: what has been settled, instead of the rest.
        page: from 1.
    """

    rule: str = ""
    plan: str = ""
    unit: int | None = None
    person: int | None = None
    settled: bool = False
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filter:
        """What an address asks for; what makes no sense in it is passed over."""
        asked = Asked(query)
        return cls(
            rule=asked.among("regel", _RULES, ""),
            plan=asked.plan,
            unit=asked.whole("enhet"),
            person=asked.whole("person"),
            settled=asked.ticked("avgjort"),
            page=asked.page,
        )

    def query(self, **other: Any) -> str:
        """The address's part after the question mark, with other values in place of some."""
        said = {
            "regel": self.rule,
            "plan": self.plan,
            "enhet": self.unit,
            "person": self.person,
            "avgjort": self.settled,
        }
        return as_query(said | other)

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.rule or self.plan or self.unit or self.person or self.settled)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something missing, as it is shown.

    Args:
        lack: what the rule says.
        message, remedy: in the page's language.
        about: what it is about, as "Delmål 4.2" or the number of a measure.
        page: the address of what it is about, under the municipality's own.
        mend: the address of the form that mends it; "" where the person may not.
        mend_words: what a link there says.
        settled: that it is meant so; None while it is open.
        may_settle: whether the person may settle it, or take that back.
        name: what it is known again by in a form.
    """

    lack: Lack
    message: str
    remedy: str
    about: str
    page: str
    mend: str
    mend_words: str
    settled: SettledLack | None
    may_settle: bool

    @property
    def name(self) -> str:
        """What it is known again by in a form."""
        return ":".join(str(part) for part in self.lack.name)


@dataclass(frozen=True, slots=True)
class Names:
    """What is needed to say what a lack is about, and where that is mended.

    Args:
        numbers: each measure's number, by its key.
        plans: the plans, by their keys.
        levels: for each plan, what its levels are called.
    """

    numbers: Mapping[int, int]
    plans: Mapping[int, WorkingCopy]
    levels: Mapping[int, Mapping[str, str]]

    @classmethod
    def of(cls, looked: Looked) -> Names:
        """The names of all that was looked at."""
        levels = {
            key: {level.key: level.singular for level in plan.index.plan.levels}
            for key, plan in looked.seen.plans.items()
        }
        return cls(looked.numbers, looked.plans, levels)


class Teller:
    """Says what is missing in one language, to a person.

    Args:
        allowed: what the person may do.
        names: what things are called.
        translate: the language.
    """

    def __init__(self, allowed: Access, names: Names, translate: Translate) -> None:
        self._allowed = allowed
        self._names = names
        self._translate = translate

    def told(self, lacks: Iterable[Lack], settled: Mapping[_Name, SettledLack]) -> list[Missing]:
        """What is missing, in words."""
        return [self._one(lack, settled.get(lack.name)) for lack in lacks]

    def _one(self, lack: Lack, settled: SettledLack | None) -> Missing:
        page, mend, action = self._places(lack)
        return Missing(
            lack,
            lack.finding.message(self._translate),
            self._translate(lack.rule.remedy),
            self._about(lack),
            page,
            mend if self._may(action, lack) else "",
            self._translate(MENDS[lack.mend]),
            settled,
            self._may(_SETTLES[lack.about], lack),
        )

    def _may(self, action: Action, lack: Lack) -> bool:
        if lack.about is About.ELEMENT and action is Action.EDIT_MEASURE:
            return self._allowed.anywhere(action)
        return self._allowed.may(action, lack.unit)

    def _about(self, lack: Lack) -> str:
        if lack.about is About.ELEMENT:
            level = self._names.levels[lack.plan or 0].get(lack.finding.level or "", "")
            return f"{level[:1].upper()}{level[1:]} {lack.finding.number}".strip()
        if lack.about is About.MEASURE:
            number = self._names.numbers[int(lack.key)]
            return self._translate(N_("Measure %(number)s")) % {"number": number}
        return self._translate(N_("Indicator"))

    def _places(self, lack: Lack) -> tuple[str, str, Action]:
        """The page of what it is about, the form that mends it, and what one must be let to do."""
        if lack.about is About.MEASURE:
            page = f"tiltak/{self._names.numbers[int(lack.key)]}/"
            return page, f"{page}rediger/#{lack.mend}", Action.EDIT_MEASURE
        if lack.about is About.INDICATOR:
            page = f"indikatorer/{lack.key}/"
            if lack.mend == "value":
                return page, f"{page}verdi/", Action.ENTER_VALUE
            return page, f"{page}rediger/#{lack.mend}", Action.EDIT_INDICATOR
        slug = self._names.plans[lack.plan or 0].slug
        page = f"status/{slug}/{lack.key}/"
        if lack.mend == "year":
            return page, f"arsplan/#y-{lack.plan}-{lack.key}", Action.EDIT_INDICATOR
        query = as_query({"plan": slug, "element": lack.key})
        if lack.mend == "measure":
            return page, f"tiltak/ny/?{query}", Action.EDIT_MEASURE
        return page, f"indikatorer/ny/?{query}", Action.EDIT_INDICATOR


def settled_of(
    municipality: Municipality, lacks: Iterable[Lack] | None = None
) -> dict[_Name, SettledLack]:
    """What has been settled, by what it is known again by; of some alone, where they are given."""

    def read() -> dict[_Name, SettledLack]:
        found = SettledLack.objects.filter(municipality=municipality, deleted_at=None)
        return {(one.code, one.about, one.plan_key, one.key): one for one in found}

    every = kept(municipality.pk, "settled", (SettledLack,), read)
    if lacks is None:
        return dict(every)
    keys = {lack.key for lack in lacks}
    return {name: one for name, one in every.items() if one.key in keys}


def is_settled(lack: Lack, settled: Mapping[_Name, SettledLack]) -> bool:
    """Whether it has been settled for what it rests on now."""
    known = settled.get(lack.name)
    return known is not None and known.sign == lack.sign


def still_open(lacks: Iterable[Lack], settled: Mapping[_Name, SettledLack]) -> list[Lack]:
    """What has not been settled."""
    return [lack for lack in lacks if not is_settled(lack, settled)] if settled else list(lacks)


def asked_for(looked: Looked, wanted: Filter, units: list[Unit]) -> list[Lack]:
    """What is asked for of a plan and a unit, whatever its rule and whether it is settled."""
    found: Iterable[Lack] = looked.lacks
    if wanted.plan:
        plan = next((key for key, one in looked.plans.items() if one.slug == wanted.plan), 0)
        found = [lack for lack in found if plan in lack.plans]
    if wanted.unit is not None:
        keys = units_below(wanted.unit, units)
        found = [lack for lack in found if lack.unit in keys]
    if wanted.person is not None:
        found = [lack for lack in found if lack.person == wanted.person]
    return list(found)


def by_rule(lacks: Iterable[Lack]) -> list[tuple[RuleDoc, int]]:
    """How many there are of each rule that has any, in the order of the codes."""
    counts = Counter(lack.code for lack in lacks)
    return [(rule, counts[rule.code]) for rule in FOLLOWUP_RULES if counts[rule.code]]


def page_of_lacks(found: Sequence[Lack], wanted: Filter) -> Selection[Lack]:
    """The page that is asked for, of one rule alone where it is."""
    some = [lack for lack in found if not wanted.rule or lack.code == wanted.rule]
    window, page, pages = page_of(len(some), wanted.page)
    return Selection(some[window.rows], len(some), page, pages)

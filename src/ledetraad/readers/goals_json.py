"""Goals as another program writes them in JSON → a plan.

The form: a list of goals, each with an id and a name, and the id of the goal above it or the goals
below it. They may be of several plans; then the plans are the highest level, and a goal that stands
under one of another plan's stays there and says which plan it is of. A list of plans may stand in
the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.model import (
    MAX_DEPTH,
    Element,
    Fact,
    Level,
    Period,
    Plan,
    Reference,
    SourcePlace,
)
from ledetraad.plan.numbering import make_id, numbered
from ledetraad.plan.wording import excerpt
from ledetraad.readers import notes
from ledetraad.readers.code_words import read_reference_cell, says_what_it_is
from ledetraad.readers.front_matter import guess_language
from ledetraad.readers.goal_tree import Goal, depth_of, stand_under
from ledetraad.readers.notebook import Notebook
from ledetraad.readers.record_fields import MOST_RECORDS, Record, Records, record_lists, words_of
from ledetraad.readers.result import ReadResult
from ledetraad.readers.vocabulary import vocabulary

PLAN = "plan"
TAG = "tag"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_])(?=\d)")
_PARTS = re.compile(r"[;,\n]")
_ZONE = ZoneInfo("Europe/Oslo")
_SHORT = 8
_FIRST_YEAR, _LAST_YEAR = 1800, 2500


def read_goals(document: Any, name: str) -> ReadResult | None:
    """Read a plan from a JSON document with a list of goals; None where it has no such list.

    Args:
        document: what the JSON holds.
        name: the document's name, for the source places and errors.

    Raises:
        UnreadableDocument: the goals are too many, or nested too deeply.
    """
    lists = record_lists(document)
    goals = max(filter(_is_goals, lists), key=lambda one: len(one.records), default=None)
    if goals is None:
        return None
    if len(goals.records) > MOST_RECORDS:
        raise UnreadableDocument(
            N_("The document has more than %(most)s goals."),
            where=name,
            remedy=N_("Write the goals of one plan at a time."),
            most=MOST_RECORDS,
        )
    named = {_key(goals.of(record, "plan")) for record in goals.records} - {""}
    plans = next(
        (
            one
            for one in lists
            if one is not goals and named & {_key(one.of(record, "id")) for record in one.records}
        ),
        Records("", (), {}),
    )
    return _Assembly(goals, plans, name).result()


def _is_goals(records: Records) -> bool:
    """Whether a list holds goals: they have names, and stand above and below each other."""
    uses = records.fields.keys()
    if "name" not in uses or not ("parent" in uses or "children" in uses):
        return False
    if "children" in uses:
        return any(isinstance(records.of(one, "children"), list) for one in records.records)
    keys = {_key(records.of(record, "id")) for record in records.records} - {""}
    parents = [_key(records.of(record, "parent")) for record in records.records]
    told = [parent for parent in parents if parent]
    return bool(keys) and sum(parent in keys for parent in told) * 2 >= len(told)


class _Assembly:
    """Builds one plan from its goals."""

    def __init__(self, goals: Records, plans: Records, name: str) -> None:
        self._form = goals
        self._plans = plans
        self._name = name
        self._notes = Notebook(name)
        self._ids: set[str] = set()
        self._passed_over: set[str] = set()
        self._goals = list(self._all_goals(goals.records, "", 1))
        self._names = {
            _key(plans.of(plan, "id")): _line(plans.of(plan, "name")) for plan in plans.records
        }

    def result(self) -> ReadResult:
        tops = self._tops()
        of_plans = list(dict.fromkeys(top.plan for top in tops if top.plan))
        several = len(of_plans) > 1 or (bool(of_plans) and any(not top.plan for top in tops))
        deepest = max((depth_of(top) for top in tops), default=1) + several
        if deepest > MAX_DEPTH:
            raise _too_deep(self._name)
        for goal in self._goals:
            goal.identity = self._identity(goal)
        only = of_plans[0] if len(of_plans) == 1 and not several else ""
        trees = [self._element(top, 1, only) for top in tops]
        elements = tuple(self._under_plans(tops, trees, of_plans) if several else trees)
        title = self._names.get(only, "")
        if not title:
            self._notes.add(
                notes.NOT_FOUND, N_("The document does not say what the plan is called.")
            )
        plan = numbered(
            Plan(
                title=title,
                period=self._period(only),
                language=guess_language(" ".join(goal.name for goal in self._goals)),
                levels=_levels(deepest - several, several),
                elements=elements,
            )
        )
        return ReadResult(plan, self._notes.findings(plan))

    def _all_goals(self, records: Sequence[Any], above: str, depth: int) -> Iterator[Goal]:
        """The goals in a list and those in their own lists, numbered from 1 as they come."""
        if depth > MAX_DEPTH:
            raise _too_deep(self._name)
        for row, record in enumerate(records, start=1):
            if not isinstance(record, dict):
                continue
            key = _key(self._form.of(record, "id")) or f"{above}/{row}"
            parent = above or _key(self._form.of(record, "parent"))
            yield Goal(
                record=record,
                row=row,
                name=_line(self._form.of(record, "name")),
                key=key,
                above=parent,
                plan=_key(self._form.of(record, "plan")),
            )
            held = self._form.of(record, "children")
            if isinstance(held, list):
                yield from self._all_goals(held, key, depth + 1)

    def _tops(self) -> list[Goal]:
        """The goals that stand under no other, each with those below it."""
        tops = stand_under(self._goals)
        for goal in tops:
            if goal.above:
                goal.above = ""
                self._notes.add(
                    notes.LEVEL_GUESSED,
                    N_("“%(text)s” names a goal above it that is not there, or stands below it."),
                    place=self._place(goal),
                    text=excerpt(goal.name),
                )
        return tops

    def _identity(self, goal: Goal) -> str:
        given = goal.key.strip("{}")
        if _ID.fullmatch(given) and given not in self._ids:
            self._ids.add(given)
            return given
        return make_id((goal.plan, goal.above, goal.name), self._ids)

    def _element(self, goal: Goal, depth: int, plan_above: str) -> Element:
        references, facts = self._told(goal.record, self._form)
        if goal.plan and goal.plan != plan_above:
            named = self._names.get(goal.plan) or goal.plan
            facts.insert(0, Fact(key=PLAN, name=self._form.fields["plan"], value=named))
        if not goal.name:
            self._notes.add(notes.LOOSE_TEXT, N_("A goal has no name."), place=self._place(goal))
        return Element(
            id=goal.identity,
            level=_level_key(depth),
            text=goal.name,
            references=tuple(references),
            facts=tuple(facts),
            source=self._place(goal),
            children=tuple(
                self._element(below, depth + 1, goal.plan or plan_above) for below in goal.below
            ),
        )

    def _under_plans(
        self, tops: Sequence[Goal], trees: Sequence[Element], of_plans: Sequence[str]
    ) -> Iterator[Element]:
        """Each plan with its trees, in the plans' own order; then the trees of no plan."""
        order = {key: place for place, key in enumerate(self._names)}
        records = {_key(self._plans.of(plan, "id")): plan for plan in self._plans.records}
        for key in sorted(of_plans, key=lambda key: order.get(key, len(order))):
            record: Record = records.get(key, {})
            _, facts = self._told(record, self._plans, ("from", "to"))
            title = self._names.get(key, "")
            identity = make_id((PLAN, key), self._ids)
            if not title:
                title = f"Plan {key[:_SHORT]}"
                facts.append(Fact(key="other", name=self._form.fields["plan"], value=key))
                self._notes.add(
                    notes.HEADING_GUESSED,
                    N_("The document does not say what the plan %(id)s is called."),
                    element=identity,
                    id=key,
                )
            below = [tree for top, tree in zip(tops, trees, strict=True) if top.plan == key]
            yield Element(
                id=identity,
                level=PLAN,
                title=title,
                facts=tuple(facts),
                source=SourcePlace(file=self._name),
                children=tuple(_without_plan(tree, title) for tree in below),
            )
        yield from (tree for top, tree in zip(tops, trees, strict=True) if not top.plan)

    def _told(
        self, record: Record, form: Records, uses: Sequence[str] = ()
    ) -> tuple[list[Reference], list[Fact]]:
        """The references and facts in a record's other fields, in order."""
        references: list[Reference] = []
        for part in _parts(form.of(record, "references")):
            references.extend(read_reference_cell(_apart(part)).references)
        facts = [
            Fact(key="other", name=form.fields[use], value=said)
            for use in uses
            if (said := _line(form.of(record, use)))
        ]
        for tag in _parts(form.of(record, "tags")):
            bare = tag.lstrip("#")
            if says_what_it_is(_apart(bare)):
                references.extend(read_reference_cell(_apart(bare)).references)
            elif bare:
                facts.append(Fact(key=TAG, name=form.fields["tags"], value=bare))
        for name, value in form.others(record):
            said = _line(value)
            if said:
                facts.append(Fact(key=_fact_key(name), name=name, value=said))
            elif isinstance(value, dict | list) and value and name not in self._passed_over:
                self._passed_over.add(name)
                self._notes.add(
                    notes.LOOSE_TEXT,
                    N_("The field “%(field)s” was passed over; the plan has no such thing."),
                    field=name,
                )
        return list(dict.fromkeys(references)), facts

    def _period(self, plan: str) -> Period | None:
        for record in self._plans.records:
            if plan and _key(self._plans.of(record, "id")) == plan:
                first = _year(self._plans.of(record, "from"))
                last = _year(self._plans.of(record, "to"))
                if first and last and first <= last:
                    return Period(from_year=first, to_year=last)
        return None

    def _place(self, goal: Goal) -> SourcePlace:
        return SourcePlace(file=self._name, row=goal.row)


def _without_plan(tree: Element, title: str) -> Element:
    """A plan's own goal, which need not say whose it is."""
    facts = tuple(fact for fact in tree.facts if (fact.key, fact.value) != (PLAN, title))
    return tree.model_copy(update={"facts": facts})


def _levels(depth: int, several: bool) -> tuple[Level, ...]:
    plan = Level(key=PLAN, singular="plan", plural="planer", titled=True)
    goals = (
        Level(key=_level_key(at), singular=f"mål på nivå {at}", plural=f"mål på nivå {at}")
        for at in range(1, depth + 1)
    )
    return (*((plan,) if several else ()), *goals)


def _level_key(depth: int) -> str:
    return f"goal_{depth}"


def _too_deep(name: str) -> UnreadableDocument:
    return UnreadableDocument(
        N_("The goals are nested too deeply."),
        where=name,
        remedy=N_("Use at most %(most)s levels."),
        most=MAX_DEPTH,
    )


def _key(value: Any) -> str:
    return _line(value) if isinstance(value, str | int) else ""


def _line(value: Any) -> str:
    """A value on one line; nothing for nothing, and for what is no plain value."""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, str | int | float):
        return re.sub(r"\s*[\r\n\t]\s*", " ", str(value)).strip()
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        return "; ".join(_line(part) for part in value)
    return ""


def _parts(value: Any) -> list[str]:
    """The parts of a list, or of a text that parts them by commas or semicolons."""
    parts = value if isinstance(value, list) else _PARTS.split(_line(value))
    return [said for part in parts if (said := _line(part))]


def _apart(text: str) -> str:
    """A tag with a space before its number: "FN11.3" is "FN 11.3"."""
    return _RUN_TOGETHER.sub(" ", text, count=1)


def _fact_key(name: str) -> str:
    said = " ".join(words_of(name))
    return next((key for key, heads in vocabulary().columns.items() if said in heads), "other")


def _year(value: Any) -> int | None:
    """The year of a date, as it is in Norway."""
    try:
        date = datetime.fromisoformat(_line(value))
    except ValueError:
        year = int(_line(value)) if re.fullmatch(r"\d{4}", _line(value), re.ASCII) else 0
    else:
        year = (date.astimezone(_ZONE) if date.tzinfo else date).year
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None

"""`python -m benchmarks.suggest`: how often the suggested goals are those that Asker printed.

The plan's own references stand in for the right answer, which they are only in part: a statement
may well rest on other goals, too. The weights were chosen on this same plan, so others will fit
less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledetraad.frameworks.un_sdg import ID, un_sdg
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Plan
from ledetraad.readers import read_document
from ledetraad.suggest.targets import suggest_targets

PLAN = Path(__file__).parents[1] / "examples" / "asker-2020-2032-forslag.txt"
_MANY = 40


@dataclass(frozen=True, slots=True)
class Coded:
    """A statement with what it rests on.

    Args:
        text: the statement.
        above: the texts that it stands under.
        codes: the goals and targets that the plan prints.
    """

    text: str
    above: tuple[str, ...]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hits:
    """In how many statements the printed one is first, or among the first three.

    Args:
        of: how many statements there are.
        goal_first, goal_third: the goal, or that of the target.
        exact_first, exact_third: the very target, where one is printed.
    """

    of: int
    goal_first: int
    goal_third: int
    exact_first: int
    exact_third: int


def coded(plan: Plan) -> Iterator[Coded]:
    """The plan's statements that rest on the UN's goals."""
    index = PlanIndex(plan)
    for element in plan.walk():
        codes = frozenset(one.code for one in element.references if one.framework == ID)
        if codes and element.text:
            above = tuple(one.words for one in index.ancestors(element))
            yield Coded(element.text, above, codes)


def hits(statements: Sequence[Coded], language: str) -> Hits:
    """How often what is suggested is what was printed."""
    items = un_sdg().items
    found = [0, 0, 0, 0]
    for one in statements:
        ranked = [
            each.item for each in suggest_targets(one.text, language, above=one.above, most=_MANY)
        ]
        goals = list(dict.fromkeys(item.goal for item in ranked))
        targets = [item.code for item in ranked if not item.is_goal]
        wanted = {items[code].goal for code in one.codes}
        for place, (said, right) in enumerate(((goals, wanted), (targets, one.codes))):
            found[2 * place] += bool(set(said[:1]) & right)
            found[2 * place + 1] += bool(set(said[:3]) & right)
    return Hits(len(statements), *found)


def main() -> None:
    """Print the shares."""
    plan = read_document(PLAN).plan
    told = hits(list(coded(plan)), plan.language)
    for name, number in (
        ("the goal first", told.goal_first),
        ("the goal among three", told.goal_third),
        ("the very target first", told.exact_first),
        ("the very target among three", told.exact_third),
    ):
        print(f"{name:30} {number:3} of {told.of}  {number / told.of:.0%}")


if __name__ == "__main__":
    main()

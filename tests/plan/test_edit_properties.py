"""What holds for any edits of any plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ledetraad.plan.edit import (
    Add,
    Edit,
    Front,
    InvalidEdit,
    Join,
    Levels,
    Move,
    Refer,
    Remove,
    Reword,
    SetLevel,
    Split,
    apply_edit,
    apply_edits,
)
from ledetraad.plan.model import Element, Level, Period, Plan
from ledetraad.plan.numbering import numbered
from tests.plans import plans, references, words

EDITS: TypeAdapter[tuple[Edit, ...]] = TypeAdapter(tuple[Edit, ...])
EDITED = settings(max_examples=25, deadline=None)
KEEPING = (Refer, SetLevel, Move, Join, Split, Front)


def edits_of(
    plan: Plan, kinds: Iterable[type] = (*KEEPING, Reword, Remove, Add, Levels)
) -> st.SearchStrategy[list[Edit]]:
    """Edits of a plan's elements, and of some that may come to be or never are."""
    ids = st.sampled_from([*(element.id for element in plan.walk()), "new-1", "new-2", "gone"])
    new = st.sampled_from(["new-1", "new-2", "new-3"])
    keys = [level.key for level in plan.levels]
    level = st.sampled_from([*keys, *keys, "subtheme", "measure", "nowhere"])
    printed = st.lists(references(plan.scheme), max_size=2).map(tuple)
    said = words() | st.sampled_from(["", "to\nlinjer", "\x00"])
    some = st.none() | ids
    all_kinds: dict[type, st.SearchStrategy[Edit]] = {
        Reword: st.builds(Reword, id=ids, text=said),
        Refer: st.builds(Refer, id=ids, references=printed),
        SetLevel: st.builds(SetLevel, id=ids, level=level),
        Remove: st.builds(Remove, id=ids, keep_children=st.booleans()),
        Add: st.builds(Add, id=new, level=level, text=said, after=some, references=printed),
        Move: st.builds(Move, id=ids, before=some, parent=some),
        Join: st.builds(Join, id=ids, hyphen=st.booleans()),
        Split: st.builds(Split, id=ids, at=st.integers(0, 30), new_id=new),
        Front: st.builds(
            Front,
            title=st.none() | said,
            owner=st.none() | said,
            period=st.sampled_from([None, "", Period(from_year=2026, to_year=2038)]),
        ),
        Levels: st.builds(
            Levels,
            levels=st.permutations(plan.levels).map(tuple)
            | st.just(tuple(Level(key=key, singular="én", plural="flere") for key in keys)),
        ),
    }
    return st.lists(st.one_of([all_kinds[kind] for kind in kinds]), max_size=12)


def edited(
    kinds: Iterable[type] = (*KEEPING, Reword, Remove, Add, Levels),
) -> st.SearchStrategy[tuple[Plan, list[Edit]]]:
    return plans().flatmap(lambda plan: st.tuples(st.just(plan), edits_of(plan, kinds)))


@EDITED
@given(edited())
def test_any_edits_give_a_valid_numbered_plan_whose_elements_keep_their_places(
    given_plan: tuple[Plan, list[Edit]],
) -> None:
    plan, edits = given_plan

    after = apply_edits(plan, edits).plan

    assert Plan.model_validate(after.model_dump()) == after
    assert numbered(after) == after
    sources = {element.id: element.source for element in plan.walk()}
    for element in after.walk():
        if element.id in sources:
            assert element.source == sources[element.id]


@EDITED
@given(edited())
def test_edits_made_one_by_one_kept_and_made_again_give_the_same(
    given_plan: tuple[Plan, list[Edit]],
) -> None:
    plan, edits = given_plan

    applied = apply_edits(plan, edits)

    step, refused = plan, []
    for place, edit in enumerate(edits):
        try:
            step = apply_edit(step, edit)
        except InvalidEdit:
            refused.append((place, edit))
    assert (step, refused) == (applied.plan, [(each.place, each.edit) for each in applied.refused])
    for kept in (
        EDITS.dump_json(tuple(edits)),
        EDITS.dump_json(tuple(edits), exclude_defaults=True, by_alias=True),
    ):
        again = EDITS.validate_json(kept)
        assert again == tuple(edits)
        assert apply_edits(plan, again).plan == applied.plan


def signs(plan: Plan) -> Counter[str]:
    """Every sign but blanks, and hyphens, which may be healed."""
    said = Counter(chain.from_iterable(element.words for element in plan.walk()))
    return Counter(
        {sign: n for sign, n in said.items() if not sign.isspace() and sign not in "-‐\u00ad"}
    )


@EDITED
@given(edited(KEEPING))
def test_nobodys_words_are_lost_unless_they_are_removed_or_reworded(
    given_plan: tuple[Plan, list[Edit]],
) -> None:
    plan, edits = given_plan

    after = apply_edits(plan, edits).plan

    assert signs(after) == signs(plan)
    before = {fact for element in plan.walk() for fact in element.facts}
    assert before == {fact for element in after.walk() for fact in element.facts}


@EDITED
@given(edited((SetLevel, Move, Join, Split)))
def test_no_reference_is_lost(given_plan: tuple[Plan, list[Edit]]) -> None:
    plan, edits = given_plan

    after = apply_edits(plan, edits).plan

    def printed(one: Plan) -> set[object]:
        return {reference for element in one.walk() for reference in element.references}

    assert printed(after) == printed(plan)


def grown(flat: Iterable[Element], plan: Plan) -> Plan:
    """A plan in which each element stands under the nearest before it of a higher level."""
    rank = {level.key: place for place, level in enumerate(plan.levels)}
    top: list[Element] = []
    path: list[tuple[Element, list[Element]]] = []

    def close() -> None:
        element, children = path.pop()
        whole = element.model_copy(update={"children": tuple(children)})
        (path[-1][1] if path else top).append(whole)

    for element in flat:
        while path and rank[path[-1][0].level] >= rank[element.level]:
            close()
        path.append((element, []))
    while path:
        close()
    return numbered(plan.model_copy(update={"elements": tuple(top)}))


def regular() -> st.SearchStrategy[Plan]:
    return plans().map(lambda plan: grown(plan.walk(), plan)).filter(lambda plan: plan.elements)


@EDITED
@given(regular(), st.data())
def test_the_tree_of_a_plan_that_grows_by_its_levels_still_does(
    plan: Plan, data: st.DataObject
) -> None:
    flat = list(plan.walk())
    place = data.draw(st.integers(0, len(flat) - 1))
    level = data.draw(st.sampled_from(plan.levels))
    edit = data.draw(
        st.sampled_from(
            [
                SetLevel(id=flat[place].id, level=level.key),
                Remove(id=flat[place].id, keep_children=True),
                Add(id="new-1", level=level.key, text="Ny", after=flat[place].id),
                Add(id="new-1", level=level.key, text="Ny"),
            ]
        )
    )

    after = apply_edit(plan, edit)

    assert after == grown(after.walk(), after)
    order = [element.id for element in after.walk() if element.id != "new-1"]
    removed = edit.id if isinstance(edit, Remove) else None
    assert order == [element.id for element in flat if element.id != removed]

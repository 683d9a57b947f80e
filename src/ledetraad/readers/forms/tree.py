"""Drafts in reading order → the plan's tree, with ids, levels, and the findings on each element."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ledetraad.plan.model import Element, Fact, Level, Reference, SourcePlace
from ledetraad.plan.numbering import make_id
from ledetraad.plan.presets import GOALS_AND_STRATEGIES, MAIN_GOAL
from ledetraad.readers.forms.draft import Doubt, Draft, End
from ledetraad.readers.forms.words import level_words, rank, usual_name
from ledetraad.readers.notebook import Notebook

_ID_PARTER = "\x1f"


@dataclass(slots=True)
class _Node:
    draft: Draft
    references: list[Reference]
    facts: list[Fact]
    doubts: list[Doubt]
    children: list[_Node] = field(default_factory=list)
    known: dict[tuple[str, str], _Node] = field(default_factory=dict)


def grow(
    drafts: Iterable[Draft | End], notebook: Notebook
) -> tuple[tuple[Element, ...], dict[str, str]]:
    """The elements, and the number that the document prints for some of them, by id.

    Args:
        drafts: in reading order.
        notebook: where the doubts of each are noted.
    """
    return _Finisher(notebook).finish(_planted(drafts))


def _planted(drafts: Iterable[Draft | End]) -> list[_Node]:
    root = _Node(Draft(level="", words="", place=SourcePlace()), [], [], [])
    open_nodes: list[_Node] = []
    for draft in drafts:
        if isinstance(draft, End):
            open_nodes.clear()
            continue
        if draft.adds and (open_node := _open_like(draft, open_nodes)) is not None:
            _add(draft, open_node)
            continue
        while open_nodes and rank()[open_nodes[-1].draft.level] >= rank()[draft.level]:
            open_nodes.pop()
        above = open_nodes[-1] if open_nodes else root
        key = (draft.level, draft.words.casefold())
        node = above.known.get(key) if draft.again else None
        if node is None:
            node = _Node(draft, [], [], [])
            above.children.append(node)
            above.known[key] = node
        _add(draft, node)
        open_nodes.append(node)
    return root.children


def _open_like(draft: Draft, open_nodes: Sequence[_Node]) -> _Node | None:
    for node in open_nodes:
        if (node.draft.level, node.draft.words) == (draft.level, draft.words):
            return node
    return None


def _add(draft: Draft, node: _Node) -> None:
    """Add what a draft says beside its words; what another has said of it already, once."""
    said = tuple(node.references)
    node.references.extend(one for one in draft.references if one not in said)
    node.facts.extend(one for one in draft.facts if one not in node.facts)
    node.doubts.extend(one for one in draft.doubts if one not in node.doubts)


class _Finisher:
    """Makes elements of nodes, in the document's order, so that ids are always the same."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._ids: set[str] = set()
        self._printed: dict[str, str] = {}

    def finish(self, nodes: Sequence[_Node]) -> tuple[tuple[Element, ...], dict[str, str]]:
        elements = tuple(self._element(node, "", "") for node in nodes)
        return elements, self._printed

    def _element(self, node: _Node, theme: str, above: str) -> Element:
        draft = node.draft
        titled = level_words()[draft.level].titled
        identity = make_id(_identity(draft, theme, above, titled=titled), self._ids)
        if draft.number:
            self._printed[identity] = draft.number
        for doubt in node.doubts:
            self._notebook.add(
                doubt.rule, doubt.template, element=identity, place=draft.place, **doubt.values
            )
        theme = draft.words if titled else theme
        above = above if titled or draft.level == MAIN_GOAL else draft.words
        return Element(
            id=identity,
            level=draft.level,
            title=draft.words if titled else "",
            text="" if titled else draft.words,
            references=tuple(node.references),
            facts=tuple(node.facts),
            source=draft.place,
            children=tuple(self._element(child, theme, above) for child in node.children),
        )


def _identity(draft: Draft, theme: str, above: str, *, titled: bool) -> tuple[str, ...]:
    """What an id is made of: the same for the same statement in every form and format."""
    if titled:
        return (draft.level, *((theme,) if theme else ()), draft.words)
    context = theme if draft.level == MAIN_GOAL else f"{theme}{_ID_PARTER}{above}"
    return (draft.level, context, draft.words)


def levels_of(
    elements: Sequence[Element], names: Mapping[str, tuple[str, str]], given: Sequence[Level] = ()
) -> tuple[Level, ...]:
    """The plan's levels: the usual set where the document keeps to it, else its own.

    Args:
        elements: the plan's.
        names: what the document calls some of its levels, by key.
        given: levels that somebody has declared.
    """
    used = {element.level for top in elements for element in top.walk()}
    if used <= {level.key for level in given}:
        return tuple(given)
    preset = {level.key: level for level in GOALS_AND_STRATEGIES}
    usual = all(key in preset and _belongs(key, names.get(key), preset[key]) for key in used)
    if usual:
        return GOALS_AND_STRATEGIES
    return tuple(_level(key, names.get(key)) for key in level_words() if key in used)


def _belongs(key: str, name: tuple[str, str] | None, usual: Level) -> bool:
    """Whether a document's name for a level says no other than the usual one."""
    if name is None or name[0].startswith(usual.singular):
        return True
    return any(name[0] == word for word, _ in level_words()[key].names[:2])


def _level(key: str, name: tuple[str, str] | None) -> Level:
    words = level_words()[key]
    named = usual_name(key)
    singular, plural = name or (named.singular, named.plural)
    return Level(
        key=key, singular=singular, plural=plural, titled=words.titled, single=words.single
    )

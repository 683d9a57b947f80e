"""Arbitrary plans, for tests that hold for every plan there can be."""

from __future__ import annotations

from typing import get_args
from unicodedata import normalize

from hypothesis import strategies as st

from ledetraad.plan.model import (
    Basis,
    CodeDefinition,
    Decision,
    Element,
    Fact,
    Level,
    Period,
    Plan,
    PlanStatus,
    Reference,
    SourcePlace,
)
from ledetraad.plan.numbering import numbered
from ledetraad.plan.presets import GOALS_AND_STRATEGIES

_LETTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\ufeff"
)
_NORWEGIAN = st.sampled_from("abcæøåÆØÅ éü.,;:-–«»\"'()[]*_#|<>&\\/=+@0123456789")
_BEGINNINGS = st.sampled_from(["", "", "=", "+", "-", "@", "'", "'=", '"', "# ", "1. ", "_x0041_"])
_NAMES = ("tema", "mål", "delmål", "strategi", "tiltak", "Område", "chapter", "Stra;tegi")
_BASES = st.sampled_from(get_args(Basis))
_IDENTIFIERS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,11}", fullmatch=True)


def words(longest: int = 60) -> st.SearchStrategy[str]:
    """What can stand on one line: not empty, no white space at its ends, letters composed."""
    return (
        st.builds(str.__add__, _BEGINNINGS, st.text(_NORWEGIAN | _LETTERS, max_size=longest - 8))
        .map(lambda text: normalize("NFC", text).strip())
        .filter(bool)
    )


def references(scheme: tuple[CodeDefinition, ...]) -> st.SearchStrategy[Reference]:
    """References by the plan's own scheme, and any others."""
    free = st.builds(
        Reference,
        printed=words(30),
        framework=st.sampled_from(["un-sdg", "own", "other"]) | _IDENTIFIERS,
        code=st.sampled_from(["11", "11.3", "3.a", "99.9"]) | words(20),
        basis=_BASES,
    )
    if not scheme:
        return free
    by_scheme = st.builds(
        lambda definition, code: Reference(
            printed=f"{definition.prefix} {code}" if definition.numbered else definition.prefix,
            framework=definition.framework,
            code=code if definition.numbered else definition.prefix,
            basis=definition.basis,
        ),
        st.sampled_from(scheme),
        st.sampled_from(["4", "11.3", "3.a", "17.17"]),
    )
    return by_scheme | free


def levels() -> st.SearchStrategy[tuple[Level, ...]]:
    """The ready-made levels, or from two to five of the plan's own."""
    own = st.lists(
        st.builds(
            Level,
            key=_IDENTIFIERS,
            singular=st.sampled_from(_NAMES) | words(20),
            plural=st.sampled_from(_NAMES) | words(20),
            titled=st.booleans(),
            single=st.booleans(),
        ),
        min_size=2,
        max_size=5,
        unique_by=lambda level: level.key,
    ).map(tuple)
    return st.just(GOALS_AND_STRATEGIES) | own


def sources() -> st.SearchStrategy[SourcePlace | None]:
    """A place in a document, or none."""
    counted = st.none() | st.integers(1, 99_999)
    named = st.none() | words(20)
    return st.none() | st.builds(
        SourcePlace,
        file=words(30),
        line=counted,
        page=counted,
        table=counted,
        row=counted,
        sheet=named,
        cell=named,
    )


def facts() -> st.SearchStrategy[Fact]:
    """What a document may say of an element beside its text."""
    return st.builds(
        Fact,
        key=st.sampled_from(["responsible", "deadline", "cost", "other"]) | _IDENTIFIERS,
        name=st.just("") | st.sampled_from(["Ansvar", "Frist", "Ansvar: hvem"]) | words(20),
        value=st.just("") | words(),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any valid plan that is numbered by position, of up to some twenty elements."""
    its_levels = draw(levels())
    scheme = draw(
        st.lists(
            st.builds(
                CodeDefinition,
                prefix=st.sampled_from(["FN-T", "AK", "FN", "Nasjonal forventning"]) | words(20),
                meaning=st.just("") | words(),
                framework=st.sampled_from(["un-sdg", "own"]) | _IDENTIFIERS,
                basis=_BASES,
                numbered=st.booleans(),
            ),
            max_size=3,
        ).map(tuple)
    )
    printed = st.lists(references(scheme), max_size=3).map(tuple)
    told = st.lists(facts(), max_size=2).map(tuple)
    text = st.just("") | words()
    made = 0

    def elements(above: int, most: int) -> tuple[Element, ...]:
        nonlocal made
        siblings = []
        for _ in range(draw(st.integers(0, most))):
            rank = draw(st.integers(above + 1, len(its_levels) - 1))
            made += 1
            identity = f"{draw(st.sampled_from(['e', 'A-', 'x_', '7', '1e']))}{made}"
            heading = its_levels[rank].titled ^ (draw(st.integers(0, 9)) == 0)
            said = draw(text)
            below = elements(rank, 2) if rank + 1 < len(its_levels) and made < 20 else ()
            siblings.append(
                Element(
                    id=identity,
                    level=its_levels[rank].key,
                    title=said if heading else "",
                    text="" if heading else said,
                    references=draw(printed),
                    facts=draw(told),
                    source=draw(sources()),
                    children=below,
                )
            )
        return tuple(siblings)

    years = st.tuples(st.integers(1800, 2500), st.integers(1800, 2500)).map(sorted)
    period = draw(st.none() | years.map(lambda pair: Period(from_year=pair[0], to_year=pair[1])))
    plan = Plan(
        title=draw(text),
        subtitle=draw(text),
        owner=draw(text),
        period=period,
        status=draw(st.sampled_from(PlanStatus)),
        decision=draw(st.none() | st.builds(Decision, date=st.dates(), case=text, body=text)),
        language=draw(st.sampled_from(["nb", "nn", "no", "en", "da", "sv"])),
        levels=its_levels,
        scheme=scheme,
        elements=elements(-1, 3),
    )
    return numbered(plan)

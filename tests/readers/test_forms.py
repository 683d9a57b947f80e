"""Whatever a page looks like, the reader finds the plan that is written on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledetraad.plan.model import Element, Plan
from ledetraad.readers import ReadResult, read_bytes
from tests import overview_form as form
from tests.overview_form import Code, Layout, Overview, Statement, Theme, write
from tests.overviews import breaking_layouts, layouts, overviews

Said = tuple[str, str, tuple[str, ...], tuple["Said", ...]]

LEGEND = (
    Code("AK", "Laget av Eksempel kommune", "own", "own", numbered=False),
    Code("FN-T", "Basert på FNs bærekraftsmål og tilpasset Eksempel kommune.", "un-sdg", "adapted"),
)
SAMPLE = Overview(
    "Eksempel kommune",
    (2030, 2042),
    LEGEND,
    (
        Theme(
            "God helse",
            Statement(
                "Eksempelsamfunnet sikrer god helse for alle, uansett alder.",
                (("FN-T", "3"),),
                (
                    Statement(
                        "Innbyggerne har tilgang til helsetjenester av god kvalitet.",
                        (("FN-T", "3.8"),),
                        (
                            Statement(
                                "Eksempel kommune skal tilrettelegge for møteplasser.",
                                (("FN-T", "11.3"), ("FN-T", "11.7"), ("AK", "")),
                            ),
                            Statement("Eksempel kommune skal lytte.", (("AK", ""),)),
                        ),
                    ),
                    Statement("Alle har et sted å bo.", (("AK", ""),)),
                ),
            ),
        ),
    ),
)


def said_by(overview: Overview) -> list[Said]:
    def statement(of: Statement, level: int) -> Said:
        below = tuple(statement(part, level + 1) for part in of.below)
        return (form_levels[level], of.text, tuple(of.printed), below)

    form_levels = ("main_goal", "subgoal", "strategy")
    return [
        ("theme", theme.title, (), (statement(theme.main_goal, 0),)) for theme in overview.themes
    ]


def said_in(plan: Plan) -> list[Said]:
    def element(of: Element) -> Said:
        printed = tuple(reference.printed for reference in of.references)
        return (of.level, of.words, printed, tuple(element(child) for child in of.children))

    return [element(theme) for theme in plan.elements]


def read(overview: Overview, layout: Layout) -> ReadResult:
    return read_bytes(write(overview, layout), "plan.txt")


def codes_of(result: ReadResult) -> set[str]:
    return {finding.code for finding in result.findings}


@settings(max_examples=60, deadline=None)
@given(overviews(), layouts())
def test_a_plan_comes_back_from_any_layout_without_a_doubt(
    overview: Overview, layout: Layout
) -> None:
    result = read(overview, layout)

    assert said_in(result.plan) == said_by(overview)
    assert result.findings == ()


@settings(max_examples=30, deadline=None)
@given(overviews(most_themes=3), layouts())
def test_the_front_page_comes_back(overview: Overview, layout: Layout) -> None:
    plan = read(overview, layout).plan

    assert (plan.title, plan.subtitle) == (overview.title, overview.subtitle)
    assert plan.owner == overview.owner
    assert plan.period is not None
    assert (plan.period.from_year, plan.period.to_year) == overview.years
    assert plan.status == "proposal"
    read_legend = [
        Code(code.prefix, code.meaning, code.framework, code.basis, code.numbered)
        for code in plan.scheme
    ]
    assert read_legend == list(overview.codes)


@settings(max_examples=30, deadline=None)
@given(overviews(most_themes=4), layouts())
def test_references_have_the_framework_and_basis_that_the_legend_says(
    overview: Overview, layout: Layout
) -> None:
    legend = {code.prefix: code for code in overview.codes}

    for element in read(overview, layout).plan.walk():
        for reference in element.references:
            code = legend[reference.printed.split(" ")[0]]
            assert (reference.framework, reference.basis) == (code.framework, code.basis)
            assert reference.code == reference.printed.split(" ")[-1]


@settings(max_examples=30, deadline=None)
@given(overviews(most_themes=4), breaking_layouts())
def test_words_broken_at_a_line_end_are_healed_and_only_doubtful_ones_reported(
    overview: Overview, layout: Layout
) -> None:
    result = read(overview, layout)

    assert said_in(result.plan) == said_by(overview)
    assert codes_of(result) <= (set() if layout.soft else {"LT006"})


@settings(max_examples=30, deadline=None)
@given(
    overviews(most_themes=2).filter(lambda overview: "á" not in overview.owner),
    st.sampled_from(
        ("utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-32", "utf-16-le+mark", "utf-16-be+mark")
    ),
)
def test_any_common_encoding_is_understood(overview: Overview, encoding: str) -> None:
    layout = Layout(bullet="- ")
    plain, _, mark = encoding.partition("+")
    text = write(overview, layout).decode("utf-8")

    data = (("\ufeff" if mark else "") + text).encode(plain)

    assert said_in(read_bytes(data, "plan.txt").plan) == said_by(overview)


def test_decomposed_letters_are_composed() -> None:
    text = write(SAMPLE, Layout()).decode("utf-8")
    decomposed = text.replace("å", "a\u030a").replace("Å", "A\u030a")

    result = read_bytes(decomposed.encode("utf-8"), "plan.txt")

    assert said_in(result.plan) == said_by(SAMPLE)


@settings(max_examples=25, deadline=None)
@given(overviews(most_themes=4), layouts())
def test_every_element_knows_the_line_that_it_begins_on(overview: Overview, layout: Layout) -> None:
    data = write(overview, layout)
    lines = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").split("\n")

    for element in read_bytes(data, "plan.txt").plan.walk():
        assert element.source is not None and element.source.line is not None
        beginning = element.references[0].printed if element.references else element.title
        assert lines[element.source.line - 1].split()[0] == beginning.split()[0]


@pytest.mark.parametrize(
    "cell",
    [
        "FN-T\n11.3\n11.7\nAK\n\n",
        "FN-T 11.3, 11.7\nAK\n\n",
        "FN-T\n11.3, 11.7, AK\n",
        "FN-T 11.3 / 11.7 / AK ",
        "FN-T 11.3; FN-T 11.7; AK\n",
        "FN-T 11.3 og 11.7, AK\n",
        "FN-T 11.3 11.7 AK ",
        "FN-T: 11.3, 11.7 & AK\n\n",
        "FN\u2011T 11.3.\n11.7.\nAK\n",
        "FN-T\u00a011.3,\n    11.7\n    AK\n \n\n",
    ],
)
def test_several_references_are_read_in_every_printed_form(cell: str) -> None:
    before = "    FN-T\n11.3\n11.7\nAK\n\nEksempel kommune skal tilrettelegge"
    document = write(SAMPLE, Layout(trailing=0)).decode("utf-8")
    assert before in document.replace("    11", "11").replace("    AK\n\n", "AK\n\n")

    start = document.index("    FN-T\n    11.3")
    end = document.index("Eksempel kommune skal tilrettelegge")
    result = read_bytes(f"{document[:start]}    {cell}{document[end:]}".encode(), "plan.txt")

    assert said_in(result.plan) == said_by(SAMPLE)


@pytest.mark.parametrize(
    "text",
    [
        "50 barnehager skal ha grønt flagg.",
        "50 Barnehager skal ha grønt flagg.",
        "1.5 graders-målet skal nås.",
        "10 000 trær skal plantes.",
        "2030 er året da utslippene er halvert.",
        "17 skoler skal rustes opp.",
    ],
)
@pytest.mark.parametrize("blank_in_row", [0, 1])
def test_a_statement_may_begin_with_a_number(text: str, blank_in_row: int) -> None:
    overview = with_first_strategy(Statement(text, (("FN-T", "11.3"),)))

    result = read(overview, Layout(blank_in_row=blank_in_row))

    assert said_in(result.plan) == said_by(overview)


@pytest.mark.parametrize("cell", [form.A_LINE_EACH, form.PREFIX_EACH])
def test_a_statement_may_begin_in_lower_case_right_after_its_number(cell: str) -> None:
    overview = with_first_strategy(Statement("sikre gode veier.", (("FN-T", "4"),)))

    result = read(overview, Layout(cell=cell, beside=True))

    assert said_in(result.plan) == said_by(overview)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["samfunns-", "og tjenesteutvikling"], "samfunns- og tjenesteutvikling"),
        (["areal-", "eller transportplaner"], "areal- eller transportplaner"),
        (["HMS-", "arbeidet"], "HMS-arbeidet"),
        (["CO2-", "utslipp"], "CO2-utslipp"),
        (["Øst-", "Norge"], "Øst-Norge"),
        (["tilrette-", "legging"], "tilrettelegging"),
        (["tilrette\u00ad", "legging"], "tilrettelegging"),
        (["tilrette\u2010", "legging"], "tilrettelegging"),
        (["til\u00adrettelegging"], "tilrettelegging"),
        (["skoler -", "også de små"], "skoler - også de små"),
        (["i åpne og", "", "samordnede løsninger"], "i åpne og samordnede løsninger"),
    ],
)
def test_hyphens_at_a_line_end_are_healed_only_where_they_are_the_typesetters(
    lines: list[str], text: str
) -> None:
    document = write(SAMPLE, Layout()).decode("utf-8")
    broken = "\n".join([f"Kommunen skal ha {lines[0]}", *lines[1:]])

    result = read_bytes(
        document.replace("Eksempel kommune skal lytte.", f"{broken}.").encode(), "plan.txt"
    )

    texts = [element.text for element in result.plan.walk()]
    assert f"Kommunen skal ha {text}." in texts


def test_a_hyphen_that_the_document_has_elsewhere_in_the_word_is_kept() -> None:
    overview = with_first_strategy(Statement("Alle har e-post.", (("AK", ""),)))
    document = write(overview, Layout()).decode("utf-8")

    result = read_bytes(document.replace("skal lytte.", "skal bruke e-\npost.").encode(), "a.txt")

    assert "Eksempel kommune skal bruke e-post." in [e.text for e in result.plan.walk()]
    assert codes_of(result) == set()


def test_a_word_that_might_have_its_own_hyphen_is_healed_and_reported() -> None:
    document = write(SAMPLE, Layout()).decode("utf-8")

    result = read_bytes(document.replace("skal lytte.", "skal bruke e-\npost.").encode(), "a.txt")

    assert codes_of(result) == {"LT006"}


def test_a_heading_on_two_lines_is_joined_and_reported() -> None:
    document = write(SAMPLE, Layout()).decode("utf-8")

    result = read_bytes(
        document.replace(" God helse", " God helse, trygg oppvekst og\nfolkehelse").encode(),
        "a.txt",
    )

    assert result.plan.elements[0].title == "God helse, trygg oppvekst og folkehelse"
    assert codes_of(result) == {"LT005"}


def test_table_heads_repeated_on_a_new_page_are_no_part_of_the_plan() -> None:
    document = write(SAMPLE, Layout()).decode("utf-8")
    heads = form.BOKMAAL.goals_heads[0]

    result = read_bytes(
        document.replace("    AK Eksempel", f"\f{heads}\n    AK Eksempel").encode(), "a.txt"
    )

    assert said_in(result.plan) == said_by(SAMPLE)
    assert result.findings == ()


@pytest.mark.parametrize("marks", [True, False])
def test_a_first_subgoal_on_the_first_line_of_a_page_is_no_strategy(marks: bool) -> None:
    layout = Layout(indent=2, cell=form.PREFIX_EACH, marks=marks)
    document = write(SAMPLE, layout).decode("utf-8")

    result = read_bytes(document.replace("FN-T 3.8", " FN-T 3.8").encode(), "a.txt")

    assert said_in(result.plan) == said_by(SAMPLE)


def test_a_code_that_the_legend_forgot_is_understood_from_its_use_and_reported() -> None:
    overview = with_first_strategy(Statement("Vi skal lese.", (("AK", ""),)))
    document = write(overview, Layout()).decode("utf-8")

    result = read_bytes(document.replace("• AK: Laget av Eksempel kommune", "").encode(), "a.txt")

    assert said_in(result.plan) == said_by(overview)
    assert codes_of(result) == {"LT203"}


def test_codes_without_any_legend_are_understood_from_their_use_and_reported() -> None:
    document = write(SAMPLE, Layout()).decode("utf-8")
    bare = "\n".join(line for line in document.split("\n") if not line.startswith("•"))

    result = read_bytes(bare.encode(), "a.txt")

    assert said_in(result.plan) == said_by(SAMPLE)
    assert codes_of(result) == {"LT002"}


def test_a_legend_that_names_no_framework_is_reported() -> None:
    document = write(SAMPLE, Layout()).decode("utf-8")

    result = read_bytes(
        document.replace("Laget av Eksempel kommune", "Vedtatt i møte").encode(), "a.txt"
    )

    assert said_in(result.plan) == said_by(SAMPLE)
    assert codes_of(result) == {"LT003"}


def test_english_words_for_the_parts_are_understood() -> None:
    heads = form.Heads(
        "Main goal",
        ("Reference MAIN GOAL",),
        "Subgoals and strategies",
        ("Reference SUBGOAL Reference STRATEGIES FOR SUBGOALS",),
    )

    assert said_in(read(SAMPLE, Layout(heads=heads)).plan) == said_by(SAMPLE)


def with_first_strategy(strategy: Statement) -> Overview:
    """The sample with another first strategy."""
    theme = SAMPLE.themes[0]
    first, *others = theme.main_goal.below
    first = replace(first, below=(strategy, *first.below[1:]))
    main_goal = replace(theme.main_goal, below=(first, *others))
    return replace(SAMPLE, themes=(replace(theme, main_goal=main_goal),))

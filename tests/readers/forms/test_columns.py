"""Tables of many looks: what each column means, and what stands under what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledetraad.errors import UnreadableDocument
from ledetraad.readers.document_plan import plan_from_document
from tests.readers.forms.build import LEFT, UP, doc, facts, h, outline, p, t

HEADS = ["Delmål", "Strategi", "Tiltak", "Ansvar", "Frist", "FN-mål"]
CLIMATE = [
    "theme: Klima",
    "  subgoal: Kommunen har lave utslipp.",
    "    strategy: Kommunen skal kjøre elektrisk.",
    "      measure [13.2]: Kjøpe elbiler",
    "      measure [11.2, 13]: Bygge ladere",
    "    strategy: Kommunen skal spare strøm.",
    "      measure [7.3]: Bytte lys",
]
GOAL, DRIVE, SAVE = (line.split(": ")[1] for line in (CLIMATE[1], CLIMATE[2], CLIMATE[5]))


def merged():
    return t(
        HEADS,
        [GOAL, DRIVE, "Kjøpe elbiler", "Eiendom", "2025", "13.2"],
        [UP, UP, "Bygge ladere", "Teknisk", "innen 2026", "11.2, 13"],
        [UP, SAVE, "Bytte lys", "Eiendom", "løpende", "7.3"],
    )


def repeated():
    return t(
        HEADS,
        [GOAL, DRIVE, "Kjøpe elbiler", "Eiendom", "2025", "13.2"],
        [GOAL, DRIVE, "Bygge ladere", "Teknisk", "innen 2026", "11.2, 13"],
        [GOAL, SAVE, "Bytte lys", "Eiendom", "løpende", "7.3"],
    )


def empty():
    return t(
        HEADS,
        [GOAL, DRIVE, "Kjøpe elbiler", "Eiendom", "2025", "13.2"],
        ["", "", "Bygge ladere", "Teknisk", "innen 2026", "11.2, 13"],
        ["", SAVE, "Bytte lys", "Eiendom", "løpende", "7.3"],
    )


def on_rows_of_their_own():
    return t(
        HEADS,
        [GOAL, "", "", "", "", ""],
        ["", DRIVE, "", "", "", ""],
        ["", "", "Kjøpe elbiler", "Eiendom", "2025", "13.2"],
        ["", "", "Bygge ladere", "Teknisk", "innen 2026", "11.2, 13"],
        ["", SAVE, "Bytte lys", "Eiendom", "løpende", "7.3"],
    )


def under_a_title_and_with_other_order():
    return t(
        ["Tiltaksplan for klima", *[LEFT] * 5],
        ["", "", "", "", "", ""],
        ["Bærekraftsmål", "Hvem", "TILTAK", "Når", "Strategier", "Delmål:"],
        ["13.2", "Eiendom", "Kjøpe elbiler", "2025", DRIVE, GOAL],
        ["11.2, 13", "Teknisk", "Bygge ladere", "innen 2026", UP, UP],
        ["7.3", "Eiendom", "Bytte lys", "løpende", SAVE, UP],
    )


@pytest.mark.parametrize(
    "table",
    [merged, repeated, empty, on_rows_of_their_own, under_a_title_and_with_other_order],
)
def test_a_table_for_each_theme(table) -> None:
    helse = t(HEADS, ["Alle er friske.", "Kommunen skal forebygge.", "Åpne hall", "", "", ""])

    result = plan_from_document(doc(h("Plan"), h("Klima", 2), table(), h("Helse", 2), helse))

    assert outline(result.plan) == [
        *CLIMATE,
        "theme: Helse",
        "  subgoal: Alle er friske.",
        "    strategy: Kommunen skal forebygge.",
        "      measure: Åpne hall",
    ]
    assert facts(result.plan) == {
        "Kjøpe elbiler": {"responsible": "Eiendom", "deadline": "2025"},
        "Bygge ladere": {"responsible": "Teknisk", "deadline": "innen 2026"},
        "Bytte lys": {"responsible": "Eiendom", "deadline": "løpende"},
    }
    assert [level.key for level in result.plan.levels] == [
        "theme",
        "subgoal",
        "strategy",
        "measure",
    ]


def test_an_own_word_for_a_level_is_kept() -> None:
    table = t(
        ["Fokusområde", "Mål", "Åtgärd", "Ansvarig", "När"],
        ["Klimat", "Kommunen har låga utsläpp.", "Köpa elbilar", "Teknik", "2025"],
    )

    plan = plan_from_document(doc(table)).plan

    assert [(level.key, level.singular, level.plural) for level in plan.levels] == [
        ("theme", "fokusområde", "fokusområder"),
        ("goal", "mål", "mål"),
        ("measure", "åtgärd", "åtgärder"),
    ]


def test_bands_over_the_whole_table_are_themes() -> None:
    table = t(
        ["Mål", "Tiltak", "Ansvar"],
        ["Klima", LEFT, LEFT],
        ["Utslippene er lave.", "Kjøpe elbiler.", "Teknisk"],
        ["Satsingsområde 2: Helse", LEFT, LEFT],
        ["Alle er friske.", "• Bygge hall\n• Leie hall", "Kultur"],
    )

    plan = plan_from_document(doc(table)).plan

    assert outline(plan) == [
        "theme: Klima",
        "  goal: Utslippene er lave.",
        "    measure: Kjøpe elbiler.",
        "theme: Helse",
        "  goal: Alle er friske.",
        "    measure: Bygge hall",
        "    measure: Leie hall",
    ]


def test_a_table_that_goes_on_without_heads_is_read_by_those_before_it() -> None:
    first = t(["Mål", "Tiltak"], ["Utslippene er lave.", "Kjøpe elbiler."])
    second = t(["", "Bygge ladere."], ["Lufta er ren.", "Fyre mindre."])

    plan = plan_from_document(doc(first, second)).plan

    assert outline(plan) == [
        "goal: Utslippene er lave.",
        "  measure: Kjøpe elbiler.",
        "  measure: Bygge ladere.",
        "goal: Lufta er ren.",
        "  measure: Fyre mindre.",
    ]


def test_sheets_are_themes_where_nothing_else_is() -> None:
    sheets = [
        t(["Mål", "Tiltak"], [f"{name} er bra.", "Gjøre noe."], title=name)
        for name in ("Klima", "Helse")
    ]

    plan = plan_from_document(doc(*sheets)).plan

    assert [element.title for element in plan.elements] == ["Klima", "Helse"]


@pytest.mark.parametrize(
    "heads",
    [
        ["Indikator", "Ønsket resultat", "Laveste aksepterte", "Ikke godkjent", "Resultat 2014"],
        ["Nøkkeltall", "Måltall", "Laveste aksepterte nivå", "Ikke akseptert", "Oppnådd"],
        ["Suksesskriterier", "Mål 2014", "Akseptabelt", "Ikke godkjent", "Måling 2014"],
    ],
)
def test_a_scorecard(heads: list[str]) -> None:
    table = t(
        heads,
        ["Sykefravær", "6 %", "8 %", "10 %", "7,2 %"],
        ["Brukertilfredshet", "5,2", "4,5", "4,0", "4,8"],
    )

    plan = plan_from_document(doc(h("Målekart"), table)).plan

    assert outline(plan) == ["indicator: Sykefravær", "indicator: Brukertilfredshet"]
    assert facts(plan)["Sykefravær"] == {
        "target": "6 %",
        "lowest_accepted": "8 %",
        "not_accepted": "10 %",
        "result": "7,2 %",
    }


def test_an_indicator_beside_a_strategy_is_a_fact_of_it() -> None:
    table = t(
        ["Delmål", "Strategi", "Indikator", "Måltall"],
        ["Alle er friske.", "Kommunen skal forebygge.", "Sykefravær", "6 %"],
    )

    plan = plan_from_document(doc(table)).plan

    assert facts(plan) == {"Kommunen skal forebygge.": {"indicator": "Sykefravær", "target": "6 %"}}


@pytest.mark.parametrize(
    ("heads", "cost"),
    [
        (["Nr", "Tiltak", "Status", "Kostnad (1000 kr)"], "Kostnad (1000 kr)"),
        (["#", "Tiltak", "Framdrift", "Budsjett 2025"], "Budsjett 2025"),
        (["Tiltak nr", "Oppfølgingstiltak", "Status per 2024", "Kostnader"], "Kostnader"),
    ],
)
def test_measures_with_status_and_cost(heads: list[str], cost: str) -> None:
    table = t(heads, ["1", "Bygge gangvei", "Pågår", "1 200"], ["2", "Ny skole", "Ferdig", "9"])

    plan = plan_from_document(doc(table)).plan

    assert outline(plan) == ["measure: Bygge gangvei", "measure: Ny skole"]
    assert facts(plan)["Bygge gangvei"] == {"status": "Pågår", "cost": "1 200"}
    assert plan.elements[0].facts[-1].name == cost


def test_heads_over_two_rows() -> None:
    table = t(
        ["Tiltak", "Kostnad", LEFT, "Ansvar"],
        [UP, "2024", "2025", UP],
        ["Bygge skole", "100", "200", "Eiendom"],
    )

    plan = plan_from_document(doc(table)).plan

    assert [(fact.name, fact.value) for fact in plan.elements[0].facts] == [
        ("Kostnad 2024", "100"),
        ("Kostnad 2025", "200"),
        ("Ansvar", "Eiendom"),
    ]


def test_a_column_that_is_a_guess_is_asked_about() -> None:
    table = t(
        ["Oppfølging av klimatiltak", "Hvem", "Kontroll"],
        ["Kjøpe elbiler i stedet for diesel.", "Teknisk", "Ja"],
    )

    result = plan_from_document(doc(table))

    said = {finding.code: finding.message() for finding in result.findings}
    assert said["LT010"] == (
        "The column “Oppfølging av klimatiltak” was taken for “tiltak”; is that right?"
    )
    assert said["LT011"] == "The column “Kontroll” is none that is known; it was kept as it is."
    assert facts(result.plan)["Kjøpe elbiler i stedet for diesel."]["other"] == "Ja"


def test_a_table_of_something_else_is_passed_over_aloud() -> None:
    table = t(["Mål", "Tiltak"], ["Lufta er ren.", "Fyre mindre."])
    other = t(["Møte", "Dato"], ["Formannskapet", "1.2.2024"])

    result = plan_from_document(doc(h("Plan"), table, p("Behandlet i:"), other))

    (passed,) = [finding for finding in result.findings if finding.code == "LT013"]
    assert passed.values["text"] == "Behandlet i: Møte Dato"
    assert passed.values["count"] == 2


def test_a_document_without_a_plan_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="No goals, strategies or measures"):
        plan_from_document(doc(h("Referat"), p("Møtet ble hevet.")))


WORDS = ["vei", "skole", "skog", "hav", "hus", "by"]


def sentences(start: str):
    return st.lists(st.sampled_from(WORDS), min_size=2, max_size=2, unique=True).map(
        lambda words: f"{start} {words[0]} og {words[1]}."
    )


def unique(start: str, most: int):
    return st.lists(sentences(start), min_size=1, max_size=most, unique=True)


PLANS = st.dictionaries(
    st.sampled_from(["Klima", "Helse", "Oppvekst"]),
    st.dictionaries(
        sentences("Alle har"),
        st.dictionaries(sentences("Kommunen skal sikre"), unique("Bygge", 3), min_size=1),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
)
COLUMNS = ("Tema", "Mål", "Strategi", "Tiltak", "Ansvar")


@given(
    plan=PLANS,
    order=st.permutations(range(5)),
    again=st.sampled_from(["merged", "repeated", "empty"]),
    above=st.integers(min_value=0, max_value=28),
)
@settings(max_examples=60, deadline=None)
def test_any_order_of_columns_and_any_way_to_go_on_gives_the_same_plan(
    plan, order, again, above
) -> None:
    rows: list[list[str]] = []
    expected: list[str] = []
    for theme, goals in plan.items():
        expected.append(f"theme: {theme}")
        for goal, strategies in goals.items():
            expected.append(f"  goal: {goal}")
            for strategy, measures in strategies.items():
                expected.append(f"    strategy: {strategy}")
                for measure in measures:
                    expected.append(f"      measure: {measure}")
                    rows.append([theme, goal, strategy, measure, "Teknisk"])
    shown = [_shown(rows, number, again) for number in range(len(rows))]
    blank = [[""] * 5 for _ in range(above)]
    table = t(*blank, [COLUMNS[n] for n in order], *([row[n] for n in order] for row in shown))

    result = plan_from_document(doc(table))

    assert outline(result.plan) == expected
    assert all(one == {"responsible": "Teknisk"} for one in facts(result.plan).values())


def _shown(rows: list[list[str]], number: int, again: str) -> list[str]:
    """A row with what it has in common with the row above shown as a table may show it."""
    row = list(rows[number])
    if number == 0 or again == "repeated":
        return row
    for column in range(3):
        if rows[number][: column + 1] != rows[number - 1][: column + 1]:
            break
        row[column] = UP if again == "merged" else ""
    return row


def test_lines_below_a_statement_that_begin_with_a_fact_s_name_are_facts() -> None:
    cell = "Bytte alle lys\nAnsvar: Eiendom\nFrist: 2031\nVær obs: husk lager"

    plan = plan_from_document(doc(t(["Mål", "Tiltak"], [GOAL, cell]))).plan

    assert outline(plan)[-1] == "  measure: Bytte alle lys"
    assert facts(plan)["Bytte alle lys"] == {
        "responsible": "Eiendom",
        "deadline": "2031",
        "other": "husk lager",
    }


@pytest.mark.parametrize(
    "cell",
    ["Vi skal gjøre dette: bytte lys.", "Bytte lys\nså som: LED", "Bytte lys\nFrist: 2031\nsnart"],
)
def test_a_colon_alone_makes_no_fact(cell: str) -> None:
    plan = plan_from_document(doc(t(["Mål", "Tiltak"], [GOAL, cell]))).plan

    assert outline(plan)[-1] == f"  measure: {' '.join(cell.split())}"
    assert facts(plan) == {}


def test_tables_with_the_same_heads_are_understood_together() -> None:
    heads = ["Strategi", "Referanse", "Tiltak"]
    clear = t(heads, ["Vi sparer strøm.", "7.3", "Bytte lys"], [UP, "13.2", "Etterisolere"])
    unclear = t(heads, ["Vi kjører elektrisk.", "11.2", "Kjøpe biler"])

    plan = plan_from_document(doc(h("Energi"), clear, h("Transport"), unclear)).plan

    assert outline(plan)[-2:] == [
        "  strategy: Vi kjører elektrisk.",
        "    measure [11.2]: Kjøpe biler",
    ]


def test_a_column_with_values_within_a_merged_cell_is_not_that_cell_s() -> None:
    table = t(["Strategi", "FN-mål", "Tiltak"], [DRIVE, "11.2", "Ladere"], [UP, "11.2", "Biler"])

    plan = plan_from_document(doc(table)).plan

    assert outline(plan)[1:] == ["  measure [11.2]: Ladere", "  measure [11.2]: Biler"]


def test_a_column_with_few_values_is_that_of_the_deepest_level() -> None:
    rows = [
        [GOAL, "Ladere", "Haster"],
        [UP, "Biler", ""],
        ["Alle er trygge.", "Lys", ""],
        [UP, "Gjerder", ""],
        ["Elva er ren.", "Rens", ""],
    ]

    plan = plan_from_document(doc(t(["Mål", "Tiltak", "Merknad"], *rows))).plan

    assert facts(plan) == {"Ladere": {"comment": "Haster"}}


def test_a_row_with_one_cell_that_names_a_level_above_stands_over_those_below() -> None:
    rows = [["Delmål: Kort vei.", "", ""], ["Ladere", "Plan", "2030"], ["Biler", "Plan", "2031"]]

    plan = plan_from_document(doc(t(["Tiltak", "Ansvar", "Frist"], *rows))).plan

    assert outline(plan) == ["subgoal: Kort vei.", "  measure: Ladere", "  measure: Biler"]


def test_a_code_that_a_cell_prints_twice_is_kept_twice() -> None:
    plan = plan_from_document(doc(t(["Mål", "FN-mål"], [GOAL, "13.2, 13.2"]))).plan

    assert outline(plan) == [f"goal [13.2, 13.2]: {GOAL}"]

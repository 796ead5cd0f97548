"""Cells of tables: of typeset ones, where what is typeset is known, and of words put down by hand."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from adapters.pdf.cells.table_cells import table_cells, with_cells
from adapters.pdf.cells.table_words import Word, words_of
from adapters.pdf.document import read_paper
from adapters.pdf.page.page_content import ObjectKind, PageObject
from bot.model import Box, Figure, TableCells
from tests.builders import figure
from tests.pdf_files import PROSE, typeset
from tests.pdfs import column, face, page_of, run

RULE = "table.hline(),"


def typeset_cells(columns: str, table: str, *, more: str = "stroke: none,") -> TableCells | None:
    """What is read of a table of the given columns among prose; `more` are further arguments of the table."""
    setting = f"table(columns: {columns}, inset: (x: 6pt, y: 2.5pt), {more} {table})"
    pdf = typeset(f"{PROSE * 3}\n\n#figure({setting}, caption: [What the shelves held.])\n\n{PROSE * 4}")
    [found] = read_paper(pdf, name="paper.pdf").figures
    return found.cells


BOOKTABS = f"""{RULE} [Method], [Top-1 (%)], [Time (s)], {RULE}
    [Heron-50], [*76.3*], [12], [Stork, long beak], [71.55 ± 0.2], [3.5], [Ours#super[†]], [–], [−0.4], {RULE}"""


def test_a_table_with_three_rules_is_its_head_and_its_rows() -> None:
    assert typeset_cells("3", BOOKTABS) == TableCells(
        (
            ("Method", "Top-1 (%)", "Time (s)"),
            ("Heron-50", "76.3", "12"),
            ("Stork, long beak", "71.55 ± 0.2", "3.5"),
            ("Ours†", "–", "−0.4"),
        ),
        head_rows=1,
    )


SPANNED_HEAD = """table.hline(), [], table.cell(colspan: 2)[Ponds], table.cell(colspan: 2)[Rivers],
    table.hline(start: 1, end: 3, stroke: 0.4pt), table.hline(start: 3, stroke: 0.4pt),
    [Bird], [Day], [Night], [Day], [Night], table.hline(),
    [Heron], [10.1], [11.2], [12.3], [13.4], [Stork], [20.1], [21.2], [22.3], [23.4], table.hline()"""


@pytest.mark.parametrize("has_rules", [pytest.param(True, id="with a rule"), pytest.param(False, id="without rules")])
def test_a_head_over_several_columns_stands_in_each_of_them(has_rules: bool) -> None:
    table = SPANNED_HEAD if has_rules else SPANNED_HEAD.replace("stroke: 0.4pt", "stroke: none")

    found = typeset_cells("5", table, more="stroke: none, align: (left, center, center, center, center),")

    assert found == TableCells(
        (
            ("", "Ponds", "Ponds", "Rivers", "Rivers"),
            ("Bird", "Day", "Night", "Day", "Night"),
            ("Heron", "10.1", "11.2", "12.3", "13.4"),
            ("Stork", "20.1", "21.2", "22.3", "23.4"),
        ),
        head_rows=2,
    )


def test_a_wrapped_head_is_one_head() -> None:
    table = f"{RULE} [Bird], [Share of \\ ponds (%)], [Weight \\ (kg)], {RULE} [Heron], [51], [1.5], [Stork], [47], [3]"

    found = typeset_cells("3", f"{table}, {RULE}")

    assert found is not None
    assert found.rows[: found.head_rows] == (("Bird", "Share of ponds (%)", "Weight (kg)"),)


def test_a_line_across_the_columns_heads_the_rows_below_it() -> None:
    table = f"""{RULE} [Bird], [Day], [Night], {RULE} table.cell(colspan: 3)[_Birds of the many northern rivers_],
        [Heron], [10.1], [11.2], table.cell(colspan: 3)[_Others_], [Stork], [20.1], [21.2], {RULE}"""

    found = typeset_cells("3", table)

    assert found is not None
    assert found.rows[1:] == (
        ("Birds of the many northern rivers", "", ""),
        ("Heron", "10.1", "11.2"),
        ("Others", "", ""),
        ("Stork", "20.1", "21.2"),
    )


@pytest.mark.parametrize("rows", [2, 3], ids=["between two rows", "beside the middle one of three"])
def test_a_label_in_the_middle_of_several_rows_stands_in_each_of_them(rows: int) -> None:
    group = "".join(f"[Layer {n}], [{n}0.5], [{n}1.5], " for n in range(1, rows + 1))
    labelled = [f"table.cell(rowspan: {rows}, align: horizon)[{name}], {group} {RULE}" for name in ("Heron", "Stork")]

    found = typeset_cells("4", f"{RULE} [Bird], [Part], [Day], [Night], {RULE} {''.join(labelled)}")

    assert found is not None
    assert [row[:2] for row in found.rows[1:]] == [
        (bird, f"Layer {n}") for bird in ("Heron", "Stork") for n in range(1, rows + 1)
    ]


def test_a_label_above_its_group_stands_in_all_rows_of_it() -> None:
    table = f"""{RULE} [Bird], [Part], [Day], {RULE} [Heron], [wing], [1.5], [], [beak], [2.5], {RULE}
        [Stork], [wing], [3.5], [], [beak], [4.5], {RULE}"""

    found = typeset_cells("3", table)

    assert found is not None
    assert [row[0] for row in found.rows] == ["Bird", "Heron", "Heron", "Stork", "Stork"]


def test_words_that_wrap_stay_in_their_cell() -> None:
    table = f"""{RULE} [Bird], [What it does all day long], [Weight], {RULE}
        [Heron], [stands in the shallow water and waits for the fish], [1.5],
        [Stork], [walks over the meadows behind the tractors], [3.4], {RULE}"""

    found = typeset_cells("(60pt, 110pt, 50pt)", table)

    assert found is not None
    assert found.rows[1:] == (
        ("Heron", "stands in the shallow water and waits for the fish", "1.5"),
        ("Stork", "walks over the meadows behind the tractors", "3.4"),
    )


def test_deviations_under_their_numbers_belong_to_them() -> None:
    table = f"""{RULE} [], [Ponds], [Rivers], {RULE} [Heron], [0.51\\*], [0.47], [], [(0.03)], [(0.12)],
        [Stork], [1.51], [1.47], [], [(0.33)], [(0.42)], {RULE}"""

    found = typeset_cells("3", table)

    assert found is not None
    assert found.rows[1:] == (("Heron", "0.51* (0.03)", "0.47 (0.12)"), ("Stork", "1.51 (0.33)", "1.47 (0.42)"))


def test_a_table_with_rules_round_every_cell_has_a_row_between_two_rules() -> None:
    table = (
        """[Bird], [What it eats], [Heron], [fish, frogs \\ and mice], [Stork], [frogs \\ and beetles], [Owl], [mice]"""
    )

    assert typeset_cells("2", table, more="stroke: 0.5pt,") == TableCells(
        (("Bird", "What it eats"), ("Heron", "fish, frogs and mice"), ("Stork", "frogs and beetles"), ("Owl", "mice")),
        head_rows=1,
    )


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            f"{RULE} [Bird], [Day], [Night], {RULE} [Heron], [1.5], [2.5], {RULE} [Bird], [Day], [Night], {RULE}"
            f"[Heron], [3.5], [4.5], {RULE}",
            id="two tables under each other",
        ),
        pytest.param(
            f"{RULE} [Bird], [Day], [Night], {RULE} [Heron], [1.5], [2.5], [], [Spring], [Autumn],"
            f"[Heron], [3.5], [4.5], {RULE}",
            id="new heads in the middle",
        ),
        pytest.param(f"{RULE} [One], [Two], {RULE} [], [], {RULE}", id="no cells"),
    ],
)
def test_what_is_not_one_table_gives_no_cells(table: str) -> None:
    assert typeset_cells(str(2 if "[One]" in table else 3), table) is None


# ---- Words put down by hand ----

LEFT, TOP, COLUMN_PT, ROW_PT = 72.0, 700.0, 70.0, 12.0


def rule(height: float, left: float = LEFT, right: float = LEFT + 400) -> PageObject:
    return PageObject(ObjectKind.RULE_ACROSS, Box(left, height, right, height + 0.5))


def words(*rows: Sequence[str]) -> list[Word]:
    """The words of rows of cells, each cell from the left edge of its column."""
    runs = []
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            left = LEFT + place * COLUMN_PT
            for word in cell.split():
                runs.append(run(word, left, baseline=TOP - ROW_PT * number))
                left = runs[-1].box.right + 2.5
    return words_of(runs)


def box_of(rows: int) -> Box:
    return Box(LEFT - 2, TOP - ROW_PT * rows, LEFT + 420, TOP + 12)


UPWARDS = face(dx=0.0, dy=1.0)
RULES = [rule(TOP + 9), rule(TOP - 3)]

texts = st.lists(st.from_regex(r"[A-Z][a-z]{1,5}", fullmatch=True), min_size=1, max_size=2).map(" ".join)
numbers = st.one_of(
    st.from_regex(r"-?[1-9][0-9]{0,2}\.[0-9]{1,2}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{0,2}%", fullmatch=True),
    st.from_regex(r"[1-9][0-9]\.[0-9] ± 0\.[0-9]", fullmatch=True),
)


@settings(max_examples=60)
@given(
    labels=st.lists(texts, min_size=2, max_size=8, unique=True),
    heads=st.lists(texts, min_size=2, max_size=5, unique=True),
    data=st.data(),
)
def test_a_grid_of_labels_and_numbers_is_read_as_it_was_set(
    labels: list[str], heads: list[str], data: st.DataObject
) -> None:
    body = [(label, *(data.draw(st.one_of(numbers, st.just("–"))) for _ in heads)) for label in labels]
    assume(any(cell != "–" for row in body for cell in row[1:]))
    rows = [("", *heads), *body]

    found = table_cells(box_of(len(rows)), words(*rows), [*RULES, rule(TOP - ROW_PT * len(rows) + 8)])

    assert found == TableCells(tuple(rows), head_rows=1)


@settings(max_examples=60)
@given(rows=st.lists(st.lists(st.one_of(st.just(""), texts, numbers), min_size=3, max_size=3), min_size=2, max_size=7))
def test_a_grid_with_holes_is_read_in_place_or_not_at_all(rows: list[list[str]]) -> None:
    found = table_cells(box_of(len(rows)), words(*rows), [])

    if found is not None:
        placed = {text: place for row in reversed(rows) for place, text in enumerate(row) if text}
        kept = [place for place in range(3) if any(row[place] for row in rows)]
        headings = [row for row in found.rows if not any(row[1:])]
        for row in found.rows:
            for place, text in enumerate(row):
                if text in placed and len(row) == len(kept) and row not in headings:
                    assert any(other[kept[place]] == text for other in rows)


@pytest.mark.parametrize(
    "runs",
    [
        pytest.param([], id="no words"),
        pytest.param([run("Heron", of=UPWARDS), run("12", 200, of=UPWARDS)], id="on its side"),
        pytest.param([run("Heron"), run("12", 200)], id="one row of which nothing is known"),
        pytest.param(
            [
                run("Bird"), run("Day", 200), run("Night", 260),
                run("Heron", baseline=680), run("0", 200, baseline=680, is_broken=True), run("20.4", 260, baseline=680),
            ],
            id="a sign taken for a hyphen",
        ),
    ],
)  # fmt: skip
def test_words_that_make_no_table_give_none(runs: list[object]) -> None:
    rules = [rule(712), rule(695), rule(670)]

    found = table_cells(Box(60, 660, 500, 720), words_of(runs), rules if len(runs) > 2 else [])  # type: ignore[arg-type]

    assert found is None


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        pytest.param(
            [("Birds", "0", "..", "19"), ("many", "20", "..", "49"), ("few", "50", "..", "99")],
            [("Birds", "0 .. 19"), ("many", "20 .. 49"), ("few", "50 .. 99")],
            id="both ends of a range",
        ),
        pytest.param(
            [("a", "51.2", "±0.3"), ("b", "47.6", "±0.1"), ("c", "40.5", "")],
            [("a", "51.2 ±0.3"), ("b", "47.6 ±0.1"), ("c", "40.5")],
            id="deviations in a column of their own",
        ),
        pytest.param(
            [("Spleen (35K", "day", "1.5"), ("birds)", "night", "2.5"), ("Liver", "day", "3.5")],
            [("Spleen (35K birds)", "day", "1.5"), ("Spleen (35K birds)", "night", "2.5"), ("Liver", "day", "3.5")],
            id="a label that goes on beside the next row",
        ),
        pytest.param(
            [("a", "1.5"), ("b", "2.5"), ("Means of three runs", "")],
            [("a", "1.5"), ("b", "2.5")],
            id="a note at the end",
        ),
    ],
)
def test_what_belongs_to_a_cell_is_put_to_it(rows: list[tuple[str, ...]], read: list[tuple[str, ...]]) -> None:
    assert table_cells(box_of(len(rows)), words(*rows), []) == TableCells(tuple(read), head_rows=0)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("a", "8:2491"), ("b", "7:5012"), ("c", "27:7591")], id="points that a font has spoilt"),
        pytest.param([("a", "1.5 2.5"), ("b", "3.5 4.5"), ("c", "5.5 6.5")], id="two numbers in every cell"),
        pytest.param([("a", "\ufffd", "1"), ("b", "\ufffd", "2"), ("c", "\ufffd", "3")], id="signs without a name"),
        pytest.param([("Heron", "Day", "x"), ("", "", "y"), ("Stork", "", "z")], id="words with holes"),
    ],
)
def test_cells_that_are_in_doubt_give_none(rows: list[tuple[str, ...]]) -> None:
    assert table_cells(box_of(len(rows)), words(*rows), []) is None


def test_words_between_two_rules_in_the_middle_are_new_heads_and_give_none() -> None:
    rows = [("Bird", "Day"), ("Heron", "1.5"), ("Stork", "2.5"), ("River", "Night"), ("Heron", "3.5"), ("Stork", "4.5")]
    rules = [rule(TOP + 9 - ROW_PT * n, right=LEFT + 90) for n in (0, 1, 3, 4, 6)]

    assert table_cells(box_of(6), words(*rows), rules) is None


def test_heads_in_two_lines_with_a_rule_between_them_are_heads_both() -> None:
    rows = [("Trained", "Ponds", "Rivers"), ("Seen", "Lakes", "Seas"), ("Heron", "1.5", "2.5"), ("Stork", "3.5", "4.5")]
    rules = [rule(TOP + 9 - ROW_PT * n, right=LEFT + 170) for n in (0, 1, 2, 4)]

    heads = ("Trained Seen", "Ponds Lakes", "Rivers Seas")
    assert table_cells(box_of(4), words(*rows), rules) == TableCells((heads, *rows[2:]), head_rows=1)


def test_a_title_over_the_heads_is_a_head_of_every_column() -> None:
    rows = [("", "Birds"), ("Kind", "Day", "Night"), ("Heron", "1.5", "2.5"), ("Stork", "3.5", "4.5")]
    rules = [rule(TOP + 9 - ROW_PT * n, right=LEFT + 170) for n in (0, 1, 2, 4)]

    found = table_cells(box_of(4), words(*rows), rules)

    assert found is not None
    assert found.rows[found.head_rows :] == (("Heron", "1.5", "2.5"), ("Stork", "3.5", "4.5"))
    assert found.rows[found.head_rows - 1][0] == "Kind"


def test_rows_under_the_last_rule_belong_to_the_table_and_notes_do_not() -> None:
    rows = [("Bird", "Day"), ("Heron", "1.5"), ("Stork", "2.5"), ("Crane", "3.5")]
    note = [("Means of three runs", "on one pond")]
    rules = [rule(TOP + 9 - ROW_PT * n, right=LEFT + 90) for n in (0, 1, 3)]

    assert table_cells(box_of(4), words(*rows), rules) == TableCells(tuple(rows), head_rows=1)
    assert table_cells(box_of(4), words(*rows[:3], *note), rules) == TableCells(tuple(rows[:3]), head_rows=1)


def test_label_lines_round_the_only_row_between_two_rules_are_its_label() -> None:
    rows = [("Bird", "Day"), ("Heron of", ""), ("the great", "1.5"), ("lakes", ""), ("Stork", "2.5")]
    rules = [rule(TOP + 9 - ROW_PT * n, right=LEFT + 90) for n in (0, 1, 4, 5)]

    found = table_cells(box_of(5), words(*rows), rules)

    assert found == TableCells((("Bird", "Day"), ("Heron of the great lakes", "1.5"), ("Stork", "2.5")), head_rows=1)


def test_tables_set_side_by_side_give_none() -> None:
    rows = [
        ("Bird", "Day", "", "Bird", "Day"),
        ("Heron", "1.5", "", "Stork", "2.5"),
        ("Crane", "3.5", "", "Egret", "4"),
    ]
    pieces = [rule(height, left, left + 120) for height in (709.0, 697.0, 668.0) for left in (LEFT, LEFT + 210)]

    assert table_cells(box_of(3), words(*rows), pieces) is None


def test_an_upright_rule_parts_columns_that_stand_close() -> None:
    runs = [run(text, left, baseline=at) for at, row in ((700, "a1 b1"), (688, "a2 b2"), (676, "a3 b3"))
            for text, left in zip(row.split(), (100.0, 111.5), strict=True)]  # fmt: skip
    wall = PageObject(ObjectKind.RULE_UPRIGHT, Box(110.1, 670, 110.5, 710))

    with_wall = table_cells(Box(90, 668, 130, 712), words_of(runs), [wall])

    assert with_wall is not None
    assert with_wall.rows == (("a1", "b1"), ("a2", "b2"), ("a3", "b3"))
    assert table_cells(Box(90, 668, 130, 712), words_of(runs), []) is None


# ---- The figures of a paper ----


def test_only_sure_tables_are_read_and_their_page_once() -> None:
    page = page_of(column("Prose."))
    asked: list[int] = []

    def words_on(content: object) -> list[Word]:
        asked.append(page.number)
        return []

    tables: list[Figure] = [figure("Table 1"), figure("Table 2"), figure("Table 3", confidence=0.4), figure("Figure 1")]

    assert with_cells(tables, [page], words_on) == tuple(tables)
    assert asked == [1]

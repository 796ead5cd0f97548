"""Layouts that once led the search for figures astray, typeset in small."""

import pytest

from adapters.pdf.document import read_paper
from tests.pdf_files import PROSE, typeset
from tests.pdf_reading import CONFIDENT, figures_of, paragraphs, reading_of, size_of

PLOT = "figure(plot(), caption: [How the tree grows.])"
ROWS = "[Model], [Error], [Seconds], [Tree], [4.1], [12], [Bush], [3.9], [80]"


@pytest.mark.parametrize("angle", [-90, 90])
def test_a_table_that_lies_on_its_side_is_found_with_its_caption(angle: int) -> None:
    table = f"figure(box(width: 400pt, grid({ROWS})), caption: [Costs of growing trees in the dark.])"
    body = f"{paragraphs(4)}\n#pagebreak()\n#align(center + horizon, rotate({angle}deg, reflow: true, {table}))"

    figures = figures_of(f"{body}\n#pagebreak()\n{paragraphs(4)}")

    found = figures["Table 1"]
    width, height = size_of(found)
    assert (found.page, found.caption) == (2, "Costs of growing trees in the dark.")
    assert height > 2 * width
    assert found.turn_degrees == -angle % 360
    assert found.confidence > CONFIDENT


def test_the_lines_of_a_table_on_its_side_are_no_running_text() -> None:
    table = f"figure(box(width: 400pt, grid({ROWS})), caption: [Costs of growing.])"
    body = f"{paragraphs(4)}\n#pagebreak()\n#align(center + horizon, rotate(-90deg, reflow: true, {table}))"

    reading, pages = reading_of(typeset(body))

    texts = {pages[page - 1].lines[index].text for page, index in reading.caption_lines}
    assert texts == {"Table 1: Costs of growing."}
    assert any("Bush" in pages[page - 1].lines[index].text for page, index in reading.inside_lines)


@pytest.mark.parametrize("label", ["", "Figure {n}"], ids=["pages of pictures alone", "pages that name the picture"])
def test_pictures_behind_the_text_go_with_their_legends(label: str) -> None:
    legends = "\n\n".join(f"*Figure {n}.* How the tree of spring number {n} grows." for n in (1, 2))
    plates = "".join(
        f"#pagebreak()\n#align(center)[{label.format(n=n)}\n\n#plot(w: 300pt, h: {200 + n}pt)]\n" for n in (1, 2)
    )

    figures = figures_of(f"{paragraphs(5)}\n\n{legends}\n{plates}")

    assert [(figure.label, figure.page, figure.caption) for figure in figures.values()] == [
        ("Figure 1", 2, "How the tree of spring number 1 grows."),
        ("Figure 2", 3, "How the tree of spring number 2 grows."),
    ]
    assert [size_of(figure) for figure in figures.values()] == [
        pytest.approx((300, 201), abs=2),
        pytest.approx((300, 202), abs=2),
    ]
    assert all(figure.confidence > CONFIDENT for figure in figures.values())


def test_legends_and_pages_of_pictures_that_differ_in_number_are_not_matched() -> None:
    legends = "\n\n".join(f"*Figure {n}.* How the tree of spring number {n} grows." for n in (1, 2, 3))
    plates = "#pagebreak()\n#plot(w: 300pt, h: 200pt)\n" * 2

    figures = figures_of(f"{paragraphs(5)}\n\n{legends}\n{plates}")

    assert {figure.page for figure in figures.values()} == {1}
    assert all(figure.confidence < CONFIDENT for figure in figures.values())


def test_a_caption_that_nothing_is_found_for_has_its_whole_page() -> None:
    figures = figures_of(f"{paragraphs(4)}\n\n*Figure 1.* There is no figure here at all.\n\n{paragraphs(4)}")

    assert tuple(figures["Figure 1"].box) == (0, 0, 612, 792)
    assert figures["Figure 1"].confidence == 0


def test_a_list_of_what_other_files_hold_names_no_figures() -> None:
    entries = "\n\n".join(f"*Figure S{n}.* How the tree of spring number {n} grows." for n in (1, 2, 3))

    assert figures_of(f"{paragraphs(4)}\n\n= Supporting information\n\n{entries}\n\n{paragraphs(3)}") == {}


def test_parts_of_a_table_with_captions_of_their_own_are_not_the_whole() -> None:
    first = f"#align(center)[Table 1: Costs of growing.\n\n#grid({ROWS})]"
    second = f"#align(center)[Table 1: (continued)\n\n#grid({ROWS})]"

    reading, _ = reading_of(typeset(f"{paragraphs(3)}\n{first}\n#pagebreak()\n{second}\n{paragraphs(3)}"))

    assert len(reading.figures) == 2
    assert all(figure.confidence < CONFIDENT for figure in reading.figures)


def test_rows_of_plots_right_under_a_pair_of_tables_stay_together() -> None:
    pair = f"stack(dir: ltr, spacing: 30pt, grid({ROWS}), v(0pt), grid({ROWS}))"
    row = "stack(dir: ltr, spacing: 10pt, plot(w: 130pt), plot(w: 130pt), plot(w: 130pt))"
    body = (
        f"#figure({pair}, kind: table, caption: [Two costs.])\n#v(-2pt)\n"
        f"#figure(stack(spacing: 20pt, {row}, {row}), caption: [Six trees.])\n{paragraphs(3)}"
    )

    figures = figures_of(body)

    assert size_of(figures["Figure 1"]) == pytest.approx((410, 200), abs=3)
    assert min(figures["Figure 1"].confidence, figures["Table 1"].confidence) > CONFIDENT


def test_text_that_flows_round_a_figure_is_no_part_of_it() -> None:
    narrow = f"#box(width: 220pt)[{PROSE * 3}]"
    wrapped = f"#grid2([{narrow}], {PLOT})"
    helper = "#let grid2(a, b) = std.grid(columns: (220pt, 1fr), column-gutter: 20pt, a, align(bottom, b))\n"

    figures = figures_of(f"{helper}{paragraphs(3)}\n\n{wrapped}\n\n{paragraphs(3)}")

    assert size_of(figures["Figure 1"]) == pytest.approx((160, 90), abs=2)
    assert figures["Figure 1"].confidence > CONFIDENT


def test_notes_under_a_figure_are_no_part_of_it() -> None:
    notes = "#text(size: 8pt)[_Notes:_ The figure shows trees as they were measured by a visitor. The lines are his.]"

    figures = figures_of(f"{paragraphs(3)}\n#align(center)[Figure 1: A tree.\n\n#plot()]\n{notes}\n\n{paragraphs(3)}")

    assert size_of(figures["Figure 1"]) == pytest.approx((160, 90), abs=2)
    assert figures["Figure 1"].confidence > CONFIDENT


def test_the_address_that_a_journal_prints_under_a_table_is_no_part_of_it() -> None:
    table = f"#align(left)[*Table 1. Costs of growing.*\n\n#grid({ROWS})\n#text(size: 7pt)[https://doi.org/10.0/t001]]"

    reading, _ = reading_of(typeset(f"{paragraphs(3)}\n{table}\n{paragraphs(3)}"))

    [figure] = reading.figures
    assert figure.confidence > CONFIDENT
    address = next(line for line in reading_of(typeset(f"{paragraphs(3)}\n{table}"))[1][0].lines if "doi" in line.text)
    assert figure.box.bottom > address.box.top


def test_a_table_with_colours_in_place_of_rules_is_found_whole() -> None:
    cells = ", ".join(f"[Tree {n}], [{n}.5], [{n}0]" for n in range(1, 9))
    table = (
        "#table(columns: (150pt, 150pt, 150pt), stroke: none, table.hline(), "
        f"fill: (_, y) => if calc.even(y) {{ luma(225) }}, [Name], [Error], [Seconds], table.hline(), {cells})"
    )

    figures = figures_of(f"{paragraphs(3)}\n#align(center)[Table 1: Costs of growing.\n\n{table}]\n{paragraphs(3)}")

    width, height = size_of(figures["Table 1"])
    assert width == pytest.approx(450, abs=3)
    assert height == pytest.approx(150, abs=3)
    assert figures["Table 1"].confidence > CONFIDENT


def test_the_names_over_columns_of_plots_belong_to_them() -> None:
    names = "std.grid(columns: (130pt,) * 3, column-gutter: 10pt, align: center, [n=100], [n=200], [n=400])"
    row = "stack(dir: ltr, spacing: 10pt, plot(w: 130pt), plot(w: 130pt), plot(w: 130pt))"

    figures = figures_of(f"#v(60pt)\n#figure(stack(spacing: 18pt, {names}, {row}), caption: [Trees.])\n{paragraphs(3)}")

    assert size_of(figures["Figure 1"])[1] == pytest.approx(90 + 18 + 7, abs=3)
    assert figures["Figure 1"].confidence > CONFIDENT


def test_sentences_that_name_the_parts_of_a_figure_are_no_text_beside_it() -> None:
    name = f"How the trees of this hall grew over the years. {PROSE}"
    parts = ", ".join(
        f"plot(w: 400pt), v(6pt), box(width: 380pt, text(size: 8pt)[({letter}) {name}]), v(12pt)" for letter in "ab"
    )

    figures = figures_of(f"#figure(stack({parts}), caption: [Trees.])\n{paragraphs(4)}")

    width, height = size_of(figures["Figure 1"])
    assert width == pytest.approx(400, abs=3)
    assert height > 2 * 90 + 2 * 3 * 8
    assert figures["Figure 1"].confidence > CONFIDENT


def test_a_listing_in_two_columns_of_small_print_is_found_over_its_wide_caption() -> None:
    lines = " ".join([PROSE] * 14)  # they fill their column as running text does
    listing = f"std.grid(columns: (1fr, 1fr), column-gutter: 12pt, align: left, [{lines}], [{lines}])"
    figure = f"figure(text(size: 5pt, {listing}), kind: image, supplement: [Figure], caption: [A loop.])"

    figures = figures_of(f'#place(top, scope: "parent", float: true, {figure})\n{paragraphs(36)}', columns=2)

    assert size_of(figures["Figure 1"])[1] > 150
    assert figures["Figure 1"].confidence > CONFIDENT


def test_authors_over_both_columns_are_no_part_of_a_figure_in_one() -> None:
    title = (
        '#place(top, scope: "parent", float: true, align(center)[#text(size: 16pt)[Growing Trees in the Dark]\n\n'
        "Ada Example and Ben Sample and Carl Model and Dora Muster\n\n`{ada, ben, carl, dora}@trees.example`])"
    )
    figure = "figure(block(inset: (top: 0pt), plot(w: 180pt)), caption: [A tree.])"

    figures = figures_of(f"{title}\n{paragraphs(9)}\n#colbreak()\n#{figure}\n{paragraphs(6)}", columns=2)

    assert size_of(figures["Figure 1"]) == pytest.approx((180, 90), abs=2)
    assert figures["Figure 1"].confidence > CONFIDENT


def test_a_label_centred_over_the_gutter_names_the_table_across_both_columns() -> None:
    wide = (
        '#place(top, scope: "parent", float: true)[#line(length: 100%)#align(center)[TABLE 1]#line(length: 100%)'
        "#table(columns: (1fr,) * 4, stroke: none, [Name], [Error], [Seconds], [Place], [Tree], [4.1], [12], [Hall], "
        "[Bush], [3.9], [80], [Yard])#line(length: 100%)]"
    )

    figures = figures_of(f"{wide}\n{paragraphs(14)}", columns=2)

    assert size_of(figures["Table 1"])[0] == pytest.approx(468, abs=4)
    assert figures["Table 1"].confidence > CONFIDENT


def test_the_bar_of_a_root_in_a_caption_is_no_part_of_the_figure() -> None:
    caption = "[The tree grows by $sqrt(x + y)$ every spring, as was seen by a visitor who came from far away.]"

    figures = figures_of(f"{paragraphs(3)}\n#figure(plot(), caption: {caption})\n{paragraphs(3)}")

    assert size_of(figures["Figure 1"]) == pytest.approx((160, 90), abs=2)


def test_tables_at_the_top_of_several_pages_keep_the_rule_under_their_captions() -> None:
    rule = "table.hline()"
    wide = f"table(columns: (1fr,) * 3, stroke: none, {rule}, {{cells}}, {rule}, [Oak], [3], [4], {rule})"
    tables = [
        f"#figure({wide.format(cells=f'[{name}], [of {name}], [{name} again]')}, caption: [{name}.])"
        for name in ("Trees", "Bushes", "Grasses")
    ]

    figures = figures_of("#pagebreak()".join(f"{table}\n{paragraphs(8)}\n" for table in tables))

    lower = figures_of(f"{paragraphs(3)}\n{tables[0]}")["Table 1"]
    assert [size_of(figure) for figure in figures.values()] == [pytest.approx(size_of(lower), abs=1)] * 3


def test_a_figure_that_hangs_out_of_the_text_with_its_caption_keeps_its_first_label() -> None:
    label = "rotate(-90deg, reflow: true, text(size: 7pt)[Height of trees])"
    caption = "figure.caption(position: bottom)[How the trees grew in the years after the hall was built in the north.]"
    hanging = (
        f"move(dx: -60pt, box(width: 330pt, figure(stack(dir: ltr, {label}, plot(w: 322pt)), caption: {caption})))"
    )

    figures = figures_of(f"{paragraphs(3)}\n#{hanging}\n{paragraphs(5)}")

    assert size_of(figures["Figure 1"])[0] > 322 + 4
    assert figures["Figure 1"].confidence > CONFIDENT


def test_a_caption_that_goes_on_overleaf_does_not_part_its_figure() -> None:
    more = "Figure 1: (continued) How the bush grows, as was seen by a visitor."

    figures = figures_of(f"{paragraphs(3)}\n#{PLOT}\n#pagebreak()\n{more}\n\n{paragraphs(12)}")

    assert figures["Figure 1"].page == 1
    assert figures["Figure 1"].confidence > CONFIDENT


def test_a_figure_beside_a_wider_table_is_parted_from_it_where_both_captions_stand_at_one_height() -> None:
    table = (
        "box(width: 260pt, align(center)[#table(columns: (60pt,) * 3, stroke: none, table.hline(), "
        f"{ROWS}, table.hline()) Table 1: Costs of growing trees, as they were seen by the visitors of the hall.])"
    )
    plot = "box(width: 190pt, align(center)[#plot(w: 120pt)\n\nFigure 1: A tree.])"
    pair = f'place(top, scope: "parent", float: true, std.grid(columns: 2, align: bottom, {plot}, {table}))'

    figures = figures_of(f"#{pair}\n{paragraphs(14)}", columns=2)

    assert size_of(figures["Figure 1"]) == pytest.approx((120, 90), abs=2)
    assert size_of(figures["Table 1"])[0] == pytest.approx(180, abs=3)
    assert min(figures["Figure 1"].confidence, figures["Table 1"].confidence) > CONFIDENT


def test_an_ornament_between_abstract_and_text_is_no_part_of_the_figure_under_it() -> None:
    ornament = (
        '#place(top, scope: "parent", float: true, block(width: 100%, align(center, stack(dir: ltr, spacing: 6pt, '
        "move(dy: 3pt, line(length: 110pt)), [◆], move(dy: 3pt, line(length: 110pt))))))"
    )

    figures = figures_of(f"{ornament}\n{paragraphs(9)}\n#colbreak()\n#{PLOT}\n{paragraphs(6)}", columns=2)

    assert size_of(figures["Figure 1"]) == pytest.approx((160, 90), abs=2)


def test_text_that_flows_round_a_figure_in_a_loosely_set_column_is_no_part_of_it() -> None:
    left = "box(width: 110pt)[#plot(w: 100pt)\n\n#text(size: 8pt)[Figure 1: How the tree grows.]]"
    right = f"box(width: 103pt)[{PROSE}{PROSE}]"
    wrapped = f"std.grid(columns: 2, column-gutter: 15pt, {left}, {right})"

    figures = figures_of(f"#set par(leading: 10pt)\n{paragraphs(3)}\n\n#{wrapped}\n\n{paragraphs(6)}", columns=2)

    assert size_of(figures["Figure 1"]) == pytest.approx((100, 90), abs=2)


def test_short_lines_over_the_caption_of_a_table_are_no_table() -> None:
    beams = "".join(
        f"#place(dx: {24 * n}pt, dy: {12 + 9 * (n % 3)}pt, line(length: 14pt))"
        f"#place(dx: {24 * n}pt, dy: 20pt, circle(radius: 4pt))"
        for n in range(8)
    )
    table = f"rect(width: 210pt, stroke: none, fill: luma(240))[#table(columns: (60pt,) * 3, stroke: none, {ROWS})]"
    music = f"block(width: 200pt, height: 32pt)[{beams}]"

    figures = figures_of(f"{paragraphs(3)}\n#{music}\n#v(6pt)\nTable 1: Costs.\n\n#{table}\n{paragraphs(4)}")

    assert size_of(figures["Table 1"]) == pytest.approx((210, 60), abs=2)
    assert figures["Table 1"].confidence > CONFIDENT


def test_an_algorithm_between_rules_is_no_part_of_the_figure_under_it() -> None:
    rule = "#line(length: 100%)"
    algorithm = f"{rule}#v(-8pt)*Algorithm 1:* Growing a tree#v(-8pt){rule}#v(-6pt)start with a seed\n\nwatch it grow"

    figures = figures_of(f"{algorithm}#v(-6pt){rule}\n#v(10pt)\n#{PLOT}\n{paragraphs(9)}", columns=2)

    assert size_of(figures["Figure 1"]) == pytest.approx((160, 90), abs=2)
    assert figures["Figure 1"].confidence > CONFIDENT


def test_the_title_and_the_authors_right_over_a_picture_across_the_first_page_are_no_part_of_it() -> None:
    authors = ", ".join(f"[{name} \\ University of Harbours]" for name in ("Ada Example", "Ben Ivanov", "Carla Prüf"))
    title = '#text(size: 15pt, weight: "bold")[How Trees Grow \\ in the Hall at Night]'
    names = f"#v(-4pt)#std.grid(columns: (1fr,) * 3, {authors})#v(-2pt)"
    teaser = "#figure(plot(w: 440pt), caption: [A tree in seven springs.])"
    head = f'#place(top, scope: "parent", float: true)[#align(center)[{title}\n\n{names}\n{teaser}]]'

    paper = read_paper(typeset(f"{head}\n*Abstract*\n\n{paragraphs(14)}", columns=2), name="hall.pdf")

    [figure] = paper.figures
    assert paper.authors == ("Ada Example", "Ben Ivanov", "Carla Prüf")
    assert size_of(figure) == pytest.approx((441, 91), abs=2)
    assert figure.confidence > CONFIDENT


def test_a_figure_of_words_alone_is_not_sure_on_a_page_that_is_one_picture() -> None:
    picture = 'image(bytes((255,)), format: (encoding: "luma8", width: 1, height: 1), width: 100%, height: 100%)'
    words = "table(columns: 2, stroke: none, [roots], [of the tree], [trunk], [of the tree], [crown], [of the tree])"
    body = f"{paragraphs(3)}\n#v(20pt)\n#figure({words}, kind: image, supplement: [Figure], caption: [A tree.])"

    typed = figures_of(f"{body}\n{paragraphs(3)}")["Figure 1"]
    scanned = figures_of(f"#set page(background: {picture})\n{body}\n{paragraphs(3)}")["Figure 1"]

    assert scanned.box == typed.box
    assert scanned.confidence < CONFIDENT < typed.confidence

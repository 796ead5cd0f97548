"""Figures of typeset pages: what is typeset is known, so boxes are compared with where Typst puts things."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfWriter

from bot.model import FigureKind
from tests.pdf_files import typeset
from tests.pdf_reading import CONFIDENT, figures_of, paragraphs, reading_of, size_of

TABLE = (
    "figure(grid([Model], [Error], [Seconds], [Tree], [4.1], [12], [Bush], [3.9], [80]), caption: [Costs of growing.])"
)
PLOT = "figure(plot(), caption: [How the tree grows.])"


def test_a_plot_between_paragraphs_is_found_whole() -> None:
    figures = figures_of(f"{paragraphs(3)}\n#{PLOT}\n{paragraphs(3)}")

    figure = figures["Figure 1"]
    assert (figure.kind, figure.page, figure.caption) == (FigureKind.FIGURE, 1, "How the tree grows.")
    assert size_of(figure) == pytest.approx((160, 90), abs=2)
    assert figure.confidence > CONFIDENT


@pytest.mark.parametrize("table_caption", ["top", "bottom"])
def test_a_table_is_found_on_either_side_of_its_caption(table_caption: str) -> None:
    figures = figures_of(f"{paragraphs(2)}\n#{TABLE}\n{paragraphs(2)}", table_caption=table_caption)

    table = figures["Table 1"]
    assert (table.kind, table.caption) == (FigureKind.TABLE, "Costs of growing.")
    assert size_of(table) == pytest.approx((130, 50), abs=25)
    assert table.confidence > CONFIDENT


def test_the_columns_of_a_paper_part_its_figures() -> None:
    body = f"{paragraphs(4)}\n#{PLOT}\n{paragraphs(2)}\n#colbreak()\n{paragraphs(2)}\n#{PLOT}\n{paragraphs(3)}"

    figures = figures_of(body, columns=2)

    left, right = figures["Figure 1"], figures["Figure 2"]
    assert left.box.right < 306 < right.box.left
    assert size_of(left) == size_of(right) == pytest.approx((160, 90), abs=2)
    assert min(left.confidence, right.confidence) > CONFIDENT


def test_a_wide_figure_goes_over_both_columns() -> None:
    wide = '#place(top, scope: "parent", float: true, figure(plot(w: 400pt), caption: [A wide tree.]))'

    figures = figures_of(f"{wide}\n{paragraphs(14)}", columns=2)

    assert size_of(figures["Figure 1"]) == pytest.approx((400, 90), abs=2)
    assert figures["Figure 1"].confidence > CONFIDENT


def test_figures_side_by_side_are_parted() -> None:
    pair = f"#stack(dir: ltr, spacing: 40pt, box(width: 190pt, {PLOT}), box(width: 190pt, {PLOT}))"

    figures = figures_of(f"{paragraphs(3)}\n{pair}\n{paragraphs(3)}")

    left, right = figures["Figure 1"], figures["Figure 2"]
    assert left.box.right < right.box.left
    assert size_of(left) == size_of(right) == pytest.approx((160, 90), abs=2)
    assert min(left.confidence, right.confidence) > CONFIDENT


def test_a_table_right_above_a_figure_keeps_to_itself() -> None:
    figures = figures_of(f"{paragraphs(2)}\n#{TABLE}\n#v(14pt)\n#{PLOT}\n{paragraphs(3)}")

    table, figure = figures["Table 1"], figures["Figure 1"]
    assert table.box.bottom > figure.box.top
    assert size_of(figure) == pytest.approx((160, 90), abs=2)
    assert min(table.confidence, figure.confidence) > CONFIDENT


def test_parts_of_a_figure_and_their_names_stay_together() -> None:
    parts = "stack(dir: ltr, spacing: 30pt, stack(plot(), v(6pt), [(a) Spring]), stack(plot(), v(6pt), [(b) Autumn]))"

    figures = figures_of(f"{paragraphs(3)}\n#figure({parts}, caption: [Two seasons.])\n{paragraphs(3)}")

    width, height = size_of(figures["Figure 1"])
    assert width == pytest.approx(350, abs=2)
    assert 98 < height < 110
    assert figures["Figure 1"].confidence > CONFIDENT


def test_words_in_a_plot_in_the_size_of_the_text_do_not_cut_it() -> None:
    titled = "stack(text(size: 10pt)[How trees grow in the dark and in the light of day], v(6pt), plot(w: 300pt))"

    figures = figures_of(f"{paragraphs(3)}\n#figure({titled}, caption: [A tree.])\n{paragraphs(3)}")

    assert size_of(figures["Figure 1"]) == pytest.approx((300, 105), abs=4)
    assert figures["Figure 1"].confidence > CONFIDENT


def test_a_display_of_code_is_found_by_its_free_space() -> None:
    code = "```py\nfor tree in forest:\n    tree.grow()\n    if tree.is_old:\n        tree.rest()\n```"

    figures = figures_of(
        f"{paragraphs(3)}\n#v(20pt)\n#figure({code}, caption: [A loop.], kind: image)\n{paragraphs(3)}"
    )

    assert size_of(figures["Figure 1"]) == pytest.approx((91, 42), abs=3)
    assert figures["Figure 1"].confidence > CONFIDENT


@pytest.mark.parametrize("edge", ["top", "bottom"])
def test_a_caption_in_the_margin_is_sure_of_the_picture_that_it_is_level_with(edge: str) -> None:
    words = f"align({edge}, [Figure 1: How the tree grows when nobody looks.])"
    beside = f"#std.grid(columns: (90pt, 60pt, 1fr), {words}, [], plot(w: 260pt, h: 160pt))"
    wide = f'#place(bottom, scope: "parent", float: true)[{beside}]'

    figures = figures_of(f"{wide}\n{paragraphs(12)}", columns=2)

    assert size_of(figures["Figure 1"]) == pytest.approx((261, 161), abs=2)
    assert figures["Figure 1"].confidence > CONFIDENT


def test_a_caption_without_anything_beside_it_is_not_sure_of_its_figure() -> None:
    body = f"{paragraphs(4)}\n\nFigure 1: There is no figure here at all.\n\n{paragraphs(4)}"

    figures = figures_of(body)

    assert all(figure.confidence < CONFIDENT for figure in figures.values())


def test_a_table_that_goes_over_pages_is_not_sure_of_its_last_part() -> None:
    rows = "".join(f"[Tree {n}], [{n}.5], [{n}0], table.hline(stroke: 0.3pt)," for n in range(60))
    table = f"#figure(grid([Name], [Error], [Seconds], {rows}), caption: [Trees.])"
    body = f"#show figure: set block(breakable: true)\n{paragraphs(2)}\n{table}\n{paragraphs(2)}"

    figures = figures_of(body, table_caption="bottom")

    assert figures["Table 1"].confidence < CONFIDENT


def test_a_table_in_a_column_does_not_go_on_in_the_same_column_of_the_page_before() -> None:
    rule = "#place(bottom, line(length: 100%, stroke: 0.5pt))"
    rows = "table.hline(), [Name], [Error], table.hline(), [Tree], [4.1], table.hline()"
    table = f"#figure(table(columns: (1fr, 1fr), stroke: none, {rows}), caption: [Trees.])"
    body = f"{paragraphs(3)}\n{rule}\n#colbreak()\n{paragraphs(3)}\n#pagebreak()\n{table}\n{paragraphs(24)}"

    figures = figures_of(body, columns=2, table_caption="bottom")

    assert figures["Table 1"].page == 2
    assert figures["Table 1"].confidence > CONFIDENT


def test_sentences_beside_a_name_are_the_cells_of_a_table_without_rules_at_its_ends() -> None:
    rows = ", ".join(f"[Tree {n}], [How tall it was when it was measured in year {n} of the count]" for n in range(6))
    table = f"table(columns: (60pt, 300pt), stroke: none, [Name], [Words], table.hline(), {rows})"

    figures = figures_of(f"{paragraphs(3)}\n#figure({table}, caption: [Trees.])\n{paragraphs(3)}")

    assert figures["Table 1"].confidence > CONFIDENT


def test_running_heads_are_no_part_of_a_figure_at_the_top_of_a_page() -> None:
    pages = "\n#pagebreak()\n".join(f"#{PLOT}\n{paragraphs(8)}" for _ in range(4))
    head = "#set page(header: [Trees and Other Plants #line(length: 100%, stroke: 0.4pt)])\n"

    figures = figures_of(head + pages)

    assert [size_of(figure) for figure in figures.values()] == [pytest.approx((160, 90), abs=2)] * 4
    assert all(figure.confidence > CONFIDENT for figure in figures.values())


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_lies_on_its_side_in_the_file_reads_as_it_is_shown(rotation: int) -> None:
    upright = typeset(f"{paragraphs(3)}\n#{PLOT}\n{paragraphs(3)}")

    expected, _ = reading_of(upright)
    found, pages = reading_of(_laid_down(upright, rotation))

    assert pages[0].rotation == rotation
    assert [figure.label for figure in found.figures] == ["Figure 1"]
    assert tuple(found.figures[0].box) == pytest.approx(tuple(expected.figures[0].box), abs=1.5)


def _laid_down(pdf: bytes, rotation: int) -> bytes:
    """The same pages to look at, their contents turned one way and the page turned back."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        page.rotate(360 - rotation)
        page.transfer_rotation_to_content()
        page.rotate(rotation)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_captions_and_what_figures_hold_are_told_apart_from_text() -> None:
    reading, pages = reading_of(typeset(f"{paragraphs(2)}\n#{PLOT}\n#{TABLE}\n{paragraphs(2)}"))

    def texts(keys: Sequence[tuple[int, int]]) -> list[str]:
        return [pages[page - 1].lines[index].text for page, index in sorted(keys)]

    assert texts(list(reading.caption_lines)) == ["Figure 1: How the tree grows.", "Table 1: Costs of growing."]
    assert {"epochs", "Tree", "3.9"} <= set(texts(list(reading.inside_lines)))
    assert not any("committee" in text for text in texts(list(reading.inside_lines)))


@pytest.mark.parametrize(
    ("name", "label", "page", "box"),
    [
        pytest.param("resnet", "Figure 2", 2, (98, 637, 232, 712), id="a form in a column"),
        pytest.param("resnet", "Table 1", 5, (125, 572, 470, 721), id="a table over two columns, above its caption"),
        pytest.param("attention", "Figure 2", 4, (148, 554, 467, 720), id="two pictures side by side"),
        pytest.param("rwkv", "Figure 11", 19, (310, 163, 522, 478), id="forms cut by clip paths"),
        pytest.param("leandojo", "Table 2", 9, (208, 311, 401, 379), id="a table under its caption"),
        pytest.param("zh-wave", "图 5-8", 9, (318, 573, 505, 725), id="Chinese, side by side"),
    ],
)
def test_known_figures_of_real_papers_are_found(
    shared: Path, name: str, label: str, page: int, box: tuple[int, int, int, int]
) -> None:
    reading, _ = reading_of((shared / "papers" / f"{name}.pdf").read_bytes())

    figure = next(figure for figure in reading.figures if figure.label == label)
    assert figure.page == page
    assert figure.confidence > CONFIDENT
    assert tuple(figure.box) == pytest.approx(box, abs=4)


@pytest.mark.parametrize(
    ("name", "figures", "tables"),
    [("attention", 5, 4), ("fader11", 5, 6), ("map-reduce", 4, 1), ("resnet", 7, 14), ("tracemonkey", 13, 0)],
)
def test_every_caption_of_real_papers_is_found(shared: Path, name: str, figures: int, tables: int) -> None:
    reading, _ = reading_of((shared / "papers" / f"{name}.pdf").read_bytes())

    labels = {figure.label for figure in reading.figures}
    assert labels == {*(f"Figure {n + 1}" for n in range(figures)), *(f"Table {n + 1}" for n in range(tables))}

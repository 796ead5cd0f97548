from contextlib import closing

import pypdfium2 as pdfium
import pytest

from adapters.pdf.figures.captions import Caption, find_captions, is_continuation
from adapters.pdf.structure.columns import page_columns
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.layout import measure
from tests.pdf_files import PROSE, typeset
from tests.pdf_reading import content_of

TEXT = "\n\n".join([PROSE] * 3)


def captions_of(body: str, *, columns: int = 1) -> list[Caption]:
    with closing(pdfium.PdfDocument(typeset(body, columns=columns))) as document:
        pages = [content_of(document, number) for number in range(1, len(document) + 1)]
    layout = measure(pages)
    vocabulary = Vocabulary(line.text for page in pages for line in page.lines)
    return find_captions(pages, layout, page_columns(pages, layout), vocabulary)


def described(body: str, *, columns: int = 1) -> list[tuple[str, str]]:
    return [(caption.label, caption.text) for caption in captions_of(body, columns=columns)]


def test_a_caption_of_several_lines_is_one_line_of_text() -> None:
    long = "How the tree grows when nobody looks, as it was seen by a visitor. " * 3

    assert described(f"{TEXT}\n#figure(plot(), caption: [{long.strip()}])\n{TEXT}") == [("Figure 1", long.strip())]


def test_words_broken_at_a_line_end_are_healed() -> None:
    long = "We observe the extraordinary characteristics of the vegetation " * 6
    body = f'#set text(hyphenate: true, lang: "en")\n{TEXT}\n#figure(plot(), caption: [{long.strip()}])\n{TEXT}'

    assert described(body, columns=2) == [("Figure 1", long.strip())]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Figure 3 shows how it went on.", id="it begins a paragraph"),
        pytest.param("Table 2, which is in the appendix, has the numbers.", id="with a comma"),
        pytest.param("Figures 3 and 4 have more of them.", id="two at once"),
    ],
)
def test_a_sentence_about_a_figure_is_no_caption(sentence: str) -> None:
    assert described(f"{TEXT}\n\n{sentence} {PROSE}\n\n{TEXT}") == []


def test_a_mention_that_a_line_happens_to_begin_with_is_no_caption() -> None:
    filling = "#box(width: 440pt, height: 8pt)[Of all the things that were written down in those years, see] "

    assert described(f"{TEXT}\n\n{filling} Figure 3. {PROSE}\n\n{TEXT}") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(
            "*Table 1* eQTL scans of trees", [("Table 1", "eQTL scans of trees")], id="a name in small letters"
        ),
        pytest.param("*Table 1* 5% of all trees", [("Table 1", "5% of all trees")], id="a number"),
        pytest.param("*Table 1* data of trees", [("Table 1", "data of trees")], id="small letters, no verb"),
        pytest.param("*Table 1* sums up the costs", [], id="a verb"),
    ],
)
def test_words_behind_a_bold_label_without_a_stop(line: str, expected: list[tuple[str, str]]) -> None:
    assert described(f"{TEXT}\n#v(20pt)\n{line}\n\n#grid([a], [1], [2])\n#v(20pt)\n{TEXT}") == expected


def test_the_rows_of_a_table_are_no_part_of_its_caption() -> None:
    table = "#figure(grid([Model], [Error], [Seconds], [Tree], [4.1], [12]), caption: [Costs.])"

    assert described(f"{TEXT}\n{table}\n{TEXT}") == [("Table 1", "Costs.")]


def test_a_label_alone_on_its_line_goes_with_the_words_under_it() -> None:
    heading = "#align(center)[TABLE IV #linebreak() #text(size: 8pt)[COSTS OF GROWING TREES]]"

    assert described(f"{TEXT}\n{heading}\n#align(center, grid([a], [1], [2]))\n{TEXT}") == [
        ("Table IV", "COSTS OF GROWING TREES")
    ]


def test_text_under_a_caption_is_no_part_of_it() -> None:
    body = f"{TEXT}\n#v(1fr)\n#align(left)[#plot() Figure 1: A tree.]\n#v(-4pt)\n{PROSE}\n\n{TEXT}"

    assert described(body) == [("Figure 1", "A tree.")]


def test_captions_come_in_the_order_of_the_page() -> None:
    body = "\n".join(f"#figure(plot(), caption: [Tree {n}.])\n{PROSE}" for n in range(3))

    assert [label for label, _ in described(body)] == ["Figure 1", "Figure 2", "Figure 3"]


def test_a_caption_set_in_two_columns_under_a_wide_figure_is_one() -> None:
    half = "It grows slowly at first and then without any haste, until it is as high as the house. "
    wide = (
        '#place(top, scope: "parent", float: true)[#plot(w: 440pt)\n'
        f"#columns(2, gutter: 18pt)[#text(size: 8pt)[Figure 1: {half * 4}#colbreak() {half * 4}]]]"
    )

    captions = captions_of(f"{wide}\n{TEXT}\n{TEXT}\n{TEXT}", columns=2)

    assert [(caption.label, caption.text) for caption in captions] == [("Figure 1", (half * 8).strip())]
    assert captions[0].column.width > 440


def test_one_caption_of_another_form_is_believed_where_its_label_has_no_other() -> None:
    usual = "\n".join(f"#align(left)[#plot() Fig. {n}. A tree.]\n{PROSE}" for n in range(1, 5))
    other = "#align(left)[#plot() Figure 5: A bush.]"

    assert described(f"{usual}\n{other}\n{PROSE}")[-1] == ("Figure 5", "A bush.")


def test_a_caption_goes_on_over_a_root() -> None:
    long = (
        "Where the tree stands after $sqrt(x + y)$ springs and $sqrt(x)$ autumns, as was seen by a visitor in the hall."
    )
    wide = f'#place(top, scope: "parent", float: true)[#plot(w: 440pt)\n#text(size: 8pt)[Figure 1: {long} {long}]]'

    [caption] = captions_of(f"{wide}\n{TEXT}\n{TEXT}\n{TEXT}", columns=2)

    assert caption.text.startswith("Where the tree stands")
    assert caption.text.endswith("visitor in the hall.")
    assert caption.text.count("autumns") == 2


def test_a_caption_goes_on_behind_a_fraction_between_wide_spaces() -> None:
    fraction = "#box(width: 22pt, height: 5pt, align(center, stack(spacing: 1pt, text(4.5pt)[k], text(4.5pt)[2])))"
    second = f"It is so in the hall from 1 to{fraction}and by definition."
    rows = f"Where the tree stands when nobody looks. \\ {second} \\ The end."

    [caption] = captions_of(f"{TEXT}\n#align(left)[#plot() \\ #text(size: 8pt)[Figure 1: {rows}]]\n{TEXT}")

    words = "Where the tree stands when nobody looks. It is so in the hall from 1 to k 2 and by definition. The end."
    assert caption.text == words


def test_the_coloured_head_of_a_table_is_no_part_of_its_caption() -> None:
    head = "#block(width: 300pt, height: 30pt, fill: luma(220), inset: 4pt)[Models of trees]"

    assert described(f"{TEXT}\n\nTable 1: Costs of growing\n#v(-6pt)\n{head}\n{TEXT}") == [
        ("Table 1", "Costs of growing")
    ]


@pytest.mark.parametrize(
    ("words", "is_further_part"),
    [("(continued)", True), ("Continued.", True), ("(…continued)", True), ("Costs (cont.)", True), ("Costs", False)],
)
def test_captions_of_further_parts_are_told(words: str, is_further_part: bool) -> None:
    assert is_continuation(words) is is_further_part


def test_a_number_that_stands_a_little_higher_than_its_label_belongs_to_it_as_in_text_read_from_a_scan() -> None:
    labels = [f"Figure#h(2pt)#box(move(dy: -3pt)[{number}])\n\n#plot()\n\n{TEXT}" for number in (1, 2)]

    assert described("\n\n".join([TEXT, *labels])) == [("Figure 1", ""), ("Figure 2", "")]


def test_a_label_at_the_end_of_a_line_is_none_whatever_stands_beside_it() -> None:
    mention = "Figure#h(2pt)#box(move(dy: -3pt)[2 shows how the trees of the hall grew])"

    assert described(f"{TEXT}\n\n{mention}\n\n{TEXT}") == []


def test_text_beside_a_caption_in_another_type_is_none_of_it() -> None:
    caption = "Costs of growing trees in the dark, as they were seen by the visitors of the hall."
    body = f"*Table 1: {caption}*\n\n#grid([a], [b], [c])\n{TEXT}\n#colbreak()\n{PROSE[:180]}.\n\n{TEXT}"

    assert described(body, columns=2) == [("Table 1", caption)]


def test_a_bold_mention_that_begins_a_line_is_no_caption() -> None:
    above = "The height of every tree in the hall, as it was measured by the visitors who came from afar, is drawn in"
    words = f"#box(width: 100%)[{above} \\ *Figure 2a*. In this hall all of them are oaks.]"

    assert described(f"#set par(justify: false)\n{TEXT}\n\n{words}\n\n{TEXT}") == []

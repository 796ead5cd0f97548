"""The text of a page as evidence is looked up in it."""

from hypothesis import given
from hypothesis import strategies as st

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.page.lines import Line
from adapters.pdf.structure.hyphens import Vocabulary
from adapters.pdf.structure.page_text import Asides, page_text
from bot.model import Page
from tests.pdfs import column, line, page_of

NOTHING: frozenset[tuple[int, int]] = frozenset()


def text_of(*lines: Line, references: frozenset[tuple[int, int]] = NOTHING, **kinds: set[int]) -> Page:
    """The page's text, the indices of lines beside the flow given by kind."""
    asides = Asides(
        *(
            frozenset((1, i) for i in kinds.get(kind, set()))
            for kind in ("furniture", "captions", "inside", "footnotes")
        )
    )
    return page_text(page_of(lines), asides, references, Vocabulary([]), is_readable=True)


def test_lines_end_with_a_newline() -> None:
    assert text_of(*column("one line", "and the next")) == Page(1, "one line\nand the next\n")


def test_a_page_without_lines_is_empty() -> None:
    assert text_of().text == ""


def test_a_broken_word_is_whole_on_its_first_line() -> None:
    assert text_of(*column(f"ships into har{BREAK_HYPHEN}", "bours at night")).text == "ships into harbours\nat night\n"


def test_a_break_at_the_very_end_keeps_its_hyphen() -> None:
    assert text_of(line(f"ships into har{BREAK_HYPHEN}")).text == "ships into har-\n"


def test_cells_of_a_row_stand_on_one_line() -> None:
    assert text_of(line("Pilots"), line("0.7", left=150), line("0.9", left=200)).text == "Pilots\t0.7\t0.9\n"


def test_what_interrupts_the_text_stands_behind_it() -> None:
    lines = column(
        "HARBOURS 2024", "Pilots guide", "Figure 1: A wake.", "epochs", "¹ Asked in a letter.", "large ships."
    )

    text = text_of(*lines, furniture={0}, captions={2}, inside={3}, footnotes={4}).text

    assert text == "Pilots guide\nlarge ships.\n\n¹ Asked in a letter.\n\nFigure 1: A wake.\n\nepochs\n"


def test_captions_apart_from_each_other_are_blocks_of_their_own() -> None:
    lines = column("Figure 1: A wake", "of a buoy.", "Pilots guide.", "Table 2: Errors.")

    assert (
        text_of(*lines, captions={0, 1, 3}).text
        == "Pilots guide.\n\nFigure 1: A wake\nof a buoy.\n\nTable 2: Errors.\n"
    )


def test_references_come_last_and_are_marked() -> None:
    lines = column("[1] A. Author.", "We conclude.")

    page = text_of(*lines, references=frozenset({(1, 0)}))

    assert page.text == "We conclude.\n[1] A. Author.\n"
    assert page.references == (13, 28)


def test_a_page_that_cannot_be_read_says_so() -> None:
    asides = Asides(NOTHING, NOTHING, NOTHING, NOTHING)

    assert not page_text(page_of([]), asides, NOTHING, Vocabulary([]), is_readable=False).is_readable


@given(
    st.lists(st.text(alphabet="abc d", min_size=1), max_size=8), st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7))
)
def test_the_references_lie_inside_the_text(texts: list[str], listed: set[int], captions: set[int]) -> None:
    lines = column(*texts) if texts else []

    page = text_of(*lines, references=frozenset((1, i) for i in listed), captions=captions - listed)

    if page.references:
        start, end = page.references
        assert 0 <= start < end <= len(page.text)
    else:
        assert not listed & set(range(len(texts)))

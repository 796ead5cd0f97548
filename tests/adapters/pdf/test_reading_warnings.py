"""What a person is told of text that is lost, or that may be wrong."""

import pytest

from adapters.pdf.reading_warnings import is_readable, reading_warnings
from tests.builders import page

PROSE = "Pilots guide large ships into harbours, and most of them judge the current by eye. " * 2
NAMELESS = "\x04\x05\x06 \x07\x08\x0b\x0c " * 60


def warnings(*texts: str, is_scan: bool = False) -> list[str]:
    pages = [page(number, text) for number, text in enumerate(texts, 1)]
    return reading_warnings(pages, texts, frozenset(), is_scan=is_scan)


@pytest.mark.parametrize(
    ("lost", "is_told"),
    [
        pytest.param("women \ufffd16 years, glucose \ufffd5.1 mmol, 3 \ufffd 10 samples", True, id="numbers"),
        pytest.param("n \ufffd 12, depth \ufffd 5 m, k \ufffd 0.5", True, id="relations"),
        pytest.param("a de\ufffdnition, o\ufffden, of pa\ufffderns", True, id="ligatures"),
        pytest.param("the ffiffiffiffi of ffiffiffi and ffiffiffiffiffi", True, id="root signs as letters"),
        pytest.param("women \ufffd16 years", False, id="one sign"),
        pytest.param("\ufffd \ufffd \ufffd \ufffd \ufffd", False, id="marks that stand alone"),
        pytest.param("a sufficient, efficient and official difference", False, id="words with these letters"),
    ],
)
def test_signs_that_a_font_does_not_explain_are_told_with_their_pages(lost: str, *, is_told: bool) -> None:
    told = (
        "Page 2 has signs that the file's fonts do not explain (\ufffd): look at the page before you trust a number, a"
        " relation or a formula there."
    )

    assert warnings(PROSE, PROSE + lost) == ([told] if is_told else [])


def test_many_pages_are_counted() -> None:
    (told,) = warnings(PROSE, *[PROSE + "women \ufffd16 years"] * 7)

    assert told.startswith("7 pages from 2 on have signs that")


def test_of_a_scan_one_sentence_is_enough() -> None:
    told = (
        "The pages are pictures, and a program recognised their words: letters and numbers may be wrong, so compare"
        " every quote and number with the page."
    )

    assert warnings(PROSE + "women \ufffd16 years" * 3, is_scan=True) == [told]


@pytest.mark.parametrize(
    ("text", "outside", "is_told"),
    [
        pytest.param(PROSE, None, True, id="prose"),
        pytest.param(NAMELESS, None, False, id="letters without a name"),
        pytest.param(PROSE + NAMELESS, PROSE, True, id="a plot without names of its letters, beside prose"),
        pytest.param(PROSE + NAMELESS, None, False, id="the same where no figure is"),
        pytest.param("Fig. 1" + NAMELESS, "Fig. 1", False, id="a plot with hardly a word beside it"),
        pytest.param(NAMELESS * 2, NAMELESS, False, id="a plot among letters without a name"),
    ],
)
def test_a_page_is_read_if_what_stands_outside_of_its_figures_is_words(
    text: str, outside: str | None, *, is_told: bool
) -> None:
    assert is_readable(text, outside, is_broken=False) == is_told

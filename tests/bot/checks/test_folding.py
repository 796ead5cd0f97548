import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.folding import fold, fold_with_origins


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("State-of-the-Art Results!", "stateoftheartresults", id="letters only, in lower case"),
        pytest.param("an eﬃcient ﬁt", "anefficientfit", id="ligatures are their letters"),
        pytest.param("Łukasz Kocoń, naïve", "łukaszkoconnaive", id="accents are gone"),
        pytest.param("F´ısica y Matem´atica", "fisicaymatematica", id="accents that a PDF prints apart are gone"),
        pytest.param("grows by 3.5 points. Then .812", "growsby3.5pointsthen.812", id="a point before a digit stays"),
        pytest.param("98,734 of 10, 000", "98734of10000", id="commas between digits go"),
        pytest.param("> 92% ± 3, ≥ 5", ">92%±3≥5", id="signs that decide stay"),
        pytest.param("10¹⁰ and ½", "1010and12", id="raised digits are digits"),
        pytest.param("“quoted” – (bracketed) … [7]", "quotedbracketed7", id="marks go"),
        pytest.param("误差为 3.2%", "误差为3.2%", id="other scripts stay"),
        pytest.param(" \n\t—", "", id="nothing is left of nothing"),
    ],
)
def test_a_text_folds_to_what_copies_of_it_share(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold_with_origins(text)

    assert folded.text == fold(text)
    assert len(folded.origins) == len(folded.text)
    assert list(folded.origins) == sorted(folded.origins)
    for character, origin in zip(folded.text, folded.origins, strict=True):
        assert character in fold(text[origin]) or character == text[origin] == "."


@given(st.text(), st.data())
def test_a_span_of_folded_text_leads_back_to_a_span_that_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = fold_with_origins(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))

    first, last = folded.source_span(start, end)

    assert folded.text[start:end] in fold(text[first:last] + text[last : last + 1])


def test_a_part_of_a_text_keeps_offsets_of_the_whole() -> None:
    folded = fold_with_origins("skip this, take that", 11)

    assert folded.text == "takethat"
    assert folded.source_span(4, 8) == (16, 20)


def test_spans_of_the_source_can_be_left_out() -> None:
    folded = fold_with_origins("one [12] two (x) three")

    rest = folded.without([(4, 8), (13, 16)])

    assert rest.text == "onetwothree"
    assert rest.source_span(3, 6) == (9, 12)
    assert folded.find_origin(9) == 5

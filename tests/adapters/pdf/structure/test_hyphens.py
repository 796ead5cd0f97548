"""Words broken at line ends, put together as the paper itself writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pdf.page.characters import BREAK_HYPHEN
from adapters.pdf.structure.hyphens import Vocabulary, is_open_address


@pytest.mark.parametrize(
    ("before", "after", "healed"),
    [
        pytest.param("effi", "cient method", "efficient method", id="a syllable"),
        pytest.param("well", "known facts", "well-known facts", id="a first part of compounds"),
        pytest.param("informa", "tion", "information", id="a bare suffix"),
        pytest.param("ResNet", "50 is", "ResNet-50 is", id="a number behind"),
        pytest.param("152", "layer nets", "152-layer nets", id="a number before"),
        pytest.param("RNN", "style decoding", "RNN-style decoding", id="capitals before"),
        pytest.param("Multi", "Layer", "Multi-Layer", id="a capital behind"),
        pytest.param("state-of", "the-art", "state-of-the-art", id="a compound of four"),
        pytest.param("", "word", "word", id="nothing before"),
    ],
)
def test_a_broken_word_is_healed(before: str, after: str, healed: str) -> None:
    words = Vocabulary(["the state of the art", "it is well known", "the method"])

    assert words.join(before + BREAK_HYPHEN, after) == healed


@pytest.mark.parametrize(
    ("elsewhere", "healed"),
    [
        pytest.param("a dataset of photographs", "dataset", id="written together"),
        pytest.param("a data-set of photographs", "data-set", id="written with a hyphen"),
    ],
)
def test_the_paper_decides_how_its_words_are_written(elsewhere: str, healed: str) -> None:
    assert Vocabulary([elsewhere]).join(f"data{BREAK_HYPHEN}", "set") == healed


def test_the_pieces_beside_a_break_teach_nothing() -> None:
    words = Vocabulary([f"the data{BREAK_HYPHEN}", "set is large", "a data-set is large"])

    assert words.join(f"data{BREAK_HYPHEN}", "set") == "data-set"


@pytest.mark.parametrize(
    ("before", "after", "together"),
    [
        pytest.param("", "We begin", "We begin", id="the first line"),
        pytest.param("one line", "and the next", "one line and the next", id="a space between"),
        pytest.param("波浪能是", "一种能源", "波浪能是一种能源", id="none between Chinese characters"),
        pytest.param("波浪能", "wave energy", "波浪能 wave energy", id="one before a Latin word"),
        pytest.param("our 152-", "layer net", "our 152-layer net", id="a hyphen the engine took for its own"),
        pytest.param(
            "at https://github.com/harbour/",
            "driftwatch/tree.",
            "at https://github.com/harbour/driftwatch/tree.",
            id="an address",
        ),
        pytest.param("at https:", "//github.com/x", "at https://github.com/x", id="a scheme"),
        pytest.param(
            "at https://github.com/x.",
            "The rest",
            "at https://github.com/x. The rest",
            id="an address that ends the sentence",
        ),
    ],
)
def test_a_line_is_put_behind_the_text_before_it(before: str, after: str, together: str) -> None:
    assert Vocabulary([]).append(before, after) == together


def test_an_address_is_open_until_its_last_word() -> None:
    assert is_open_address("see https://example.org/a/")
    assert not is_open_address("see https://example.org/a now")


word = st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=12)


@given(st.lists(word), word, word)
def test_healing_never_loses_a_letter(lines: list[str], before: str, after: str) -> None:
    healed = Vocabulary(lines).join(before + BREAK_HYPHEN, after)

    assert healed.replace("-", "") == before + after

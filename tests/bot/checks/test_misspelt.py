import pytest

from bot.checks.misspelt import misspelt
from bot.checks.paper_index import PaperIndex
from tests.builders import paper

TOLD = "We pair cockle with fq_kelpie and R-shells of Uppsala; Myosotis discolor was sampled by an advisor."
VOCABULARY = PaperIndex(paper(TOLD, "Elsewhere we speak of cookle.")).vocabulary


@pytest.mark.parametrize(
    ("word", "likest"),
    [
        ("cocklu", "cockle"),
        ("fq_kelpip", "fq_kelpie"),
        ("R-shelps", "R-shells"),
        ("Uppsaln", "Uppsala"),
        ("discolur", "discolor"),
    ],
)
def test_a_word_one_letter_off_a_quote_is_found(word: str, likest: str) -> None:
    assert list(misspelt(f"It runs {word} well.", [TOLD], VOCABULARY)) == [(word, likest)]


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("It pairs cockle with fq_kelpie.", id="the same"),
        pytest.param("It pairs cookle.", id="a word of another page"),
        pytest.param("It was samples, by an adviser.", id="another form or spelling"),
        pytest.param("It takes a buckle, a needle.", id="two letters off"),
        pytest.param("@cocklu #cocklu https://cocklu.org/cocklu", id="no words"),
    ],
)
def test_other_words_are_left_alone(prose: str) -> None:
    assert list(misspelt(prose, [TOLD], VOCABULARY)) == []


def test_nothing_is_like_a_word_where_nothing_is_told() -> None:
    assert list(misspelt("It runs cocklu.", [], VOCABULARY)) == []

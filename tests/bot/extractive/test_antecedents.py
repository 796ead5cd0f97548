"""bot.extractive.antecedents: what "this model" and "it" mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.antecedents import things_brought, with_our, with_our_at_start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We develop two analytical models to grow oaks.", {"model"}, id="we develop"),
        pytest.param("We propose a fast, simple pruning method for oaks.", {"method"}, id="two adjectives"),
        pytest.param("A new detector of oaks is presented.", {"detector"}, id="nobody says we"),
        pytest.param("We conduct and report a survey of oaks.", {"survey"}, id="two verbs"),
        pytest.param("We study the effect of rain.", set(), id="an effect is not the paper's"),
        pytest.param("Old foresters use a method of their own.", set(), id="somebody else's"),
        pytest.param("Oaks grow.", set(), id="nothing"),
    ],
)
def test_what_a_paper_brings_is_told_by_its_last_noun(text: str, expected: set[str]) -> None:
    assert things_brought(text) == expected


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        pytest.param("These models need no rain.", None, "Our models need no rain.", id="these"),
        pytest.param("We find that this model is fast.", None, "We find that our model is fast.", id="inside"),
        pytest.param("This new pruning model is fast.", None, "Our new pruning model is fast.", id="with adjectives"),
        pytest.param("This proposed model is fast.", None, "Our proposed model is fast.", id="a participle"),
        pytest.param("It needs no rain.", "model", "Our model needs no rain.", id="it"),
        pytest.param("It needs no rain.", None, None, id="an it of nothing"),
        pytest.param("It is hard to grow oaks.", "model", None, id="an it of no thing"),
        pytest.param("This effect is strong.", None, None, id="another noun"),
        pytest.param("This allows model builders to rest.", None, None, id="no adjective but a verb"),
    ],
)
def test_what_points_back_is_called_ours_where_it_is_sure(text: str, before: str | None, expected: str | None) -> None:
    assert with_our(text, {"model"}, thing_before=before) == expected


@given(st.text(max_size=200))
def test_any_text_brings_something_or_nothing(text: str) -> None:
    things = things_brought(text)

    assert with_our(text, things, thing_before=None) != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "These simple pruning techniques save rain.", "Our simple pruning techniques save rain.", id="these"
        ),
        pytest.param("This model needs rain.", "Our model needs rain.", id="this"),
        pytest.param("This effect needs rain.", "This effect needs rain.", id="no thing of a paper's"),
        pytest.param("We know that this model is old.", "We know that this model is old.", id="not at the start"),
    ],
)
def test_what_an_abstract_begins_with_is_the_papers_own(text: str, expected: str) -> None:
    assert with_our_at_start(text) == expected

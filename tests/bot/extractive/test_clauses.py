"""bot.extractive.clauses: who does what in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.clauses import Clause, Kind, is_led_by_own, kind_of, main_clause
from bot.extractive.subject import subject_of
from tests.builders import paper

SUBJECT = subject_of(paper(title="TreeBank: A Bank of Trees", abstract="TreeBank"), ["We present TreeBank."])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We find tall trees.", Clause("We", "find", "tall trees."), id="the authors"),
        pytest.param("In dry years, we find tall trees.", Clause("we", "find", "tall trees."), id="an opening"),
        pytest.param(
            "The trees that we use grow fast.",
            Clause("The trees that we use", "grow", "fast."),
            id="a relative clause",
        ),
        pytest.param(
            "The models of oaks show growth.", Clause("The models of oaks", "show", "growth."), id="a plural noun"
        ),
        pytest.param(
            "After rain, a case study of oaks is shown.", Clause("a case study of oaks", "is", "shown."), id="two nouns"
        ),
        pytest.param("A pump showing improved growth compared to elms.", None, id="participles"),
        pytest.param("We outlive every elm.", Clause("We", "outlive", "every elm."), id="a verb no list has"),
        pytest.param("A tall tree with many leaves", None, id="no verb"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_main_clause_has_the_first_verb_of_its_own(text: str, expected: Clause | None) -> None:
    assert main_clause(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We present a bank of trees.", Kind.BRINGS, id="we present"),
        pytest.param("We verified that oaks outlive elms.", Kind.FOUND, id="we verified"),
        pytest.param("Our model compares oaks with elms.", Kind.DONE, id="a comparison without outcome"),
        pytest.param("We report the discovery of an old oak.", Kind.BRINGS, id="we report the discovery"),
        pytest.param("We report that old oaks grow.", Kind.FOUND, id="we report that"),
        pytest.param("We estimate the model using old data.", Kind.DONE, id="we estimate"),
        pytest.param("We estimate that oaks grow by 3 feet.", Kind.FOUND, id="we estimate that"),
        pytest.param("The rain is applied for better growth.", Kind.DONE, id="a purpose is no outcome"),
        pytest.param("A total of 30 oaks were included.", Kind.DONE, id="were included"),
        pytest.param("A crystal based pump was designed by us.", Kind.DONE, id="based is no verb"),
        pytest.param("Old maps and new data rule out drought.", Kind.FOUND, id="rule out"),
        pytest.param("This paper discusses tall trees.", Kind.BRINGS, id="this paper"),
        pytest.param("Our main contribution is to show that oaks grow.", Kind.FOUND, id="the main contribution"),
        pytest.param("This work is the first bank of trees.", Kind.BRINGS, id="what the work is"),
        pytest.param("TreeBank is a bank of trees.", Kind.BRINGS, id="what the thing is"),
        pytest.param("A law of shade is derived from leaves.", Kind.BRINGS, id="nobody says we"),
        pytest.param("Our goal is to plant trees.", Kind.BRINGS, id="the goal"),
        pytest.param("We find tall trees in the north.", Kind.FOUND, id="we find"),
        pytest.param("We record rain and observe that trees fall.", Kind.FOUND, id="done and found"),
        pytest.param("We provide strong evidence for shade.", Kind.FOUND, id="evidence"),
        pytest.param("Our results revealed more shade.", Kind.FOUND, id="results"),
        pytest.param("TreeBank improves shade by 40%.", Kind.FOUND, id="the thing improves"),
        pytest.param("Tall trees fall in storms.", Kind.FOUND, id="what happens"),
        pytest.param("We record rain in the north.", Kind.DONE, id="we record"),
        pytest.param("TreeBank uses one seed for a forest.", Kind.DONE, id="how it works"),
        pytest.param("Leaves were collected in the north.", Kind.DONE, id="what was done"),
        pytest.param("Old seeds rest in dry places.", None, id="words that do not tell"),
    ],
)
def test_the_subject_and_the_verb_tell_the_kind(text: str, expected: Kind | None) -> None:
    assert kind_of(main_clause(text), SUBJECT) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the north, our trees grow fast.", True),
        ("TreeBank grows fast.", True),
        ("Rain is a risk for the trees of this study.", False),
    ],
)
def test_a_sentence_is_led_by_what_stands_before_its_verb(text: str, expected: bool) -> None:
    assert is_led_by_own(text, main_clause(text), SUBJECT) is expected


@given(st.text(max_size=400))
def test_any_text_has_a_kind_or_none(text: str) -> None:
    assert kind_of(main_clause(text), SUBJECT) in (*Kind, None)

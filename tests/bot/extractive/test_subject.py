"""bot.extractive.subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.subject import subject_of
from tests.builders import paper


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        pytest.param("We introduce TreeBank, a bank of trees.", {"TreeBank"}, id="directly"),
        pytest.param("We propose a new kind of bank, the Treeler, for trees.", {"Treeler"}, id="in apposition"),
        pytest.param("We present Open Growing Banks (OGB), a set of banks.", {"OGB"}, id="in brackets"),
        pytest.param("We present results on CIFAR-10 for trees.", set(), id="not behind a preposition"),
        pytest.param("Others introduce TreeBank, a bank of trees.", set(), id="not another's"),
        pytest.param("We present a method that beats BERT.", set(), id="not in a clause"),
    ],
)
def test_names_that_the_paper_introduces_are_its_own(sentence: str, names: set[str]) -> None:
    assert subject_of(paper(title="Of Trees"), [sentence]).own_names == names


@pytest.mark.parametrize(
    ("title", "abstract", "name"),
    [
        pytest.param("TreeBank: A Bank", "TreeBank is a bank.", "TreeBank", id="one word"),
        pytest.param("Tree RWKV: A Bank", "Tree RWKV is a bank.", "Tree RWKV", id="two words with an odd one"),
        pytest.param("Growing trees: a bank", "Growing trees is hard.", None, id="plain words"),
        pytest.param("TreeBank: A Bank", "Nothing is said.", None, id="not in the abstract"),
        pytest.param("A bank of trees", "TreeBank", None, id="no colon"),
    ],
)
def test_the_name_before_the_colon_of_the_title(title: str, abstract: str, name: str | None) -> None:
    assert subject_of(paper(title=title, abstract=abstract), []).name == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Our trees grow.", True, id="our"),
        pytest.param("This paper is about trees.", True, id="this paper"),
        pytest.param("With TreeBank, trees grow.", True, id="its name"),
        pytest.param("The US has many trees.", False, id="the US is not us"),
        pytest.param("Trees grow.", False, id="nobody"),
        pytest.param("Trees grow " + "and grow " * 20 + "as we say.", False, id="only at the end"),
    ],
)
def test_a_sentence_is_own_when_it_speaks_of_the_paper_early(text: str, expected: bool) -> None:
    subject = subject_of(paper(title="TreeBank: A Bank", abstract="TreeBank"), [])

    assert subject.is_own(text) is expected


def test_a_name_is_introduced_by_a_verb_or_a_definition() -> None:
    subject = subject_of(paper(title="TreeBank: A Bank", abstract="TreeBank"), [])

    assert subject.introduced("We have built a bank called TreeBank.") == {"TreeBank"}
    assert subject.introduced("TreeBank is a bank of trees.") == {"TreeBank"}
    assert subject.introduced("We water trees with TreeBank.") == frozenset()


@given(st.text(max_size=300), st.lists(st.text(max_size=700), max_size=3))
def test_any_title_and_opening_make_a_subject(title: str, opening: list[str]) -> None:
    subject_of(paper(title=title, abstract=title), opening).is_own(title)


def test_a_name_that_the_papers_own_thing_is_called_by_is_its_own() -> None:
    text = (
        "Section 3 presents our new technique for growing trees, called Forest kernel sowing (FKS), which needs rain."
    )

    found = subject_of(paper(title="Sowing", abstract="We grow trees."), ["We grow trees.", text])

    assert "FKS" in found.own_names


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("We run the model again.", 1, id="which model?"),
        pytest.param("We grow a model and run the model again.", 0, id="named in the sentence"),
        pytest.param("We run the model of Ada Example.", 0, id="told which"),
        pytest.param("We feed the network with seeds.", 0, id="named in the title"),
    ],
)
def test_a_thing_that_nothing_names_is_counted(text: str, count: int) -> None:
    assert subject_of(paper(title="A Network of Trees"), []).unnamed(text) == count


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        pytest.param("It advances our understanding of trees.", False, id="everybody's understanding"),
        pytest.param("It advances our bank of trees.", True, id="the paper's bank"),
        pytest.param("The current study counts trees.", True, id="the current study"),
    ],
)
def test_what_everybody_has_is_not_the_papers(text: str, is_own: bool) -> None:
    assert subject_of(paper(title="Of Trees"), []).is_own(text) is is_own

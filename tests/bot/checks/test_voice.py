"""Whose voice a tweet speaks with."""

import pytest

from bot.checks.paper_index import PaperIndex
from bot.checks.voice import check_voice
from bot.model import Level, Role, Voice
from tests.builders import evidence, paper

INDEX = PaperIndex(
    paper("Shells", "Clients such as Ask My Owl and (Our Pond) sort shells. We Sort Shells. Our Results stand.")
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("We show that shells ring, and our data say so. We do.", ["We", "our"], id="each once"),
        pytest.param("Wir zeigen unsere Daten.", ["Wir", "unsere"], id="German"),
        pytest.param("Мы показываем наши данные.", ["Мы", "наши"], id="Russian"),
        pytest.param("我们提出一种方法。", ["我们"], id="Chinese"),
        pytest.param("They sort shells in the US, by the hour. Weird, ouraxis, westward.", [], id="words alike"),
        pytest.param('They write: “we sort our shells”, and "us".', [], id="in quotation marks"),
        pytest.param("‘We sort’ and «our» and „wir“ and 「我们」", [], id="in other quotation marks"),
        pytest.param("The shells’ sound, and our’ too", ["our"], id="an apostrophe quotes nothing"),
    ],
)
def test_a_curator_never_says_we(words: str, said: list[str]) -> None:
    found = check_voice(words, voice=Voice.CURATOR, role=Role.RESULT, evidence=(), index=INDEX)

    assert [one.words for one in found] == said
    assert {one.level for one in found} <= {Level.FLAG}


@pytest.mark.parametrize("words", ["It tells shells from ours.", "We all hear them.", "Our brains sort shells."])
def test_what_everybody_is_or_does_is_only_advised_against(words: str) -> None:
    found = check_voice(words, voice=Voice.CURATOR, role=Role.RESULT, evidence=(), index=INDEX)

    assert [one.level for one in found] == [Level.ADVICE]


def test_a_verdict_may_be_somebodys_own() -> None:
    assert check_voice("In my view it holds.", voice=Voice.CURATOR, role=Role.VERDICT, evidence=(), index=INDEX) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("The authors sort shells.", ["The authors"], id="the authors"),
        pytest.param("the paper's authors sort", ["the paper's authors"], id="the paper's authors"),
        pytest.param("so say the authors of this paper", ["the authors"], id="of this paper"),
        pytest.param("Unlike the authors of the atlas, we sort.", [], id="others' authors"),
        pytest.param("“The authors” is what we never say.", [], id="in quotation marks"),
        pytest.param("Authors of shells, and the author list.", ["the author"], id="authors in general"),
    ],
)
def test_authors_never_say_the_authors(words: str, said: list[str]) -> None:
    found = check_voice(
        words, voice=Voice.AUTHOR, role=Role.RESULT, evidence=[evidence("We sort shells.")], index=INDEX
    )

    assert [one.words for one in found] == said


def test_where_the_paper_says_the_authors_itself_it_is_only_advised() -> None:
    said_so = [evidence("The authors sort shells.")]

    (finding,) = check_voice(
        "The authors sort shells.", voice=Voice.AUTHOR, role=Role.RESULT, evidence=said_so, index=INDEX
    )

    assert finding.level is Level.ADVICE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("Ask My Owl sorts shells, Our Pond does not.", [], id="names of the paper"),
        pytest.param("Ask My Newt sorts shells.", ["My"], id="no name of the paper"),
        pytest.param("Our Results stand, my owl sings.", ["Our", "my"], id="a heading of the paper"),
    ],
)
def test_a_name_of_the_paper_may_hold_such_a_word(words: str, said: list[str]) -> None:
    found = check_voice(words, voice=Voice.CURATOR, role=Role.RESULT, evidence=(), index=INDEX)

    assert [one.words for one in found] == said

"""bot.extractive.chinese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.extractive.chinese import Chinese, is_chinese
from bot.extractive.role_rules import Place
from bot.extractive.subject import subject_of
from bot.model import NOT_TEXT, Role, Voice, Zone
from tests.builders import paper, paragraph

CHINESE = Chinese(subject_of(paper(title="树木生长研究"), []))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("本文研究树木在雨中的生长速度。", True, id="Chinese"),
        pytest.param("We study trees.", False, id="English"),
        pytest.param("We study 树 and many other kinds of trees.", False, id="one character"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_the_language_is_told_by_its_characters(text: str, expected: bool) -> None:
    assert is_chinese(paper(paragraphs=(paragraph(text),))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("首先，本文研究树木[3]。", "本文研究树木。", id="opening word and citation"),
        pytest.param("针对问题一，为了省水，我们种树。", "我们种树。", id="an answer to question one"),
        pytest.param("（1）没有考虑雨水的影响。", "没有考虑雨水的影响。", id="a list mark"),
        pytest.param("树木生长很快（见图3）。", "树木生长很快。", id="a reference in brackets"),
    ],
)
def test_what_a_tweet_never_carries_goes(text: str, expected: str) -> None:
    assert CHINESE.tidied(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("本文提出了一种新的树木生长模型。", True, id="a whole sentence"),
        pytest.param("该树的最大高度为 38.5 m，平均生长速度很快。", False, id="points back"),
        pytest.param("树木的最大高度为 38.5 m，平均生长速度很快。", True, id="a number with its unit"),
        pytest.param("树木的高度 h 随着时间的推移而不断增加。", False, id="a variable"),
        pytest.param("树木的生长速度如图 3 所示，效果良好。", False, id="a figure"),
        pytest.param(f"树木的生长速度{NOT_TEXT}很快，效果良好。", False, id="what is no prose"),
        pytest.param("树木生长。", False, id="too short"),
        pytest.param("本文提出了一种新的树木生长模型", False, id="no end mark"),
    ],
)
def test_only_whole_and_clear_sentences_stand(text: str, expected: bool) -> None:
    assert CHINESE.stands(text, Zone.ABSTRACT, Voice.AUTHOR, lenient=False) is expected


def test_curator_voice_takes_no_sentence_that_says_we() -> None:
    text = "我们提出了一种新的树木生长模型。"

    assert CHINESE.stands(text, Zone.ABSTRACT, Voice.AUTHOR, lenient=False)
    assert not CHINESE.stands(text, Zone.ABSTRACT, Voice.CURATOR, lenient=False)


def test_a_long_sentence_is_cut_before_a_word_that_only_adds() -> None:
    text = "本文提出了一种新的树木生长模型来描述森林，并利用该模型计算了树木的高度。"

    form = CHINESE.best_form(text, limit_chars=50, stands=lambda _: True)

    assert form is not None
    assert form.text == "本文提出了一种新的树木生长模型来描述森林。"


def test_a_chinese_character_is_two_columns_wide() -> None:
    assert CHINESE.columns("树木 ab") == 7


@pytest.mark.parametrize(
    ("text", "zone", "role"),
    [
        pytest.param("本文提出了一种生长模型。", Zone.ABSTRACT, Role.CONTRIBUTION, id="contribution"),
        pytest.param("结果表明，树木的最大高度为 38.5 米。", Zone.ABSTRACT, Role.RESULT, id="result"),
        pytest.param("采用优化算法求解方程。", Zone.ABSTRACT, Role.METHOD, id="method"),
        pytest.param("没有考虑雨水的影响。", Zone.LIMITATIONS, Role.LIMITATION, id="limitation"),
        pytest.param("未来将进一步研究森林。", Zone.FUTURE, Role.FUTURE_WORK, id="future work"),
        pytest.param("感谢所有的朋友。", Zone.ACKNOWLEDGEMENTS, Role.CREDITS, id="credits"),
    ],
)
def test_the_words_and_the_place_tell_the_role(text: str, zone: Zone, role: Role) -> None:
    scores = CHINESE.role_scores(text, Place(zone))

    assert max(scores, key=lambda one: scores[one]) is role


@given(st.text(alphabet="本文提出树木，。；（1）图3我们 ab利用", max_size=300))
def test_any_text_is_borne(text: str) -> None:
    form = CHINESE.best_form(CHINESE.tidied(text), limit_chars=200, stands=bool)

    assert form is None or CHINESE.columns(form.text) <= 200

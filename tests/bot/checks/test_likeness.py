"""When two versions of a tweet are as good as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.likeness import is_alike, like

OLD = "We sort 98,734 shells by the sound that they make on a table."


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(OLD, id="itself"),
        pytest.param(OLD.upper().replace(",", ""), id="capitals and marks"),
        pytest.param(OLD.replace("98,734", "98,735"), id="another number"),
        pytest.param(OLD.replace("make on a", "make on the"), id="another word"),
        pytest.param("We sort 98,734 shells by sound.", id="a part of it"),
        pytest.param(f"{OLD} It takes 40 milliseconds a shell on a laptop.", id="it and more"),
    ],
)
def test_a_word_or_two_make_no_other_version(other: str) -> None:
    assert is_alike(OLD, other)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("Sound is all it takes: 98,734 shells, sorted by what we hear on a table.", id="other words"),
        pytest.param("On a table, shells make a sound; by that we sort 98,734 of them.", id="the other way round"),
        pytest.param("Sorting one shell takes 40 milliseconds on a laptop.", id="something else"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_words_make_another_version(other: str) -> None:
    assert not is_alike(OLD, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("我们按声音对贝壳进行分类", "我们按声音对贝壳进行了分类。", True),
        ("我们按声音对贝壳进行分类", "贝壳撞击桌面的响声足以区分它们的种类", False),
    ],
)
def test_where_no_spaces_part_words_each_character_is_one(one: str, other: str, *, expected: bool) -> None:
    assert is_alike(one, other) is expected


@given(st.text(), st.text())
def test_it_is_mutual(one: str, other: str) -> None:
    assert is_alike(one, one)
    assert is_alike(one, other) == is_alike(other, one)


def test_the_first_of_several_that_is_alike_is_named() -> None:
    assert like(OLD, ["Something else.", f"{OLD}!", OLD]) == f"{OLD}!"
    assert like(OLD, []) is None

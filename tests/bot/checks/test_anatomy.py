"""A tweet taken apart, in the form of a draft and as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.anatomy import Counter, anatomy, beside_title
from bot.drafting.tail import compose

LINK = "https://arxiv.org/abs/2306.13840"


@pytest.mark.parametrize(
    ("text", "prose", "counter"),
    [
        pytest.param(
            f"We sort shells.\n\n{LINK}\n\n#Shells #Sound\n\n3/13",
            "We sort shells.",
            Counter(3, 13, "3/13", is_last_line=True),
            id="the form of a draft",
        ),
        pytest.param("We sort shells.", "We sort shells.", None, id="prose alone"),
        pytest.param(
            "We sort shells. #Shells 3/13",
            "We sort shells.",
            Counter(3, 13, "3/13", is_last_line=False),
            id="tags and counter behind the sentence",
        ),
        pytest.param(
            "3/ We sort shells.", "We sort shells.", Counter(3, None, "3/", False), id="an open counter before"
        ),
        pytest.param("🧵1/n We sort.", "🧵 We sort.", Counter(1, None, "1/n", False), id="a counter to n"),
        pytest.param("We sort.\n(3/13)", "We sort.", Counter(3, 13, "(3/13)", False), id="a counter in brackets"),
        pytest.param("2/3 of the shells ring.", "2/3 of the shells ring.", None, id="a fraction before is none"),
        pytest.param("It rings for 26/9", "It rings for 26/9", None, id="a fraction behind that counts nothing"),
        pytest.param("We reach 24/7.", "We reach 24/7.", None, id="a fraction in the sentence"),
        pytest.param("Our #ICML paper is out.", "Our #ICML paper is out.", None, id="a tag inside is a word"),
        pytest.param("Run train.py  first.", "Run train.py first.", None, id="a bare domain inside is a word"),
        pytest.param(f"Code: {LINK} and\n\nmore.", "Code: and\nmore.", None, id="an address inside is none"),
        pytest.param("#Shells\n\n3/13", "", Counter(3, 13, "3/13", is_last_line=True), id="no prose at all"),
        pytest.param("", "", None, id="nothing"),
    ],
)
def test_prose_and_counter_are_told_apart(text: str, prose: str, counter: Counter | None) -> None:
    parts = anatomy(text)

    assert (parts.prose, parts.counter) == (prose, counter)


def test_links_tags_and_handles_are_found_where_they_stand() -> None:
    text = f"Thanks @ada! Run train.py\n\n{LINK}\n\n#Shells"

    parts = anatomy(text)

    assert [link.text for link in parts.links] == ["train.py", LINK]
    assert [tag.text for tag in parts.tags] == ["#Shells"]
    assert [handle.text for handle in parts.handles] == ["@ada"]
    assert all(text[one.start : one.end] == one.text for one in (*parts.links, *parts.tags, *parts.handles))


_SENTENCES = st.lists(
    st.sampled_from(["We sort shells.", "They ring, 3x louder", "日本語です。", "At 5 °C"]), min_size=1
)


@given(_SENTENCES, st.lists(st.sampled_from(["#Shells", "#Sound", "#貝"]), max_size=3), st.integers(1, 25))
def test_what_was_composed_comes_apart_again(lines: list[str], tags: list[str], number: int) -> None:
    prose = "\n".join(lines)

    parts = anatomy(compose(prose, tags=tags, counter=f"{number}/25"))

    assert parts.prose == prose
    assert [tag.text for tag in parts.tags] == tags
    assert parts.counter == Counter(number, 25, f"{number}/25", is_last_line=True)


@given(st.text(max_size=80))
def test_every_text_has_an_anatomy(text: str) -> None:
    prose = anatomy(text).prose

    assert prose == "\n".join(line.strip() for line in prose.split("\n") if line.strip())


def test_the_title_leaves_a_gap_of_its_own_length() -> None:
    assert beside_title("On **Stars**: read it", "On **Stars**") == " " * 12 + ": read it"
    assert beside_title("no title known", "") == "no title known"

"""The weight of a tweet: the platform's own conformance cases where they are at hand, and ours."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.entities import INVALID_CHARACTERS
from bot.checks.length import LINK_WEIGHT, MAX_WEIGHT, weighted_length
from tests.conftest import SHARED

VALIDATE = SHARED / "specs" / "twitter-text" / "validate.yml"


class Group(NamedTuple):
    """One group of the conformance file: the rule it is about, and how many cases it has."""

    name: str
    whole_emoji: bool
    cases: int


GROUPS = (
    Group("WeightedTweetsWithDiscountedEmojiCounterTest", True, 22),
    Group("UnicodeDirectionalMarkerCounterTest", True, 2),
    Group("WeightedTweetsCounterTest", False, 20),
)


def _cases() -> Iterator[Any]:
    if not VALIDATE.exists():
        return
    published = yaml.safe_load(VALIDATE.read_text(encoding="utf-8"))["tests"]
    for group in GROUPS:
        for number, case in enumerate(published[group.name], 1):
            yield pytest.param(group, case, id=f"{group.name}-{number}")


@pytest.mark.parametrize(("group", "case"), list(_cases()))
def test_a_published_case_holds(group: Group, case: dict[str, Any]) -> None:
    text, expected = case["text"], case["expected"]

    weight = weighted_length(text, whole_emoji=group.whole_emoji)

    is_valid = 0 < weight <= MAX_WEIGHT and not set(text) & set(INVALID_CHARACTERS)
    assert (weight, is_valid) == (expected["weightedLength"], expected["valid"])


def test_the_published_files_have_254_cases_that_concern_us(shared: Path) -> None:
    of_entities = 91 + 10 + 2 + 5 + 23 + 3 + 65 + 3 + 8  # counted one by one in test_entities.py

    assert len(list(_cases())) == sum(group.cases for group in GROUPS) == 44
    assert of_entities + 44 == 254


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("a " * 140, 280, id="Latin letters weigh 1"),
        pytest.param("é ñ α Ж א", 9, id="and so do Greek, Cyrillic and Hebrew"),
        pytest.param("e\u0301", 1, id="an accent of its own joins its letter"),
        pytest.param("– — ’ “ ‑ ′ × ± ² ° ½", 21, id="dashes, quotation marks, common signs weigh 1"),
        pytest.param("…•→≤−₂∑ℝ€", 18, id="mathematical signs and the ellipsis weigh 2"),
        pytest.param("日本語", 6, id="CJK weighs 2"),
        pytest.param("https://arxiv.org/abs/2306.13840", 23, id="a link weighs 23"),
        pytest.param("http://a.co", 23, id="also a short one"),
        pytest.param("https://github.com/" + "x" * 300, 23, id="also a long one"),
        pytest.param("run train.py", 27, id="a file name is a link"),
        pytest.param("et al.In", 26, id="and so is a missing space"),
        pytest.param("config.json", 11, id="a file name that is none"),
        pytest.param("🧵", 2, id="an emoji weighs 2"),
        pytest.param("👩‍🔬", 2, id="a scientist"),
        pytest.param("👨‍👩‍👧‍👦", 2, id="a family"),
        pytest.param("🙋🏽‍♀️", 2, id="a woman who asks"),
        pytest.param("🧑🏻‍🤝‍🧑🏿", 2, id="two who hold hands"),
        pytest.param("👁️‍🗨️🏴‍☠️🏳️‍🌈🐕‍🦺", 8, id="four of their own kind"),
        pytest.param("🇫🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿", 4, id="flags"),
        pytest.param("1️⃣#⃣", 4, id="keycaps"),
        pytest.param("☺️ ☺", 5, id="with and without the sign that asks for colour"),
        pytest.param("©️ ©", 4, id="the copyright sign is a letter unless it asks for colour"),
        pytest.param("🐦‍🔥🙂‍↔️", 10, id="emoji newer than the platform's list weigh what their parts weigh"),
        pytest.param("🥷🏽🤝🏿", 8, id="and so do newer skin tones"),
    ],
)
def test_a_text_weighs_what_the_platform_says(text: str, weight: int) -> None:
    assert weighted_length(text) == weight


def test_an_emoji_weighed_in_parts_is_never_lighter() -> None:
    assert weighted_length("👩‍🔬", whole_emoji=False) == 5


@given(st.text(max_size=60))
def test_the_form_of_an_accent_changes_no_weight(text: str) -> None:
    forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}

    assert len({weighted_length(form) for form in forms}) == 1


@given(st.text("abc de,;é日🧵→", max_size=60), st.text("abc de,;é日🧵→", max_size=60))
def test_two_texts_on_two_lines_weigh_their_sum_and_the_line_end(one: str, two: str) -> None:
    assert weighted_length(f"{one}\n{two}") == weighted_length(one) + 1 + weighted_length(two)


@given(st.text("abcdefgh", min_size=1, max_size=50))
def test_a_path_adds_nothing_to_the_weight_of_a_link(path: str) -> None:
    assert weighted_length(f"https://example.org/{path}") == LINK_WEIGHT

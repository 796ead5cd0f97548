"""Characters that nobody sees, told from those that every script and every emoji needs."""

import pytest

from bot.checks.unseen import unseen_in, without_unseen


@pytest.mark.parametrize(
    "character",
    [
        pytest.param(character, id=f"U+{ord(character):04X}")
        for character in "\x00\x07\x1b\x7f\x9b\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e"
        "\u2060\u2063\u2066\u2069\u206f\u2800\u3164\ud800\udfff\ue000\ufdd0\ufe00\ufe0f\ufeff\uffa0\ufff9\uffff\U0001d173"
        "\U000e0001\U000e0041\U000e007f\U000e0100\U000f0000\U00100000"
    ],
)
def test_what_nobody_sees_between_letters_is_found_and_taken_out(character: str) -> None:
    text = f"sh{character}ell"

    assert unseen_in(text) == (character,)
    assert without_unseen(text) == "shell"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Plain, “quoted” – and é, ß, 中文, ½.\nA second line.", id="plain"),
        pytest.param("👩‍🔬 👨🏽‍💻 ❤️ 1️⃣ ©️ 🏳️‍🌈 👁️‍🗨️ 🧑🏾‍🤝‍🧑🏻", id="emoji"),
        pytest.param("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", id="flag of a region"),
        pytest.param("می‌خواهم", id="Persian"),
        pytest.param("क्‍ष", id="Hindi"),
        pytest.param("שלום\u200f!", id="Hebrew with a mark of direction"),
        pytest.param("e\u0301", id="accent apart"),
        pytest.param("3\u2009%\u00a0and\u202f4", id="spaces"),
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert unseen_in(text) == ()
    assert without_unseen(text) == text


def test_a_joiner_behind_a_joiner_binds_nothing() -> None:
    assert without_unseen("a\u200c\u200db@\u200deveryone") == "ab@everyone"


def test_every_line_end_is_a_newline_and_a_tab_a_space() -> None:
    assert without_unseen("a\r\nb\rc\x0bd\x85e\u2028f\u2029g\th") == "a\nb\nc\nd\ne\nf\ng h"

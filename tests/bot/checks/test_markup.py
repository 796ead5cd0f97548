"""Marks, look-alike letters and unseen characters that a tweet must not have, and what only looks like them."""

import pytest

from bot.checks.markup import check_markup
from bot.model import Level


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("**Shells** ring", "**Shells**", id="bold"),
        pytest.param("they *really* ring", "*really*", id="italic"),
        pytest.param("__two words__ ring", "__two words__", id="bold by underscores"),
        pytest.param("they _really_ ring", "_really_", id="italic by underscores"),
        pytest.param("~~not~~ now", "~~not~~", id="struck out"),
        pytest.param("# Results\nShells ring", "# Results", id="heading"),
        pytest.param("see [the code](https://a.org/b)", "[the code](https://a.org/b)", id="link"),
        pytest.param("run `train`", "`train`", id="code"),
        pytest.param("run ``train``", "``train``", id="code in two ticks"),
        pytest.param("shells <b>ring</b>", "<b>", id="HTML"),
        pytest.param("shells &amp; sound", "&amp;", id="HTML character"),
        pytest.param(r"at \alpha = 3", r"\alpha", id="LaTeX"),
        pytest.param("at $x = 3$", "$x = 3$", id="LaTeX formula"),
        pytest.param("at x_{i}", "_{i}", id="LaTeX index"),
        pytest.param("𝐒𝐡𝐞𝐥𝐥𝐬 ring", "𝐒𝐡𝐞𝐥𝐥𝐬", id="bold letters"),
        pytest.param("Ⓢⓗⓔⓛⓛⓢ ring", "Ⓢⓗⓔⓛⓛⓢ", id="circled letters"),
        pytest.param("ꜱʜᴇʟʟꜱ ring", "ꜱʜᴇʟʟꜱ", id="small capitals"),
        pytest.param("s̲h̲ells ring", "s̲h̲", id="underlined letters"),
        pytest.param("shells\u200b ring", "U+200B ZERO WIDTH SPACE", id="a space that nobody sees"),
        pytest.param("sh\u200dells", "U+200D ZERO WIDTH JOINER", id="a joiner in a word"),
        pytest.param("\u202eshells", "U+202E RIGHT-TO-LEFT OVERRIDE", id="a change of direction"),
        pytest.param("shells\ufffc", "U+FFFC OBJECT REPLACEMENT CHARACTER", id="what was no text"),
        pytest.param("shells\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A", id="a tag letter"),
        pytest.param("shells\ue000", "U+E000", id="a character of private use"),
        pytest.param("shells\x07", "U+0007", id="a control character"),
        pytest.param("shells\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE", id="a character the platform refuses"),
    ],
)
def test_a_mark_is_flagged(text: str, words: str) -> None:
    found = check_markup(text)

    assert (found[0].level, found[0].words) == (Level.FLAG, words)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2**3 = 8 and 5 * 3 * 2", id="powers and products"),
        pytest.param("*p < 0.05, **p < 0.01", id="footnote stars"),
        pytest.param("A* search and π* beat V*", id="starred names"),
        pytest.param("(*) is like (*)", id="stars in brackets"),
        pytest.param("__init__ of model_name_or_path in _private", id="names of programs"),
        pytest.param("thanks @_ada_ and @b_", id="handles"),
        pytest.param("https://a.org/_x_/y", id="a path"),
        pytest.param("#Shells ring\n#1 of them", id="tags and ranks"),
        pytest.param("f[0](x) = [1](y)", id="functions"),
        pytest.param("from $5 to $6, and $AAPL ($7)", id="money"),
        pytest.param("a < b and b > c, <s> tokens", id="comparisons"),
        pytest.param("a 1/2 \\ b", id="a backslash"),
        pytest.param("the set 𝒳 of shells", id="one mathematical letter"),
        pytest.param("x² + H₂O ≤ ℝ, ½ → …", id="common signs"),
        pytest.param("👩‍🔬 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ✌️", id="emoji with joiners, tags and variations"),
        pytest.param("می‌خواهم ශ්‍රී", id="joiners of other scripts"),
        pytest.param("ＡＢＣ 全角", id="wide letters"),
        pytest.param("two\n\nparagraphs", id="line ends"),
    ],
)
def test_what_only_looks_like_a_mark_is_left_alone(text: str) -> None:
    assert check_markup(text) == []


def test_latex_quotation_marks_are_advised_against() -> None:
    (finding,) = check_markup("so-called ``shells'' and ``sound''")

    assert (finding.level, finding.words) == (Level.ADVICE, "``")


def test_long_words_are_cut_in_the_finding() -> None:
    (finding,) = check_markup(f"**{'shell ' * 40}**".replace(" **", "**"))

    assert len(finding.words) <= 60

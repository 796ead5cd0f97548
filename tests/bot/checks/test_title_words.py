"""What the platform makes of a title that may not be changed."""

import pytest

from bot.checks.title_words import check_title_words
from bot.model import Level
from tests.builders import brief, paper


@pytest.mark.parametrize(
    ("title", "printed", "expected"),
    [
        pytest.param("Sorting Sea Shells", True, [], id="plain"),
        pytest.param("Shells for @everyone_here", True, [("handle", Level.FLAG, "@everyone_here")], id="handle"),
        pytest.param("Shells for @ada_example", True, [], id="a handle that was given"),
        pytest.param("Pass@1 of C# and 100% of mAP@[.5]", True, [], id="signs inside words"),
        pytest.param("See https://evil.org/x", False, [("url", Level.FLAG, "https://evil.org/x")], id="address"),
        pytest.param(
            "See https://evil.org/x", True, [("url", Level.ADVICE, "https://evil.org/x")], id="printed address"
        ),
        pytest.param("Booking.com and Shells", False, [("url", Level.ADVICE, "Booking.com")], id="name with a point"),
        pytest.param("#Shells in Tweets", False, [("tag", Level.FLAG, "#Shells")], id="tag"),
        pytest.param("#Shells in Tweets", True, [("tag", Level.ADVICE, "#Shells")], id="printed tag"),
        pytest.param("Sea\u200b Shells", True, [("markup", Level.FLAG, "U+200B")], id="unseen"),
    ],
)
def test_what_a_title_does_where_it_is_posted_is_told(
    title: str, printed: bool, expected: list[tuple[str, Level, str]]
) -> None:
    known = paper(f"{title}\nWe sort shells.\n" if printed else "We sort shells.\n", title=title)
    asked = brief(handles={"Ada Example": "@ada_example"})

    found = check_title_words(f"Our paper:\n\n{title}\n\n1/9", known, asked)

    assert [(one.rule, one.level, one.words) for one in found] == expected


def test_a_tweet_without_the_title_is_no_matter_of_it() -> None:
    assert check_title_words("We sort shells.", paper(title="Shells for @everyone"), brief()) == []
    assert check_title_words("We sort shells.", paper(title=""), brief()) == []

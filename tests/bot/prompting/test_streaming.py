"""bot.prompting.streaming."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.prompting.streaming import TweetScanner

TWEETS = [
    {
        "role": "result",
        "text": 'We sort "98,734" shells \\ {each}.',
        "evidence": [{"page": 1, "quote": "a } b ] c"}],
        "figure": "",
    },
    {"role": "why", "text": "声 🐚", "evidence": [], "figure": "Figure 1"},
]
ANSWER = json.dumps({"plan": ["result", "why"], "tweets": TWEETS})


def test_a_tweet_is_there_with_its_last_character() -> None:
    scanner = TweetScanner()
    end = ANSWER.index("}, {") + 1

    assert scanner.feed(ANSWER[: end - 1]) == []
    assert [json.loads(found) for found in scanner.feed(ANSWER[end - 1 : end])] == TWEETS[:1]
    assert scanner.whole is None
    assert [json.loads(found) for found in scanner.feed(ANSWER[end:])] == TWEETS[1:]
    assert scanner.whole == ANSWER


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("```json\n", "\n```"),
        ("Here is the JSON:\n\n", "\n\nI hope it helps {really}!"),
        ('<think>A tweet like {"tweets": [{}]} would do.</think>\n', ""),
        ("A set {x} first. ", ""),
    ],
    ids=["fence", "words around it", "thoughts", "other braces before"],
)
def test_what_stands_around_the_answer_is_passed_over(before: str, after: str) -> None:
    scanner = TweetScanner()

    found = scanner.feed(before + ANSWER + after)

    assert [json.loads(one) for one in found] == TWEETS
    assert scanner.whole == ANSWER


@given(st.data())
def test_the_size_of_the_pieces_changes_nothing(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([ANSWER, f"```json\n{ANSWER}\n```", f"<think>{{}}</think>{ANSWER}"]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    scanner = TweetScanner()

    found = [
        one for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True) for one in scanner.feed(text[begin:end])
    ]

    assert [json.loads(one) for one in found] == TWEETS
    assert scanner.whole == ANSWER


@given(st.text(st.sampled_from('{}[]"\\:, ax<think></think>')))
def test_nonsense_ends_and_what_is_found_is_in_it(text: str) -> None:
    scanner = TweetScanner()

    assert all(found in text for found in scanner.feed(text))
    assert scanner.whole is None or scanner.whole in text

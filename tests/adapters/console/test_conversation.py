from datetime import UTC, datetime

import pytest

from adapters.console.conversation import Message, tweet_numbers
from adapters.console.entries import KeptPost
from bot.model.chat import PostKind


def _message(id_: str, text: str, kind: PostKind = PostKind.TWEET) -> Message:
    post = KeptPost(kind=kind, key=f"k-{id_}", text=text)
    return Message(id_, "chat", "1", datetime.now(UTC), by="", text=text, post=post)


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        pytest.param(["a\n\n1/3", "b\n\n2/3", "c\n\n3/3"], [1, 2, 3], id="counters"),
        pytest.param(["a\n\n1/3", "c\n\n3/3", "b\n\n2/3"], [1, 3, 2], id="one that was brought back"),
        pytest.param(["a", "b", "c"], [1, 2, 3], id="no counters"),
        pytest.param(["a\n\n2/3", "b"], [1, 2], id="some counters"),
        pytest.param(["a\n\n1/3", "b\n\n1/3"], [1, 2], id="the same counter twice"),
        pytest.param(["in 3/4 of all", "since 1/2"], [1, 2], id="fractions in words"),
    ],
)
def test_tweets_have_the_numbers_that_people_see(texts: list[str], numbers: list[int]) -> None:
    messages = [_message("9", "status", PostKind.STATUS)]
    messages += [_message(str(at), text) for at, text in enumerate(texts, 10)]

    assert tweet_numbers(messages) == {str(at): number for at, number in enumerate(numbers, 10)}

"""bot.prompting.answers."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from bot.model import Evidence, Proposal, Role
from bot.prompting.answers import FEEDBACK, POSTER, TWEETS, TweetAnswer, schema


@pytest.mark.parametrize("answer", [TWEETS, POSTER, FEEDBACK])
def test_the_schemas_are_bare_so_that_every_server_takes_them(answer: str) -> None:
    for node in _nodes(schema(answer)):
        assert set(node) <= {"type", "properties", "required", "additionalProperties", "items"}
        if node["type"] == "object":
            assert node["required"] == list(node["properties"])
            assert node["additionalProperties"] is False


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in [*node.get("properties", {}).values(), *([node["items"]] if "items" in node else [])]:
        yield from _nodes(child)


def test_a_tweet_of_an_answer_is_a_proposal() -> None:
    answer = TweetAnswer.model_validate(
        {"role": "result", "text": " We sort. ", "evidence": [{"page": 4, "quote": "We sort."}], "figure": "Figure 2"}
    )

    assert answer.proposal() == Proposal(Role.RESULT, "We sort.", (Evidence(4, "We sort."),), "Figure 2")


@pytest.mark.parametrize("figure", ["", "none", "None", " null ", "-"])
def test_words_for_nothing_are_no_figure(figure: str) -> None:
    answer = TweetAnswer.model_validate({"role": "why", "text": "x", "evidence": [], "figure": figure})

    assert answer.proposal().figure is None


@pytest.mark.parametrize("page", [4, "4", "p. 4", "page 4"])
def test_pages_are_read_as_models_write_them(page: object) -> None:
    answer = TweetAnswer.model_validate({"role": "why", "text": "x", "evidence": [{"page": page, "quote": "y"}]})

    assert answer.evidence[0].page == 4


@pytest.mark.parametrize("page", ["four", "", None, 4.5])
def test_what_is_no_page_is_refused(page: object) -> None:
    with pytest.raises(ValidationError):
        TweetAnswer.model_validate({"role": "why", "text": "x", "evidence": [{"page": page, "quote": "y"}]})

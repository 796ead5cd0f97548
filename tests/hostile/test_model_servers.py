"""Model servers that fail, talk nonsense or lie: a draft, a draft with a flag, or an error in our words. Nothing else.

The whole way is real but for the paper: the client over loopback, the prompts, the checks, the repair.
"""

import asyncio
import json
from typing import Any

import pytest

from adapters.openai_writer.asking import AskingLimits, ModelServer, connect
from adapters.openai_writer.writer import OpenAIWriter
from bot.drafting import write_draft
from bot.errors import (
    AnswerCutOff,
    AnswerUnusable,
    PaperTooLongForModel,
    WriterError,
    WriterNotAllowed,
    WriterRefused,
    WriterUnavailable,
)
from bot.exports import draft_as_json, draft_as_markdown
from bot.model import Draft, Level, Proposal, Role
from bot.plain_text import draft_lines
from bot.prompting import PromptLibrary
from tests.fakes import model_server as fake
from tests.fakes.model_server import Reply
from tests.hostile.test_lying_writers import BRIEF, LIES, SHELLS, SORTED

DEADLINE_S = 60.0
HONEST = "We sort 98,734 shells by the sound they make."


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def tweet(text: Any = HONEST, **more: Any) -> dict[str, Any]:
    return {"role": "result", "text": text, "evidence": [{"page": 1, "quote": SORTED}], "figure": "", **more}


def answer(*tweets: Any, plan: Any = None, **more: Any) -> str:
    return json.dumps({"plan": ["result"] * len(tweets) if plan is None else plan, "tweets": tweets, **more})


async def drafted(*replies: Reply) -> Draft:
    async def at_once(seconds: float) -> None: ...

    limits = AskingLimits(total_s=20.0, silence_s=1.5, tries=2)
    async with fake.ModelServer(list(replies)) as server, asyncio.timeout(DEADLINE_S):
        client = connect(server.base_url, "sk-key")
        writer = OpenAIWriter(
            client, ModelServer(client, "shell-1", limits, pause=at_once), PromptLibrary(), window_tokens=50_000
        )
        try:
            return await write_draft(SHELLS, BRIEF, writer, progress=lambda event: None)
        finally:
            await writer.close()


def showable(draft: Draft) -> str:
    """The draft in every form that people get."""
    return "\n".join(
        [json.dumps(draft_as_json(draft)), draft_as_markdown(draft), *(line.text for line in draft_lines(draft))]
    )


def said(draft: Draft) -> list[str]:
    return [tweet.text.split("\n")[0] for tweet in draft.tweets if tweet.role is not Role.ANNOUNCEMENT]


def told(draft: Draft) -> list[str]:
    return [finding.detail for finding in draft.findings if finding.rule == "writer"]


# ---- Failures ----

HALF = answer(tweet(), tweet("Sorting one shell takes 40 milliseconds."))
ONE_TWEET = HALF[: HALF.index("Sorting one")]


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        pytest.param(fake.answers(500, "boom"), WriterUnavailable, id="500"),
        pytest.param(fake.answers(502, "<html>Bad gateway</html>"), WriterUnavailable, id="502 with a page"),
        pytest.param(fake.answers(503, {"error": None}), WriterUnavailable, id="503 without words"),
        pytest.param(fake.answers(429, {"error": {}}, headers={"Retry-After": "0"}), WriterUnavailable, id="429"),
        pytest.param(
            fake.answers(429, {"error": {}}, headers={"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}),
            WriterUnavailable,
            id="429 until the next century",
        ),
        pytest.param(fake.answers(401, {"error": {"message": "key sk-key"}}), WriterNotAllowed, id="401"),
        pytest.param(fake.answers(403, "<html>"), WriterNotAllowed, id="403"),
        pytest.param(fake.answers(404, {"detail": "Not Found"}), WriterNotAllowed, id="404"),
        pytest.param(fake.answers(413, "too large"), WriterUnavailable, id="413"),
        pytest.param(fake.answers(400, {"error": "context window"}), PaperTooLongForModel, id="window"),
        pytest.param(fake.answers(422, {"detail": [{"msg": "x"}]}), WriterUnavailable, id="422"),
        pytest.param(fake.answers(301, ""), WriterUnavailable, id="a redirection to nowhere"),
        pytest.param(fake.answers(200, "<html>Sign in</html>"), WriterUnavailable, id="a page"),
        pytest.param(fake.resets(), WriterUnavailable, id="reset"),
        pytest.param(fake.resets(with_head=True), WriterUnavailable, id="reset after the headers"),
        pytest.param(fake.packs(b"", is_broken=True), WriterUnavailable, id="broken gzip"),
        pytest.param(fake.stays_open_after(b"", asyncio.Event()), WriterUnavailable, id="silence"),
        pytest.param(fake.refuses("I will not."), WriterRefused, id="refusal"),
        pytest.param(fake.says("{", finish="length"), AnswerCutOff, id="cut off at once"),
        pytest.param(fake.never_ends_a_line(), AnswerUnusable, id="a line without end"),
    ],
)
async def test_a_server_that_fails_is_an_error_in_our_words(reply: Reply, error: type[WriterError]) -> None:
    with pytest.raises(error) as caught:
        await drafted(reply)

    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "sk-key" not in sentence


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(fake.says(ONE_TWEET, finish=None), id="a clean end in the middle"),
        pytest.param(fake.says(ONE_TWEET, finish="length"), id="the limit of length"),
        pytest.param(fake.says(ONE_TWEET, finish="content_filter"), id="a filter"),
        pytest.param(fake.resets(after=fake.chunk({"content": ONE_TWEET})), id="a reset"),
        pytest.param(fake.stays_open_after(fake.chunk({"content": ONE_TWEET}), asyncio.Event()), id="silence"),
        pytest.param(fake.tells_error_inside_the_stream("overloaded", code=529, after=ONE_TWEET), id="an error inside"),
        pytest.param(
            fake.sends(fake.chunk({"content": ONE_TWEET}), b'data: {"choices": [{"delta": {"con'), id="half a chunk"
        ),
        pytest.param(fake.says(ONE_TWEET), id="an end of its own"),
    ],
)
async def test_what_was_whole_before_a_failure_is_a_draft_with_a_flag(reply: Reply) -> None:
    draft = await drafted(reply, fake.answers(503, {"error": {}}))

    assert said(draft) == [HONEST]
    (words,) = told(draft)
    assert words.startswith("The thread is not whole. The model")
    assert words in showable(draft)


# ---- Nonsense ----

NO_DRAFT = AnswerUnusable
ROWS: list[tuple[str, str, list[str] | type[WriterError]]] = [
    ("talk", "I would be glad to help with that!", NO_DRAFT),
    ("a question back", "Which of the two papers do you mean?", NO_DRAFT),
    ("an empty object", "{}", NO_DRAFT),
    ("null", "null", NO_DRAFT),
    ("a list", json.dumps([tweet()]), NO_DRAFT),
    ("tweets that are words", json.dumps({"plan": [], "tweets": ["one", "two"]}), NO_DRAFT),
    ("tweets that are null", json.dumps({"plan": [], "tweets": None}), NO_DRAFT),
    ("no text", answer(tweet(None)), NO_DRAFT),
    ("a number for a text", answer(tweet(7)), NO_DRAFT),
    ("another language's keys", json.dumps({"tweets": [{"rolle": "result", "texte": HONEST}]}), NO_DRAFT),
    ("depth", '{"tweets": [' + "[" * 3000, NO_DRAFT),
    ("a fence", f"```json\n{answer(tweet())}\n```", [HONEST]),
    ("talk around it", f"Here you are:\n{answer(tweet())}\nShall I go on?", [HONEST]),
    ("thoughts before it", f'<think>{{"tweets": []}}</think>{answer(tweet())}', [HONEST]),
    ("twice the same answer", answer(tweet()) * 2, [HONEST]),
    ("no plan", json.dumps({"tweets": [tweet()]}), [HONEST]),
    ("a plan behind", json.dumps({"tweets": [tweet()], "plan": ["result"]}), [HONEST]),
    ("a plan of a thousand", answer(tweet(), plan=["result"] * 1000), [HONEST]),
    ("a plan of nonsense", answer(tweet(), plan=[1, None, "verse", {"a": 1}]), [HONEST]),
    ("keys of its own", answer(tweet(mood="glad", evidence=[{"page": 1, "quote": SORTED, "why": "x"}]), x=1), [HONEST]),
    ("pages in words", answer(tweet(evidence=[{"page": "p. 1", "quote": SORTED}])), [HONEST]),
    ("line ends inside strings", answer(tweet()).replace("the sound", "the\nsound"), ["We sort 98,734 shells by the"]),
    ("null for a figure", answer(tweet(figure=None)), [HONEST]),
    ("roles in other letters", answer(tweet(role="Results")), [HONEST]),
    ("an announcement of its own", answer(tweet(role="announcement"), tweet()), [HONEST]),
    ("half a character", answer(tweet(), tweet("Half \ud83d a shell.")), [HONEST, "Half"]),
    ("a tweet without words", answer(tweet("  "), tweet()), [HONEST]),
]


@pytest.mark.parametrize(("text", "outcome"), [pytest.param(text, out, id=name) for name, text, out in ROWS])
async def test_nonsense_is_passed_over_or_is_an_error(text: str, outcome: list[str] | type[WriterError]) -> None:
    if isinstance(outcome, type):
        with pytest.raises(outcome) as caught:
            await drafted(fake.says(text))
        assert str(caught.value).startswith("The model's answer cannot be used: ")
    else:
        draft = await drafted(fake.says(text))
        assert [words.split("\n")[0][: len(one)] for words, one in zip(said(draft), outcome, strict=True)] == outcome
        showable(draft)


async def test_a_book_for_a_tweet_and_a_hundred_tweets_for_eight_are_cut_and_told() -> None:
    books = [tweet(f"{number}. {'We sort shells. ' * 200}") for number in range(60)]

    draft = await drafted(fake.says(answer(*books), piece=10_000), fake.answers(503, {}))

    assert len(draft.tweets) < 60
    assert any("went on after" in finding.detail for finding in draft.findings)
    assert all(any(one.level is Level.FLAG for one in tweet.findings) for tweet in draft.tweets[1:])
    showable(draft)


# ---- Lies ----


@pytest.mark.parametrize(("lie", "rules"), LIES)
async def test_a_lie_of_a_model_has_its_flag(lie: Proposal, rules: set[str]) -> None:
    evidence = [{"page": quote.page, "quote": quote.quote} for quote in lie.evidence]

    draft = await drafted(fake.says(answer(tweet(lie.prose, evidence=evidence))))

    flags = {finding.rule for finding in draft.tweets[1].findings if finding.level is Level.FLAG}
    assert rules <= flags

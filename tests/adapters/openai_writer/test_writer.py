"""adapters.openai_writer.writer, with the real client over loopback."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from adapters.openai_writer.asking import AskingLimits, ModelServer, connect
from adapters.openai_writer.writer import OpenAIWriter
from bot.drafting import write_draft
from bot.errors import AnswerUnusable, PaperTooLongForModel, WriterUnavailable
from bot.events import Event, TweetChecked
from bot.ledger import Ledger
from bot.model import Brief, Evidence, Finding, Level, Paper, Plan, Proposal, Role, Voice, WriterName
from bot.poster import Fact, FactKind, Invitation, PosterRequest
from bot.prompting import PromptLibrary
from bot.versions import Revision
from tests.builders import figure, paper
from tests.fakes import model_server as fake
from tests.fakes.model_server import Reply

PATIENCE_S = 60  # far more than is needed: a machine may be busy
QUOTE = "We sort 98,734 shells by the sound that they make."
SHELLS = paper(f"{QUOTE}\n", "They sound like the sea.\n", figures=(figure("Figure 1", caption="Shells."),))


def tweet(role: str = "result", text: str = "98,734 shells, sorted by sound.", **more: Any) -> dict[str, Any]:
    return {"role": role, "text": text, "evidence": [{"page": 1, "quote": QUOTE}], "figure": "Figure 1", **more}


def answer(*tweets: dict[str, Any]) -> str:
    return json.dumps({"plan": [one["role"] for one in tweets], "tweets": tweets})


RESULT = Proposal(Role.RESULT, "98,734 shells, sorted by sound.", (Evidence(1, QUOTE),), "Figure 1")
WHY = Proposal(Role.WHY, "Nobody had listened.", (Evidence(1, QUOTE),), "Figure 1")


@asynccontextmanager
async def writing(
    *replies: Reply, window_tokens: int = 50_000
) -> AsyncIterator[tuple[OpenAIWriter, list[dict[str, Any]]]]:
    async def at_once(seconds: float) -> None: ...

    async with fake.ModelServer(list(replies)) as server:
        client = connect(server.base_url, "key")
        model = ModelServer(client, "shell-1", AskingLimits(), pause=at_once)
        writer = OpenAIWriter(client, model, PromptLibrary(), window_tokens=window_tokens)
        try:
            yield writer, server.asked
        finally:
            await writer.close()


def user(body: dict[str, Any]) -> str:
    text: str = body["messages"][1]["content"]
    return text


async def proposals_of(writer: OpenAIWriter, of: Paper, brief: Brief) -> Sequence[Proposal]:
    return [one async for one in writer.write(of, brief, Ledger()) if isinstance(one, Proposal)]


async def write(*replies: Reply, brief: Brief | None = None, of: Paper = SHELLS) -> Sequence[Proposal]:
    async with writing(*replies) as (writer, _):
        return await proposals_of(writer, of, brief or Brief())


async def test_the_tweets_of_an_answer_are_proposals_in_its_order() -> None:
    reply = fake.says(answer(tweet(), tweet("why", "Nobody had listened.")))

    assert await write(reply) == [RESULT, WHY]


async def test_the_paper_its_figures_and_the_request_are_in_the_prompt() -> None:
    async with writing(fake.says(answer(tweet()))) as (writer, asked):
        await proposals_of(
            writer, SHELLS, Brief(venue="NeurIPS 2023", wish="Mention the beach.", min_tweets=6, max_tweets=9)
        )

        for words in (f"[page 1]\n{QUOTE}", "[page 2]\n", "Figure 1 (page 1): Shells.", "NeurIPS 2023", "the beach"):
            assert words in user(asked[0])
        assert "6 to 9 tweets" in user(asked[0])
        assert writer.name == WriterName("openai", "shell-1")


@pytest.mark.parametrize("voice", list(Voice))
async def test_what_a_channel_liked_and_the_announcements_figure_are_told(voice: Voice) -> None:
    liked = "About “Waves by Height”:\n\nresult (no figure):\nA stick will do."

    async with writing(fake.says(answer(tweet()))) as (writer, asked):
        await proposals_of(writer, SHELLS, Brief(voice, liked=liked, central="Figure 1"))

    assert liked in user(asked[0])
    assert re.search(r"shows this figure; name it for no other:\n\n<<<central \w+\nFigure 1\n", user(asked[0]))


async def test_a_curator_has_a_prompt_of_its_own() -> None:
    async with writing(fake.says(answer(tweet()))) as (writer, asked):
        await proposals_of(writer, SHELLS, Brief(voice=Voice.CURATOR))

        assert "about a research paper by other people" in asked[0]["messages"][0]["content"]


async def test_an_answer_that_breaks_off_is_continued_and_no_tweet_is_asked_for_twice() -> None:
    whole = answer(tweet(), tweet("why", "Nobody had listened."))
    broken = whole[: whole.index("Nobody") + 4]
    rest = answer(tweet("why", "Nobody had listened."))

    async with writing(fake.says(broken, finish=None), fake.says(rest)) as (writer, asked):
        proposals = await proposals_of(writer, SHELLS, Brief())

        assert proposals == [RESULT, WHY]
        assert "are written already" not in user(asked[0])
        assert "result: 98,734 shells, sorted by sound." in user(asked[1])
        assert user(asked[1]).startswith(user(asked[0]).rstrip("\n"))


async def test_nothing_more_to_say_after_a_break_is_an_end() -> None:
    broken = answer(tweet())[:-2]

    assert await write(fake.says(broken, finish=None), fake.says(answer())) == [RESULT]


async def test_a_tweet_is_there_while_the_next_is_being_written() -> None:
    whole = answer(tweet(), tweet("why", "Nobody had listened."))
    end = whole.index("}, {") + 1
    gate = asyncio.Event()

    async with writing(fake.drips(whole[:end], gate, whole[end:])) as (writer, _), asyncio.timeout(PATIENCE_S):
        tweets = aiter(writer.write(SHELLS, Brief(), Ledger()))

        assert await anext(tweets) == Plan((Role.RESULT, Role.WHY))
        assert await anext(tweets) == RESULT
        gate.set()
        assert [one async for one in tweets] == [WHY]


async def test_the_first_tweet_is_out_and_checked_while_the_ninth_is_being_written() -> None:
    """By the order of events: the server goes on only when the first tweet was told with what the rules say of it."""
    tweets = [
        tweet(text="98,735 shells, sorted by sound."),
        *(tweet("why", f"Reason {letter}.") for letter in "ABCDEFGH"),
    ]
    whole = answer(*tweets)
    in_the_ninth = whole.index("Reason H") + 4
    gate = asyncio.Event()
    told: list[TweetChecked] = []

    def hear(event: Event) -> None:
        if isinstance(event, TweetChecked) and event.tweet.role is Role.RESULT and not gate.is_set():
            told.append(event)
            gate.set()

    async with (
        writing(fake.drips(whole[:in_the_ninth], gate, whole[in_the_ninth:]), fake.says(answer(tweet()))) as (
            writer,
            _,
        ),
        asyncio.timeout(PATIENCE_S),
    ):
        draft = await write_draft(SHELLS, Brief(), writer, progress=hear)

    (event,) = told
    assert (event.tweet.number, event.total, len(draft.tweets)) == (2, 10, 10)
    assert [(finding.rule, finding.words) for finding in event.tweet.findings][:1] == [("number", "98,735")]


async def test_whoever_takes_no_more_tweets_ends_the_request_and_knows_what_it_took() -> None:
    whole = answer(tweet(), tweet("why", "Nobody had listened."))
    left, ledger = asyncio.Event(), Ledger()

    async with (
        writing(fake.drips(whole[:-40], asyncio.Event(), left=left)) as (writer, _),
        asyncio.timeout(PATIENCE_S),
    ):
        async with aclosing(writer.write(SHELLS, Brief(), ledger)) as tweets:
            assert [await anext(tweets), await anext(tweets)] == [Plan((Role.RESULT, Role.WHY)), RESULT]

        assert [call.outcome for call in ledger.calls] == ["stopped before its end"]
        await left.wait()


async def test_the_plan_after_a_break_has_what_is_there_already() -> None:
    whole = answer(tweet(), tweet("why", "Nobody had listened."))
    broken = whole[: whole.index("Nobody") + 4]
    rest = answer(tweet("why", "Nobody had listened."), tweet("future work", "Sand."))

    async with writing(fake.says(broken, finish=None), fake.says(rest)) as (writer, _):
        plans = [one.roles async for one in writer.write(SHELLS, Brief(), Ledger()) if isinstance(one, Plan)]

    assert plans == [(Role.RESULT, Role.WHY), (Role.RESULT, Role.WHY, Role.FUTURE_WORK)]


async def got(*replies: Reply) -> tuple[list[Proposal], str, int]:
    """The tweets that came, the clause of the error that came after them, and how often the server was asked."""
    tweets: list[Proposal] = []
    why = ""
    async with writing(*replies) as (writer, asked):
        try:
            async for one in writer.write(SHELLS, Brief(), Ledger()):
                if isinstance(one, Proposal):
                    tweets.append(one)  # noqa: PERF401  # an error must not lose those before it
        except AnswerUnusable as error:
            why = error.why
        return tweets, why, len(asked)


async def test_a_tweet_in_another_form_is_told_after_the_others() -> None:
    tweets, why, requests = await got(fake.says(answer(tweet("poem"), tweet())))

    assert (tweets, requests) == ([RESULT], 1)
    assert why.startswith("1 tweet of it could not be read: it is not in the form that was asked for (role: Input")


async def test_an_answer_without_an_end_of_its_own_is_gone_on_from() -> None:
    whole = answer(tweet(), tweet("why", "Nobody had listened."))

    tweets, why, requests = await got(
        fake.says(whole[: whole.index("Nobody") + 4]), fake.says(answer(tweet("why", "Nobody had listened.")))
    )

    assert (tweets, why, requests) == ([RESULT, WHY], "", 2)


async def test_nonsense_is_asked_about_once_more() -> None:
    assert await got(fake.says("I would be glad to!"), fake.says(answer(tweet()))) == ([RESULT], "", 2)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (answer(), "it has no tweets"),
        (answer(tweet("poem")), "its tweets could not be read: it is not in the form that was asked for (role: Input"),
        ("I would be glad to help!", "it is no JSON, or its JSON has no end"),
        ('{"tweets": [', "it is no JSON, or its JSON has no end"),
        ('["result"]', "it is no JSON"),
    ],
    ids=["no tweets", "unknown role", "talk", "open", "a list"],
)
async def test_an_answer_without_tweets_is_an_error_that_says_why(text: str, why: str) -> None:
    with pytest.raises(AnswerUnusable) as caught:
        await write(fake.says(text))

    assert caught.value.why.startswith(why)


async def test_a_repair_sends_the_findings_and_takes_the_tweet_that_comes_back() -> None:
    finding = Finding("number", Level.FLAG, "98,735", "It is not in the evidence, which has 98,734.")

    async with writing(fake.says(answer(tweet(), tweet("why", "More.")))) as (writer, asked):
        mended = await writer.repair(SHELLS, Brief(), RESULT, [finding], Ledger())

        assert mended == RESULT
        assert "- number: “98,735”: It is not in the evidence, which has 98,734." in user(asked[0])
        assert f"page 1: {QUOTE}" in user(asked[0])


LONG = paper(*(f"Page {number}. {QUOTE} " * 50 for number in range(1, 9)), figures=(figure("Figure 1"),))
REVISION = Revision(2, RESULT, thread=("Our paper.", RESULT.prose, WHY.prose), versions=("We sort.", "Shells, sorted."))
CACHED = 0.85
"""The part of a revision's prompt that a provider's cache can serve: the bytes that the draft's prompt began with."""


def said(body: dict[str, Any]) -> bytes:
    """All that a prompt cache goes by, in the order in which it goes."""
    schema = json.dumps(body["response_format"])
    return "\0".join([schema, *(f"{message['role']}\n{message['content']}" for message in body["messages"])]).encode()


def shared_part(draft: bytes, revision: bytes) -> float:
    common = next((at for at, (a, b) in enumerate(zip(draft, revision, strict=False)) if a != b), len(revision))
    return common / len(revision)


@pytest.mark.parametrize("voice", list(Voice))
@pytest.mark.parametrize("is_continued", [False, True], ids=["at once", "after a break"])
async def test_a_providers_cache_serves_most_of_every_revision(voice: Voice, is_continued: bool) -> None:
    asked_for = Brief(voice, venue="ICML 2023", wish="Be brief.")
    broken = [fake.says(answer(tweet())[:-2], finish=None)] if is_continued else []

    async with writing(*broken, fake.says(answer(tweet()))) as (writer, asked):
        await proposals_of(writer, LONG, asked_for)
        of = (LONG, asked_for)
        await writer.regenerate(*of, REVISION, Ledger())
        await writer.regenerate(*of, replace(REVISION, wish="Mention the beach, and say it in one line."), Ledger())
        await writer.shorten(*of, replace(REVISION, facts=("98,734",)), Ledger())
        await writer.repair(*of, RESULT, [Finding("number", Level.FLAG, "98,735", "The quote has 98,734.")], Ledger())

        draft, *revisions = map(said, asked[len(broken) :])
        parts = [shared_part(draft, revision) for revision in revisions]
    assert len(parts) == 4
    assert min(parts) >= CACHED, parts


async def test_a_paper_longer_than_the_window_is_sent_in_part_and_the_model_is_told() -> None:
    long = paper(*(QUOTE * 100 for _ in range(9)))

    async with writing(fake.says(answer(tweet())), window_tokens=20_000) as (writer, asked):
        await proposals_of(writer, long, Brief())

        assert "page by page (pages " in user(asked[0])
        assert " did not fit):" in user(asked[0])
        assert "[page 1]" in user(asked[0])
        assert "[page 9]" not in user(asked[0])


async def test_a_window_that_holds_no_page_of_the_paper_is_named_before_anything_is_asked() -> None:
    async with writing(fake.says(answer(tweet())), window_tokens=16_000) as (writer, asked):
        with pytest.raises(PaperTooLongForModel):
            await proposals_of(writer, paper(QUOTE * 2000), Brief())

        assert asked == []


async def test_a_server_that_is_down_is_told_in_our_words() -> None:
    with pytest.raises(WriterUnavailable, match="it answered 503"):
        await write(fake.answers(503, {"error": {}}))


# ---- Posters ----

REQUEST = PosterRequest((Fact(FactKind.TITLE, "Sorting Shells"), Fact(FactKind.DATE, "12 July")), venue="ICML 2023")


async def test_an_invitation_is_written_from_the_facts_and_the_paper() -> None:
    post = json.dumps({"text": "Come and hear shells on 12 July!", "evidence": [{"page": 1, "quote": QUOTE}]})
    finding = Finding("locked", Level.FLAG, "12 July", "It is missing.")
    again = replace(REQUEST, last="Come and hear shells!", findings=(finding,))
    ledger = Ledger()

    async with writing(fake.says(post)) as (writer, asked):
        invitations = [await writer.invite(SHELLS, REQUEST, ledger), await writer.invite(None, again, ledger)]

        assert invitations == [Invitation("Come and hear shells on 12 July!", (Evidence(1, QUOTE),))] * 2
        assert "date: 12 July" in user(asked[0])
        assert QUOTE in user(asked[0])
        assert "Come and hear shells!" in user(asked[1])
        assert "- locked: “12 July”: It is missing." in user(asked[1])
        assert asked[0]["response_format"]["json_schema"]["name"] == "poster"
    assert [call.prompt.name for call in ledger.calls] == ["poster", "poster"]


async def test_points_on_a_persons_own_post_are_three_at_most() -> None:
    points = json.dumps({"points": ["Say  when.", "", "Say where.", "Shorter.", "Louder."]})

    async with writing(fake.says(points)) as (writer, asked):
        said = await writer.comment(replace(REQUEST, draft="Come!"), Ledger())

        assert said == ("Say when.", "Say where.", "Shorter.")
        assert "Come!" in user(asked[0])


@pytest.mark.parametrize("text", ["Glad to!", "{}", '{"text": " "}', '{"text": 7}', '{"text": "x'])
async def test_an_invitation_that_is_none_is_asked_for_once_more_and_then_told(text: str) -> None:
    async with writing(fake.says(text)) as (writer, asked):
        with pytest.raises(AnswerUnusable):
            await writer.invite(None, REQUEST, Ledger())

        assert len(asked) == 2


async def test_one_tweet_is_asked_for_and_the_first_of_an_answer_is_taken() -> None:
    """In the role that it has: an answer in another would stand in the wrong place of the thread."""
    async with writing(fake.says(answer(tweet("why", "Nobody had listened."), tweet()))) as (writer, _):
        regenerated = await writer.regenerate(SHELLS, Brief(), REVISION, Ledger())

    assert regenerated == replace(WHY, role=Role.RESULT)


async def test_a_revision_without_a_tweet_is_told() -> None:
    async with writing(fake.says("I would rather not.")) as (writer, asked):
        with pytest.raises(AnswerUnusable):
            await writer.shorten(SHELLS, Brief(), REVISION, Ledger())

        assert len(asked) == 2

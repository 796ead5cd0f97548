"""The conversation from the link to the text to copy, on Discord: the real service and store behind the real adapter.

The client is discord.py over real sockets; Discord is ours on loopback; only the model is a scripted one.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.chat_events import ChatEvent
from bot.extractive.writer import ExtractiveWriter
from bot.fairness import FairTurns
from bot.model import PaperMetadata
from bot.model.chat import MessageRef, Place
from bot.service import Service
from bot.stories.lab import ChatRules, Lab
from bot.stories.perform import stories_of
from tests.contract.harness import WAIT_S, Running, Seen
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.routes import Fault
from tests.fakes.discord_server.server import DiscordServer
from tests.fakes.jobs import FakeJobs
from tests.fakes.papers import BookReader, ShelfSource
from tests.fakes.scripted_model import AGAIN, WISHED, ScriptedModel, shell_paper
from tests.fakes.stores import open_store

LINK = "https://arxiv.org/abs/2306.13840"


@dataclass
class Talk:
    """A conversation under way."""

    harness: DiscordHarness
    service: Service
    jobs: FakeJobs
    taken: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def on_event(self, event: ChatEvent) -> None:
        await self.service.on_event(event)
        self.taken += 1
        self._changed.set()

    async def settled(self, taken: int) -> None:
        """Wait until so many events were taken in, and all that came of them is done."""
        async with asyncio.timeout(WAIT_S):
            while self.taken < taken:
                self._changed.clear()
                await self._changed.wait()
        await self.jobs.idle()

    async def draft(self) -> Place:
        request = await self.harness.say(self.harness.place, f"look: <{LINK}>", by=self.harness.ann)
        await self.settled(self.taken + 1)
        return Place(request.place.platform, request.place.team, request.place.channel, request.id)

    async def own(self, place: Place) -> list[Seen]:
        seen = await self.harness.visible(place, to=self.harness.ann)
        return [message for message in seen if message.is_own]

    async def press(self, place: Place, number: int, emoji: str) -> None:
        tweet = (await self.own(place))[number]
        await self.harness.press(MessageRef(place, tweet.id), emoji, by=self.harness.bea)
        await self.settled(self.taken + 1)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talk]:
    async with DiscordServer() as server:
        harness, paper, model, jobs = DiscordHarness(server), shell_paper(), ScriptedModel(), FakeJobs()
        store = await open_store(tmp_path, clock=lambda: datetime.now(UTC))
        metadata = PaperMetadata(
            "2306.13840", 1, paper.title, paper.authors, paper.abstract, category=None, comment=None, is_withdrawn=False
        )
        lab = Lab(
            chats={"discord": harness.adapter},
            store=store,
            reader=BookReader(paper),
            source=ShelfSource(metadata),
            writer_of=lambda uses_model: model if uses_model else ExtractiveWriter(),
            reading=FairTurns(2),
            writing=FairTurns(2),
            rules=ChatRules(),
            model_host="127.0.0.1",
            release="test",
            now=lambda: datetime.now(UTC),
            pause=lambda _: asyncio.sleep(0),
        )
        jobs.take(stories_of(lab))
        talk = Talk(harness, Service(lab, jobs), jobs)
        try:
            async with Running(harness, talk.on_event):
                yield talk
        finally:
            await jobs.close(within_s=0)
            await store.close()


async def test_from_a_link_to_the_text_to_copy(talk: Talk) -> None:
    harness = talk.harness
    place = await talk.draft()
    status, *tweets = await talk.own(place)
    request = (await harness.visible(harness.place, to=harness.ann))[0]
    assert request.marks == {"✅"}
    assert status.text.startswith("📄 ")
    assert [tweet.text.rsplit("\n", 1)[-1] for tweet in tweets] == [f"{n}/7" for n in range(1, 8)]
    assert all(tweet.controls == ("regenerate", "shorten", "more") and tweet.small_print for tweet in tweets)

    await talk.press(place, 3, "🔁")
    again = await talk.own(place)
    assert again[3].text == f"{AGAIN}\n\n3/7"
    assert [one.text for one in again[:3] + again[4:]] == [status.text, *(one.text for one in tweets[:2] + tweets[3:])]

    await talk.press(place, 3, "✂️")
    short = await talk.own(place)
    assert short[3] == replace(again[3], presses=short[3].presses)
    assert "short" in short[-1].text  # to who pressed, as a reply that goes again

    await talk.press(place, 3, "↩️")
    assert (await talk.own(place))[3].text == tweets[2].text

    await harness.say(place, "3: say where the shells are from", by=harness.ann)
    await talk.settled(talk.taken + 1)
    assert (await talk.own(place))[3].text == f"{WISHED}\n\n3/7"


async def test_a_tweet_is_edited_by_hand_through_the_menu_and_exported(talk: Talk) -> None:
    harness = talk.harness
    place = await talk.draft()
    tweet = (await talk.own(place))[4]

    await harness.use_button(MessageRef(place, tweet.id), "more", by=harness.ann)
    await talk.settled(2)
    menu = await harness.shown_form(harness.ann)
    await harness.fill_form({"verb": "edit"}, by=harness.ann)
    await talk.settled(3)
    edit = await harness.shown_form(harness.ann)
    await harness.fill_form({"text": "Shells, by hand.\n\n4/7"}, by=harness.ann)
    await talk.settled(4)
    await harness.command(place, "export", by=harness.ann)
    await talk.settled(5)

    assert menu is not None
    assert edit is not None
    assert (menu.name, edit.name, edit.fields[0].value) == ("menu", "edit", tweet.text)
    after = await talk.own(place)
    assert (after[4].id, after[4].text) == (tweet.id, "Shells, by hand.\n\n4/7")
    assert any("Shells, by hand.\n\n4/7" in message.text for message in after[8:])


async def test_a_command_with_a_link_drafts_under_a_message_of_the_bots(talk: Talk) -> None:
    harness = talk.harness

    await harness.command(harness.place, "new", by=harness.ann, options={"url": LINK})
    await talk.settled(1)

    (request,) = [one for one in await harness.visible(harness.place, to=harness.bea) if one.is_own]
    place = Place("discord", harness.place.team, harness.place.channel, request.id)
    assert len(await talk.own(place)) == 8


async def test_a_tweet_that_is_too_old_to_edit_is_posted_anew_and_says_so(talk: Talk) -> None:
    place = await talk.draft()
    before = await talk.own(place)
    tweet = before[2]

    fault = Fault("PATCH", "/{message_id}", 400, code=30046)
    talk.harness.server.rest.faults.append(fault)
    await talk.press(place, 2, "🔁")

    after = await talk.own(place)
    assert len(after) == len(before) + 1
    assert after[2].text == tweet.text
    assert "too old to edit" in after[-1].small_print[0]

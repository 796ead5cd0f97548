"""The conversation on Discord as a lab has it: real adapter over sockets, real core and store, a scripted model.

Once on our Discord, once on SimCord's rules; the transcript of docs/discord.md is what both of them show.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.chat_events import ChatEvent
from bot.extractive.writer import ExtractiveWriter
from bot.fairness import FairTurns
from bot.ledger import Ledger
from bot.model import Brief, Evidence, Paper, Proposal
from bot.model.chat import MessageRef, Place
from bot.service import Service
from bot.stories.lab import ChatRules, Lab
from bot.stories.perform import stories_of
from bot.versions import Revision
from tests.builders import model_call, paper
from tests.contract.harness import WAIT_S, Running, Seen, eventually
from tests.fakes.discord_server.clients import command_data
from tests.fakes.discord_server.people import DiscordHarness
from tests.fakes.discord_server.routes import Fault
from tests.fakes.discord_server.server import TOKEN, DiscordServer
from tests.fakes.jobs import FakeJobs
from tests.fakes.labs import LINK, metadata_of
from tests.fakes.papers import BookReader, ShelfSource
from tests.fakes.scripted_model import WISHED, ScriptedModel, shell_paper
from tests.fakes.stores import open_store
from tests.transcript import Transcript, transcript_of

if TYPE_CHECKING:
    from tests.fakes.simcord_server.people import SimCordHarness

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120.0

LONG = (
    "Each shell falls onto a plate of steel, a microphone hears it fall, and its sound is compared with the sounds of"
    " all the shells that people have sorted by hand before."
)
SHORT = "Each shell falls onto steel, and its sound is compared with those of shells that people have sorted by hand."
BY_HAND = "Drop it, hear it, sort it."


class Author(ScriptedModel):
    """Asked again it says `LONG`, which can be said shorter."""

    async def regenerate(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        ledger.record(model_call())
        answer = WISHED if revision.wish else LONG
        return Proposal(revision.proposal.role, answer, (Evidence(1, answer),))

    async def shorten(self, paper: Paper, brief: Brief, revision: Revision, ledger: Ledger) -> Proposal | None:
        ledger.record(model_call())
        return Proposal(revision.proposal.role, SHORT, (Evidence(1, LONG),))


def told_paper() -> Paper:
    """The paper on shells, with what its author says of it."""
    shells = shell_paper()
    return paper(f"{shells.pages[0].text}{LONG}\n", title=shells.title, paragraphs=shells.paragraphs)


@dataclass
class Talk:
    """A conversation under way, and what was seen of it."""

    harness: "DiscordHarness | SimCordHarness"
    service: Service
    jobs: FakeJobs
    transcript: Transcript
    _taken: int = 0
    _acts: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def on_event(self, event: ChatEvent) -> None:
        await self.service.on_event(event)
        self._taken += 1
        self._changed.set()

    async def settled(self) -> None:
        """Wait until what was done last is taken in and answered, and all that came of it is done."""
        self._acts += 1
        async with asyncio.timeout(WAIT_S):
            while self._taken < self._acts:
                self._changed.clear()
                await self._changed.wait()
        await self.harness.answered()
        await self.jobs.idle()

    async def draft(self) -> Place:
        text = f"our new one: <{LINK}>"
        request = await self.harness.say(self.harness.place, text, by=self.harness.ann)
        await self.settled()
        place = Place(request.place.platform, request.place.team, request.place.channel, request.id)
        await self.transcript.note(f"Ann: {text}", place, request=request)
        return place

    async def own(self, place: Place) -> list[Seen]:
        seen = await self.harness.visible(place, to=self.harness.ann)
        return [message for message in seen if message.is_own]

    async def say(self, text: str, place: Place) -> None:
        await self.harness.say(place, text, by=self.harness.ann)
        await self.settled()
        await self.transcript.note(f"Ann: {text}", place)

    async def press(self, place: Place, number: int, emoji: str) -> None:
        tweet = (await self.own(place))[number]
        await self.harness.press(MessageRef(place, tweet.id), emoji, by=self.harness.bea)
        await self.settled()
        await self.transcript.note(f"Bea presses {emoji} on tweet {number}", place)

    async def command(self, words: str, place: Place) -> None:
        await self.harness.command(place, words, by=self.harness.ann)
        await self.settled()
        await self.transcript.note(f"Ann: /paper {words}", place)

    async def edit(self, place: Place, number: int, text: str) -> None:
        """Edit a tweet through the menu of its button."""
        tweet = (await self.own(place))[number]
        await self.harness.use_button(MessageRef(place, tweet.id), "more", by=self.harness.ann)
        await self.settled()
        menu = await self.harness.shown_form(self.harness.ann)
        assert menu is not None
        await self.harness.fill_form({menu.fields[0].name: "edit"}, by=self.harness.ann)
        await self.settled()
        form = await self.harness.shown_form(self.harness.ann)
        assert form is not None
        assert (menu.name, form.name, form.fields[0].value) == ("menu", "edit", tweet.text)
        await self.harness.fill_form({"text": text}, by=self.harness.ann)
        await self.settled()
        shown = text.replace("\n", " ⏎ ")
        await self.transcript.note(f"Ann: More… under tweet {number}, “edit” in the form, then: {shown}", place)


async def _on_ours(stack: AsyncExitStack) -> "DiscordHarness | SimCordHarness":
    return DiscordHarness(await stack.enter_async_context(DiscordServer()))


async def _on_simcord(stack: AsyncExitStack) -> "DiscordHarness | SimCordHarness":
    pytest.importorskip("simcord", reason="simcord, the Discord of another author, is not installed")
    from tests.fakes.simcord_server.people import SimCordHarness
    from tests.fakes.simcord_server.server import SimCordServer

    return SimCordHarness(await stack.enter_async_context(SimCordServer()))


@pytest.fixture(params=["our Discord", "SimCord"])
async def talk(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Talk]:
    async with talking(tmp_path, request.param) as talk:
        yield talk


@asynccontextmanager
async def talking(tmp_path: Path, where: str, *, grants_content: bool = True) -> AsyncIterator[Talk]:
    async with AsyncExitStack() as stack:
        harness = await (_on_simcord(stack) if where == "SimCord" else _on_ours(stack))
        harness.server.gateway.grants_content = grants_content
        book, model, jobs = told_paper(), Author(), FakeJobs()
        store = await open_store(tmp_path, clock=lambda: datetime.now(UTC))
        lab = Lab(
            chats={"discord": harness.adapter},
            store=store,
            reader=BookReader(book),
            source=ShelfSource(metadata_of(book)),
            writer_of=lambda uses_model: model if uses_model else ExtractiveWriter(),
            reading=FairTurns(2),
            writing=FairTurns(2),
            rules=ChatRules(),
            model_host="models.example.org",
            release="test",
            now=lambda: datetime.now(UTC),
            pause=lambda _: asyncio.sleep(0),
        )
        jobs.take(stories_of(lab))
        talk = Talk(harness, Service(lab, jobs), jobs, Transcript(harness))
        try:
            async with Running(harness, talk.on_event):
                yield talk
        finally:
            await jobs.close(within_s=0)
            await store.close()


async def test_from_a_link_to_the_text_to_copy(talk: Talk) -> None:
    place = await talk.draft()
    status, *tweets = await talk.own(place)
    for emoji, text in (("🔁", LONG), ("✂️", SHORT), ("↩️", LONG)):
        await talk.press(place, 4, emoji)
        assert [seen.text for seen in await talk.own(place)] == [
            seen.text if number != 4 else f"{text}\n\n4/7" for number, seen in enumerate((status, *tweets))
        ]
    await talk.say("4: say where the shells are from", place)
    assert (await talk.own(place))[4].text == f"{WISHED}\n\n4/7"
    await talk.edit(place, 4, f"{BY_HAND}\n\n4/7")
    await talk.command("export", place)

    standing = await talk.own(place)
    assert [seen.id for seen in standing[1:8]] == [seen.id for seen in tweets]
    assert any(seen.text == "\n\n———\n\n".join(tweet.text for tweet in standing[1:8]) for seen in standing[8:])
    assert talk.transcript.lines[1:] == transcript_of(ROOT / "docs/discord.md")


async def test_a_command_with_a_link_drafts_under_a_message_of_the_bots(talk: Talk) -> None:
    harness = talk.harness

    await harness.command(harness.place, "new", by=harness.ann, options={"url": LINK})
    await talk.settled()

    (request,) = [one for one in await harness.visible(harness.place, to=harness.bea) if one.is_own]
    place = Place("discord", harness.place.team, harness.place.channel, request.id)
    assert len(await talk.own(place)) == 8


async def test_a_link_in_a_post_of_a_forum_is_drafted_in_that_post(talk: Talk) -> None:
    request = await talk.harness.say_in_a_forum(LINK, by=talk.harness.ann)
    await talk.settled()

    assert len(await talk.own(request.place)) == 8
    await talk.press(request.place, 4, "🔁")
    assert (await talk.own(request.place))[4].text == f"{LONG}\n\n4/7"


@pytest.mark.parametrize("where", ["our Discord", "SimCord"])
async def test_a_bot_that_may_not_read_messages_drafts_where_it_is_mentioned_and_hears_presses(
    tmp_path: Path, where: str
) -> None:
    async with talking(tmp_path, where, grants_content=False) as talk:
        request = await talk.harness.say(talk.harness.place, LINK, by=talk.harness.ann, is_mention=True)
        await talk.settled()
        place = await talk.harness.adapter.open_place(request, title="")
        await talk.press(place, 4, "🔁")

        assert (await talk.own(place))[4].text == f"{LONG}\n\n4/7"


async def test_a_tweet_that_is_too_old_to_edit_is_posted_anew_and_says_so(talk: Talk) -> None:
    if not isinstance(talk.harness, DiscordHarness):
        pytest.skip("SimCord edits messages of any age")
    place = await talk.draft()
    before = await talk.own(place)

    talk.harness.server.rest.faults.append(Fault("PATCH", "/{message_id}", 400, code=30046))
    await talk.press(place, 2, "🔁")

    after = await talk.own(place)
    assert len(after) == len(before) + 1
    assert after[2].text == before[2].text
    assert "too old to edit" in after[-1].small_print[0]


async def test_the_process_connects_answers_a_command_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    plain = {
        name: value for name, value in os.environ.items() if not name.upper().startswith(("PAPERTHREAD", "OPENAI"))
    }
    async with DiscordServer() as server:
        harness = DiscordHarness(server)
        settings = {
            "PAPERTHREAD_DATA_DIR": str(tmp_path / "data"),
            "PAPERTHREAD_DISCORD__TOKEN": TOKEN,
            "PAPERTHREAD_DISCORD__API_BASE": server.api_base,
            "PAPERTHREAD_DISCORD__CDN_BASE": server.base,
        }
        run = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", "run", cwd=ROOT, env=plain | settings, stderr=asyncio.subprocess.PIPE
        )
        try:
            async with asyncio.timeout(PATIENCE_S):
                await server.gateway.until_identified(1)
                one = await harness.interact(harness.place, harness.ann, 2, command_data("help", {}))
                await eventually(lambda: "Post an arXiv link" in str(server.world.messages))
        finally:
            run.send_signal(signal.SIGTERM)
            _, said = await run.communicate()

    (told,) = await harness.visible(harness.place, to=harness.ann)
    assert told.text.startswith("Post an arXiv link")
    assert await harness.visible(harness.place, to=harness.bea) == []
    assert run.returncode == 0
    assert "serves discord" in said.decode()
    assert "Traceback" not in said.decode()
    assert TOKEN not in said.decode()
    assert one.token not in said.decode()

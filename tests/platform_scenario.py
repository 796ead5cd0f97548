"""Conversations that die on a platform which lives on: people and platform are a process beside that of the bot.

A platform joins by an `OutlivingPlatform`; `staged` makes a scenario for `tests.crashes` of it and of a script.
"""

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from bot.model.chat import MessageRef, Person, Place, PostKind
from bot.ports import ChatAdapter
from tests.chat_acts import Script
from tests.chat_life import BEGAN, accepted, ended, live
from tests.chat_outcome import Chat, Stood, write_outcome
from tests.contract.harness import File, Harness, Seen
from tests.crashes import Journal, Outlived, Reaper

_ADDRESS, _SEEN = "address", "seen.json"
_LOOK_S = 0.005


class World(Protocol):
    """A chat platform, played in this process; the bot that comes in is in another."""

    @property
    def address(self) -> str:
        """What an adapter of another process needs to come in."""
        ...

    @property
    def harness(self) -> Harness:
        """Its people and what they see; its own adapter does not run."""
        ...

    @property
    def places(self) -> Sequence[Place]:
        """The chat threads of `harness.place`, the oldest first."""
        ...

    @property
    def keys(self) -> Sequence[str]:
        """The key of each post that the platform took, in order, also of those that are gone again."""
        ...

    @property
    def problems(self) -> Sequence[str]:
        """What the bot asked for that the platform's documents do not allow."""
        ...

    @property
    def tells_late(self) -> bool:
        """Whether what is written while the bot is away reaches it later, in a channel that it heard nothing of yet."""
        ...

    def is_passing(self, message: str) -> bool:
        """Whether a message is words to one person that everybody sees, and goes again."""
        ...

    async def connected(self) -> None:
        """Return when the bot is there."""
        ...


@dataclass(frozen=True, slots=True)
class OutlivingPlatform:
    """How a platform is opened, and how a bot in another process comes in at it; a world's event is told until it is
    acknowledged, and what people ask for by command is not told again."""

    open: Callable[[], AbstractAsyncContextManager[World]]
    adapter: Callable[[str], ChatAdapter]
    ann: Person


def staged(script: Script, platform: OutlivingPlatform) -> Outlived:
    """A scenario of the script on the platform."""
    return Outlived(partial(_live, script, platform), partial(_play, script, platform))


# ---- The bot ----


async def _live(script: Script, platform: OutlivingPlatform, folder: Path, journal: Journal, reaper: Reaper) -> None:
    await _there(folder / _ADDRESS)
    chat = platform.adapter((folder / _ADDRESS).read_text("utf-8"))

    async def all_is_seen(_: asyncio.Event) -> None:
        await _there(folder / _SEEN)

    store = await live(chat, script.model(journal.note), folder, journal, reaper, until=all_is_seen)
    seen = json.loads((folder / _SEEN).read_text("utf-8"))
    messages = tuple(Stood(**{**one, "small_print": tuple(one["small_print"])}) for one in seen["messages"])
    await write_outcome(folder, Chat(messages, tuple(seen["keys"])), store, platform.ann)
    await store.close()


# ---- The platform, and Ann on it ----


async def _play(script: Script, platform: OutlivingPlatform, folder: Path, journal: Journal) -> None:
    async with platform.open() as world:
        stage = PlatformStage(world, journal)
        _tell(folder / _ADDRESS, world.address)
        await world.connected()
        for number, act in enumerate(script.acts, 1):
            await act.do(stage)
            if act.is_alone:
                await _until(partial(_have_ended, journal, number))
        if world.problems:
            raise AssertionError(f"the platform does not allow: {world.problems}")
        chat = await stage.chat()
        _tell(folder / _SEEN, json.dumps(asdict(chat), ensure_ascii=False))
        await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class PlatformStage:
    """Where Ann acts; `tests.chat_acts.Stage`.

    What is written or pressed the bot hears of, be it late. A command is heard at once or never: then the platform says
    so, and Ann repeats it. So she does with her first message where nothing of it is told late.
    """

    world: World
    journal: Journal

    async def say(self, words: str, *, files: Sequence[File] = ()) -> None:
        harness = self.world.harness
        standing = await harness.visible(harness.place, to=harness.ann)
        if self.world.tells_late or not all(seen.is_own for seen in standing):
            await harness.say(harness.place, words, by=harness.ann, files=files)
            return

        async def say_in_place_of_the_last() -> None:
            for seen in await harness.visible(harness.place, to=harness.ann):
                if not seen.is_own:
                    await harness.delete(MessageRef(harness.place, seen.id))
            await harness.say(harness.place, words, by=harness.ann, files=files)

        await self._until_heard(say_in_place_of_the_last)

    async def reply(self, words: str) -> None:
        harness = self.world.harness
        await harness.say(self._drafts_place(), words, by=harness.ann)

    async def command(self, words: str) -> None:
        harness = self.world.harness
        await self._until_heard(lambda: harness.command(harness.place, words, by=harness.ann))

    async def press(self, number: int, emoji: str) -> None:
        place = self._drafts_place()
        own = await self._own(place)
        message = [seen for seen in own if _is_tweet(seen)][number - 1] if number else own[0]
        await self.world.harness.press(MessageRef(place, message.id), emoji, by=self.world.harness.ann)

    async def fill(self, asks_with: str, values: Mapping[str, str]) -> None:
        harness = self.world.harness
        while await harness.shown_form(harness.ann) is None:
            await self.command(asks_with)
        await self._until_heard(lambda: harness.fill_form(values, by=harness.ann))

    async def until_posted(self, tweets: int) -> None:
        await _until(lambda: bool(self.world.places))
        place = self._drafts_place()
        while sum(map(_is_tweet, await self._own(place))) < tweets:  # noqa: ASYNC110  # what is seen has no event
            await asyncio.sleep(_LOOK_S)

    async def chat(self) -> Chat:
        """All that stands there."""
        harness = self.world.harness
        stood: list[Stood] = []
        for place in (harness.place, *self.world.places):
            public = {seen.id for seen in await harness.visible(place, to=harness.bea)}
            seen_by_ann = await harness.visible(place, to=harness.ann)
            passing = {seen.id for seen in seen_by_ann if self.world.is_passing(seen.id)}
            stood += [_stood(seen, is_private=seen.id not in public - passing) for seen in seen_by_ann]
        return Chat(tuple(stood), tuple(self.world.keys))

    async def _until_heard(self, ask: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Ask until the bot has taken it."""
        while not await self._is_heard(ask):
            pass

    async def _is_heard(self, ask: Callable[[], Coroutine[Any, Any, None]]) -> bool:
        """Ask; that it died over it is known when the next life has said what was taken before."""
        await self.world.connected()
        before = self._heard()
        await ask()
        await _until(lambda: self._heard() != before)
        return self._heard()[0] > before[0]

    def _heard(self) -> tuple[int, int]:
        """How much was taken so far, and how many lives have begun."""
        return len(accepted(self.journal)), self.journal.lines().count(BEGAN)

    def _drafts_place(self) -> Place:
        return self.world.places[0]

    async def _own(self, place: Place) -> list[Seen]:
        """What the bot says to all in a chat thread: the status is the first."""
        return [seen for seen in await self.world.harness.visible(place, to=self.world.harness.bea) if seen.is_own]


def _is_tweet(seen: Seen) -> bool:
    return "regenerate" in seen.controls


def _stood(seen: Seen, *, is_private: bool) -> Stood:
    return Stood(
        id=seen.id,
        by="" if seen.is_own else "somebody",
        kind=PostKind.TWEET if _is_tweet(seen) else "",
        text=seen.text,
        small_print=seen.small_print,
        marks=tuple(sorted(seen.marks)),
        is_private=is_private,
    )


def _tell(file: Path, text: str) -> None:
    """Write a file that is there as a whole or not at all."""
    beside = file.with_suffix(".part")
    beside.write_text(text, "utf-8")
    beside.rename(file)


def _have_ended(journal: Journal, jobs: int) -> bool:
    return len(ended(journal)) >= jobs


async def _there(file: Path) -> None:
    await _until(file.exists)


async def _until(holds: Callable[[], bool]) -> None:
    while not holds():  # noqa: ASYNC110  # two processes have no event in common
        await asyncio.sleep(_LOOK_S)

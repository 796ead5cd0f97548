"""What the cases of the contract suite share."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.chat_events import ChatEvent, MessagePosted, Pressed
from bot.model import Image
from bot.model.chat import Attachment, MessageRef, Picture, Place, Post, PostKind
from tests.contract.harness import Can, File, Harness, Listener, Running
from tests.pictures import png

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\r\n%%EOF\n"


def a_post(text: str = "We train on 98,734 theorems.", **more: object) -> Post:
    values: dict[str, object] = {"kind": PostKind.TWEET, "key": "draft-1"}
    return Post(text=text, **(values | more))  # type: ignore[arg-type]  # keywords are passed through as they are


def a_picture(shade: int = 200, *, alt: str = "Figure 2: error against size.") -> Picture:
    return Picture(Image(png(6, 4, shade), 6, 4), f"figure-{shade}.png", alt)


def needs(harness: Harness, what: Can) -> None:
    if why := harness.cannot.get(what):
        pytest.skip(f"{harness.adapter.name} cannot {what.value}: {why}")


def words_of(event: ChatEvent) -> str:
    return event.text if isinstance(event, MessagePosted) else ""


def key_of(event: ChatEvent) -> str:
    assert not isinstance(event, Pressed)
    return event.key


def is_same(one: MessageRef, other: MessageRef) -> bool:
    """The same message; a press may be told without the chat thread that it is in."""
    return (one.place.in_channel, one.id) == (other.place.in_channel, other.id)


async def chat_thread_of(harness: Harness) -> Place:
    request = await harness.say(harness.place, "a paper", by=harness.ann)
    return await harness.adapter.open_place(request, title="A paper")


async def attached(harness: Harness, data: bytes) -> Attachment:
    listener = Listener()
    async with Running(harness, listener.on_event):
        await harness.say(harness.place, "ours", by=harness.ann, files=[File("ours.pdf", data)])
        event = (await listener.told(1))[0]
    assert isinstance(event, MessagePosted)
    return event.attachments[0]


async def missed_by(harness: Harness, *, after: str | None, watched: Sequence[MessageRef]) -> list[ChatEvent]:
    return [event async for event in harness.adapter.missed(harness.place, after=after, watched=watched)]


async def turns(number: int = 50) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


def open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))

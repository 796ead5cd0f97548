"""A bot of few words, for tests of the console: it drafts three tweets, writes one again, answers commands."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from adapters.console.adapter import Console
from bot.chat_events import ChatEvent, Commanded, FormSent, MessagePosted, Pressed
from bot.model import Image
from bot.model.chat import Control, Field, FieldKind, Form, MessageRef, Picture, Place, Post, PostKind
from tests.pictures import png

FORM = Form(
    "new",
    "A new draft",
    (
        Field("url", "Link", is_required=True, max_chars=40),
        Field("wish", "Wish", FieldKind.TEXT, value="short"),
        Field("voice", "Voice", FieldKind.CHOICE, "author", choices=(("author", "We"), ("curator", "They"))),
    ),
    context="c-1",
)


class ToyBot:
    """Drafts at once where nobody holds it up.

    Attributes:
        go_on: What a draft and a second writing wait for before they end.
        events: What was told.
    """

    def __init__(self, console: Console, flavour: str = "") -> None:
        """`flavour` is text of strangers that stands in everything the bot shows."""
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.events: list[ChatEvent] = []
        self._console = console
        self._flavour = flavour
        self._jobs: set[asyncio.Task[None]] = set()

    async def is_idle(self) -> bool:
        return not self._jobs

    async def on_event(self, event: ChatEvent) -> None:
        self.events.append(event)
        match event:
            case MessagePosted() if "http" in event.text or event.attachments:
                self._begin(self._draft(event.message))
            case Pressed(is_added=True):
                self._begin(self._write_again(event.message))
            case Commanded(words="") if event.trigger is not None:
                await self._console.show_form(event.person, event.trigger, FORM)
            case Commanded():
                await self._console.tell(
                    event.person, event.place, f"You said {event.words}.", about=None, trigger=None
                )
            case FormSent():
                await self._console.post(event.place, words(str(event.values)))
            case _:
                pass

    def _begin(self, job: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(job)
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)

    async def _draft(self, request: MessageRef) -> None:
        await self._console.mark(request, "👀")
        place = await self._console.open_place(request, title=f"A Paper About Papers{self._flavour}")
        status = await self._console.post(place, under_way(f"reading{self._flavour}"))
        await self._tweet(place, 1)
        await self._tweet(place, 2)
        await self._console.edit(status, under_way("writing"))
        await self.go_on.wait()
        await self._tweet(place, 3)
        await self._console.edit(status, Post(PostKind.STATUS, "d-0", f"3 tweets, no flags{self._flavour}"))

    async def _tweet(self, place: Place, number: int) -> None:
        picture = Picture(Image(png(), 6, 4), "f.png", f"Errors by size.{self._flavour}") if number == 2 else None
        await self._console.post(place, tweet(number, f"Tweet of {number}0%.{self._flavour}", picture, self._flavour))

    async def _write_again(self, message: MessageRef) -> None:
        await self._console.mark(message, "⏳")
        await self.go_on.wait()
        await self._console.edit(message, tweet(3, "Other words."))
        await self._console.unmark(message, "⏳")


def tweet(number: int, text: str, picture: Picture | None = None, flavour: str = "") -> Post:
    return Post(PostKind.TWEET, f"d-{number}", f"{text}\n\n{number}/3", (f"12/280 · p. 3{flavour}",), picture)


def words(text: str) -> Post:
    return Post(PostKind.WORDS, "w-1", text)


def under_way(doing: str) -> Post:
    return Post(PostKind.STATUS, "d-0", f"A Paper About Papers\n⏳ {doing}", controls=(Control.CANCEL,))

"""The status message of a draft while it is worked on."""

import asyncio

from bot.errors import ChatError
from bot.events import Event, Step, StepStarted
from bot.model import WriterName
from bot.model.chat import Post
from bot.posts import standing_tweets, status_post
from bot.records import STATUS_SERIAL, DraftState
from bot.stories.lab import Lab
from bot.stories.messages import Messages

_WORDS = {Step.FETCH: "fetching", Step.READ: "reading", Step.CHECK: "checking", Step.DRAW: "drawing figures"}


class Stopped(Exception):  # it is no error: somebody asked for it
    """Somebody asked that the work on a draft ends."""


class Board:
    """Tells in the status message what is under way; the newest words win, and nobody waits for a slow platform."""

    def __init__(self, lab: Lab, draft_id: str, messages: Messages) -> None:
        self._lab = lab
        self._draft_id = draft_id
        self._messages = messages
        self._doing = ""
        self._has_news = asyncio.Event()

    def say(self, words: str) -> None:
        """Have the status say what is being done."""
        self._doing = words
        self._has_news.set()

    def hear(self, event: Event, writer: WriterName | None = None) -> None:
        """A `Progress` of drafting."""
        if isinstance(event, StepStarted):
            self.say(doing_words(event, writer, self._lab.model_host))

    async def run(self) -> None:
        """Edit the status message until cancelled."""
        while True:
            await self._has_news.wait()
            self._has_news.clear()
            try:
                await self.show()
            except ChatError:
                return  # the tweets are what matters; if they cannot be posted either, the story says so

    async def watch(self) -> None:
        """Wait until somebody stops the draft.

        Raises:
            Stopped: They did.
        """
        while await self._lab.store.drafts.state(self._draft_id) is not DraftState.STOPPING:
            await self._lab.pause(_BETWEEN_LOOKS_S)
        raise Stopped

    async def show(self) -> None:
        """Have the status message say what is true now.

        Raises:
            ChatError: It cannot be shown.
        """

        async def render(key: str, remark: str) -> Post:
            kept = await self._lab.store.drafts.draft(self._draft_id)
            calls = await self._lab.store.drafts.calls(self._draft_id)
            assert kept is not None  # noqa: S101  # a draft is saved before it is shown, and a forgotten one has no job
            tweets = standing_tweets(kept)
            return status_post(key, kept.record, doing=self._doing, tweets=tweets, calls=calls, remark=remark)

        await self._messages.show(STATUS_SERIAL, render)


_BETWEEN_LOOKS_S = 0.5


def doing_words(event: StepStarted, writer: WriterName | None, host: str | None) -> str:
    """`reading, 1,024 kB`; `writing with gpt-5 at api.openai.com`."""
    if event.step is Step.WRITE:
        again = f", {event.detail}" if event.detail.endswith("again") else ""
        if writer is None or writer.model is None:
            return f"writing without a model{again}"
        return f"writing with {writer.model}{f' at {host}' if host else ''}{again}"
    detail = f", {event.detail}" if event.detail else ""
    return f"{_WORDS[event.step]}{detail}"

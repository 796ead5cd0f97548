"""What every story has at hand."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from bot.asks import ALIASES
from bot.fairness import FairTurns
from bot.model.chat import Place
from bot.ports import ChatAdapter, PaperReader, PaperSource, Store, Writer

WriterOf = Callable[[bool], Writer]
"""The writer for a draft that may, or may not, use a model."""


@dataclass(frozen=True, slots=True)
class ChatRules:
    """What the settings say of the conversation.

    Attributes:
        voice: "author" or "curator", where nobody says otherwise.
        category_tags: Topic tags by arXiv category.
        daily_usd_person, daily_usd_channel, daily_usd_all: What models may cost a day (UTC); None is no limit.
        daily_drafts_person: How many drafts a person may ask for a day; None is no limit.
        revisers, settlers: As in `bot.records.ChannelSettings`.
        aliases: Emoji -> the emoji of the table that it stands for.
        retention_days: How long files are kept that no draft uses.
        grace_s: How long a message that may be under way is waited for before it is sent again.
        watch_days: Posts of drafts so old are still caught up on.
    """

    voice: str = "author"
    category_tags: Mapping[str, Sequence[str]] = field(default_factory=dict)
    daily_usd_person: float | None = None
    daily_usd_channel: float | None = None
    daily_usd_all: float | None = None
    daily_drafts_person: int | None = None
    revisers: str = "everyone"
    settlers: str = "everyone"
    aliases: Mapping[str, str] = field(default_factory=lambda: ALIASES)
    retention_days: float = 30.0
    grace_s: float = 10.0
    watch_days: float = 14.0


@dataclass(frozen=True, slots=True)
class Lab:
    """All ports, and what holds for every conversation.

    Attributes:
        reading, writing: Turns for what is heavy; shared fairly between people.
        model_host: Where text goes that a model is given; None where there is no model.
        release: Of the program: what another one read of a paper is read again.
        pause: Waits so many seconds.
        counting: Held from counting somebody's drafts of today until one more is booked; a lock.
    """

    chats: Mapping[str, ChatAdapter]
    store: Store
    reader: PaperReader
    source: PaperSource
    writer_of: WriterOf
    reading: FairTurns
    writing: FairTurns
    rules: ChatRules
    model_host: str | None
    release: str
    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]]
    counting: AbstractAsyncContextManager[object] = field(default_factory=asyncio.Lock)

    @property
    def today(self) -> date:
        """UTC's, which budgets count by."""
        return self.now().astimezone(UTC).date()

    def chat(self, place: Place) -> ChatAdapter:
        return self.chats[place.platform]

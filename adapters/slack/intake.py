"""Requests of Slack's -> events of the core, each channel's in the order that they came in."""

import asyncio
import logging
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from datetime import datetime

from adapters.slack import inbound
from adapters.slack.company import Company
from adapters.slack.inbound import Own, Payload
from bot.chat_events import ChatEvent, OnEvent, Pressed
from bot.tracebacks import wordless_traceback

_REMEMBERED = 1000

_log = logging.getLogger(__name__)


class Intake:
    """Hands events over, and says whether they are committed."""

    def __init__(
        self, own: Own, company: Company, on_event: OnEvent, group: asyncio.TaskGroup, *, now: Callable[[], datetime]
    ) -> None:
        self._own = own
        self._company = company
        self._on_event = on_event
        self._group = group
        self._now = now
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._committed: OrderedDict[str, None] = OrderedDict()

    async def take(self, body: Payload) -> bool:
        """Hand over what a request tells of; whether it is committed, or nothing had to be done about it."""
        event = inbound.event_of(body, self._own, now=self._now())
        if event is None:
            return True
        committing = self._commit(event, inbound.channel_of(body))
        try:
            task = self._group.create_task(committing)
        except RuntimeError:  # it is ending: Slack tells it again
            committing.close()
            return False
        return await task

    async def _commit(self, event: ChatEvent, channel: str) -> bool:
        key = _key(event)
        async with self._turns[channel]:
            if key in self._committed:
                return True  # a mention comes as a message too, and Slack repeats what it takes for lost
            if isinstance(event, Pressed) and await self._company.is_bot(event.person.id):
                return True
            try:
                await self._on_event(event)
            except Exception as error:  # noqa: BLE001  # Slack tells it again; the log has the reason, without the words
                _log.error("event=%s outcome=failed\n%s", type(event).__name__, wordless_traceback(error))
                return False
            self._committed[key] = None
            if len(self._committed) > _REMEMBERED:
                self._committed.popitem(last=False)
            return True


def _key(event: ChatEvent) -> str:
    if not isinstance(event, Pressed):
        return event.key
    return f"press:{event.event_id or (event.message.id, event.person.id, event.emoji, event.is_added, event.at)}"

"""What stands in a channel: the bot's own posts by their key, and what was missed."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import inbound
from adapters.slack.company import Company
from adapters.slack.inbound import Own, Payload
from adapters.slack.outbound import EVENT_TYPE, at_or_after
from adapters.slack.pace import Pace
from adapters.slack.web_api import ask
from bot.chat_events import ChatEvent
from bot.errors import MessageGone
from bot.model.chat import MessageRef, Place

_PAGE = 200
_MOST_PAGES = 50


class History:
    """Reads channels and chat threads of one workspace."""

    def __init__(self, client: AsyncWebClient, pace: Pace, company: Company) -> None:
        self._client = client
        self._pace = pace
        self._company = company

    async def find_own(self, place: Place, key: str, own: Own, *, since: datetime) -> MessageRef | None:
        """The bot's own message of that key in a place, posted at `since` or later."""
        try:
            async for message in self._messages(place, oldest=at_or_after(since)):
                if inbound.is_own(message, own) and _key(message) == key and _ts(message) >= since.timestamp():
                    return MessageRef(place, str(message.get("ts")))
        except MessageGone:
            return None
        return None

    async def missed(
        self, place: Place, own: Own, *, after: str | None, watched: Sequence[MessageRef]
    ) -> AsyncIterator[ChatEvent]:
        """What `ChatAdapter.missed` promises: messages by time, then the presses that stand now."""
        channel = place.in_channel
        here = [ref for ref in watched if ref.place.in_channel == channel]
        places = list(dict.fromkeys([channel, *(ref.place for ref in here)]))
        standing: dict[str, Payload] = {}
        found: list[Payload] = []
        for where in places:
            if where == channel and after is None and not any(ref.place == channel for ref in here):
                continue
            async for message in self._standing(where, after, [ref for ref in here if ref.place == where]):
                standing[str(message.get("ts"))] = message
                if after is not None and _ts(message) > float(after):
                    found.append(message)
        for message in sorted(found, key=_ts):
            event = inbound.message_of(message, channel.channel, own)
            if event is not None:
                yield event
        looked_at = datetime.now(UTC)
        for ref in here:
            for press in inbound.presses_of(standing.get(ref.id, {}), ref, own, at=looked_at):
                if not await self._company.is_bot(press.person.id):
                    yield press

    async def _standing(self, place: Place, after: str | None, watched: Sequence[MessageRef]) -> AsyncIterator[Payload]:
        """The messages of a place from the first that is asked for on; none where it is gone."""
        wanted = [float(ref.id) for ref in watched] + ([float(after)] if after is not None else [])
        try:
            async for message in self._messages(place, oldest=f"{min(wanted) - 0.000001:.6f}"):
                yield message
        except MessageGone:
            return

    async def _messages(self, place: Place, *, oldest: str) -> AsyncIterator[Payload]:
        """The messages of a channel (without its chat threads) or of a chat thread (without its first)."""
        cursor = ""
        for _ in range(_MOST_PAGES):
            page = await self._page(place, oldest, cursor)
            messages = page.get("messages")
            for message in messages if isinstance(messages, list) else []:
                if _is_of(message, place):
                    yield message
            follows = page.get("response_metadata")
            cursor = str(follows.get("next_cursor") or "") if isinstance(follows, dict) else ""
            if not cursor:
                return

    async def _page(self, place: Place, oldest: str, cursor: str) -> Payload:
        chat_thread, channel = place.chat_thread, place.channel
        if chat_thread is None:
            return await self._pace.aside(
                "conversations.history",
                lambda: ask(
                    "read a channel",
                    lambda: self._client.conversations_history(
                        channel=channel, oldest=oldest, limit=_PAGE, include_all_metadata=True, cursor=cursor or None
                    ),
                ),
            )
        return await self._pace.aside(
            "conversations.replies",
            lambda: ask(
                "read a chat thread",
                lambda: self._client.conversations_replies(
                    channel=channel,
                    ts=chat_thread,
                    oldest=oldest,
                    limit=_PAGE,
                    include_all_metadata=True,
                    cursor=cursor or None,
                ),
            ),
        )


def _is_of(message: Payload, place: Place) -> bool:
    """A thread is read with the message that it is under, and a channel with what was sent there from threads."""
    ts, root = message.get("ts"), message.get("thread_ts")
    return root in (None, ts) if place.chat_thread is None else ts != place.chat_thread


def _key(message: Payload) -> str:
    metadata = message.get("metadata")
    if not isinstance(metadata, dict) or metadata.get("event_type") != EVENT_TYPE:
        return ""
    payload = metadata.get("event_payload")
    return str(payload.get("key") or "") if isinstance(payload, dict) else ""


def _ts(message: Payload) -> float:
    return float(str(message.get("ts") or 0))

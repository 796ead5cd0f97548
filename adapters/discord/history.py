"""Looking back: posts by their key, and what happened while nobody listened."""

import logging
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from adapters.discord import inbound, outbound
from adapters.discord.inbound import Payload, channel_of
from adapters.discord.rest import Rest
from adapters.discord.rights import Right
from bot.chat_events import MessagePosted, Pressed
from bot.errors import MessageGone, PermissionMissing, PlaceClosed
from bot.model.chat import MessageRef, Place

_PAGE = 100  # messages, or people behind an emoji, that Discord tells at once
_MOST_PAGES = 20
_MOST_SEEN = _PAGE * _MOST_PAGES
_CLOCKS_DIFFER = timedelta(seconds=30)

_log = logging.getLogger(__name__)


class History:
    """What stands in channels, as far as the bot may look back."""

    def __init__(self, rest: Rest, *, now: Callable[[], datetime], on_reply: Callable[[str, str], None]) -> None:
        """Look at nothing yet.

        Args:
            on_reply: Is told each short reply of the bot's that is seen, by its channel and id: an earlier process
                may have died before it took it away.
        """
        self._rest = rest
        self._on_reply = on_reply
        self._now = now
        self._looked_up: dict[Place, tuple[str, set[Place]]] = {}

    async def find_own(self, place: Place, key: str, *, text: str, since: datetime) -> MessageRef | None:
        """The bot's own message of that key, posted at `since` or later; where none has it, the newest of those
        without buttons that say `text`.

        Raises:
            ChatError: Discord does not tell.
        """
        own_id = await self._rest.own_id()
        saying: Payload | None = None
        async for message in self._behind(channel_of(place), str(max(outbound.snowflake_at(since) - 1, 0))):
            if message["author"]["id"] != own_id:
                continue
            if outbound.is_of_key(message, key):
                return MessageRef(place, str(message["id"]))
            saying = message if outbound.says(message, text) else saying
        return None if saying is None else MessageRef(place, str(saying["id"]))

    async def missed(
        self, place: Place, *, after: str | None, watched: Sequence[MessageRef]
    ) -> AsyncIterator[MessagePosted | Pressed]:
        """The messages of people behind `after`, then the presses that stand on `watched`; what the bot may not see,
        or what is gone, is passed over."""
        here = [ref for ref in watched if ref.place.in_channel == place.in_channel]
        places = {place.in_channel, *(ref.place for ref in here)}
        self._looked_up[place.in_channel] = (str(outbound.snowflake_at(self._now() - _CLOCKS_DIFFER)), places)
        if after is not None:
            for event in await self.messages_behind(after, places):
                yield event
        for ref in here:
            try:
                for press in await self._presses_on(ref):
                    yield press
            except (PlaceClosed, PermissionMissing, MessageGone):
                _log.info("a watched post is out of reach")

    def looked_up(self) -> dict[Place, tuple[str, set[Place]]]:
        """The channels that were looked up since this was asked last: from which id on, in which places more may have
        come until the gateway began to tell."""
        looked_up, self._looked_up = self._looked_up, {}
        return looked_up

    async def messages_behind(self, after: str, places: Iterable[Place]) -> list[MessagePosted]:
        """The messages of people behind an id in some places, the oldest first, as far as the bot may see them.

        Raises:
            ChatError: Discord does not tell.
        """
        own_id = await self._rest.own_id()
        told: list[MessagePosted] = []
        for place in places:
            try:
                async for message in self._behind(channel_of(place), after):
                    if inbound.is_own_reply(message, own_id=own_id):
                        self._on_reply(channel_of(place), str(message["id"]))
                    event = inbound.posted(message, place, own_id=own_id)
                    told += [] if event is None else [event]
            except (PlaceClosed, PermissionMissing, MessageGone) as error:
                _log.warning("what was missed cannot be looked up: %s", error)
        return sorted(told, key=lambda event: int(event.message.id))

    async def _behind(self, channel: str, after: str) -> AsyncIterator[Payload]:
        """The messages behind an id, the oldest first."""
        for _ in range(_MOST_PAGES):
            page: list[dict[str, Any]] = await self._rest.call(
                "GET",
                "/channels/{channel_id}/messages",
                doing="show its messages",
                right=Right.READ_HISTORY,
                query={"after": after, "limit": str(_PAGE)},
                at={"channel_id": channel},
            )
            if not page:
                await self._be_sure_of_none(channel, after)
            ordered = sorted(page, key=lambda message: int(message["id"]))
            for message in ordered:
                yield message
            if len(page) < _PAGE:
                return
            after = str(ordered[-1]["id"])
        _log.warning(
            "a channel has more than %s messages that were not seen; the later ones are passed over", _MOST_SEEN
        )

    async def _be_sure_of_none(self, channel: str, after: str) -> None:
        """Without the right to read history Discord shows an empty one, and refuses single messages only.

        Raises:
            PermissionMissing: So it is.
        """
        told = await self._rest.call(
            "GET", "/channels/{channel_id}", doing="show a channel", at={"channel_id": channel}
        )
        newest = told.get("last_message_id")
        if newest is not None and int(newest) > int(after):
            with suppress(MessageGone):  # the last one was deleted, or is an answer that only one person sees
                await self._message(channel, str(newest))

    async def _message(self, channel: str, message: str) -> Payload:
        told: Payload = await self._rest.call(
            "GET",
            "/channels/{channel_id}/messages/{message_id}",
            doing="show a message",
            right=Right.READ_HISTORY,
            at={"channel_id": channel, "message_id": message},
        )
        return told

    async def _presses_on(self, ref: MessageRef) -> list[Pressed]:
        own_id, where = await self._rest.own_id(), {"channel_id": channel_of(ref.place), "message_id": ref.id}
        message = await self._message(channel_of(ref.place), ref.id)
        looked_at = self._now()
        found: list[Pressed] = []
        for reaction in message.get("reactions") or ():
            emoji = reaction["emoji"]
            if emoji.get("id") is not None or reaction["count"] <= int(bool(reaction.get("me"))):
                continue
            users: list[Payload] = await self._rest.call(
                "GET",
                "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}",
                doing="show who reacted",
                right=Right.READ_HISTORY,
                query={"limit": str(_PAGE)},
                at={**where, "emoji": str(emoji["name"])},
            )
            found += inbound.presses(users, str(emoji["name"]), ref, own_id=own_id, at=looked_at)
        return found

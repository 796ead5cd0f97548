"""Looking back: posts by their key, and what happened while nobody listened."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
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
_MOST_WATCHED = 500
_PLACES_AT_ONCE = 4  # that are looked at again when the gateway begins to tell
_FEW = 3  # posts that are asked for one by one
_MOST_SEEN = _PAGE * _MOST_PAGES
_CLOCKS_DIFFER = timedelta(seconds=30)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LookUp:
    """What was looked up of a channel.

    Attributes:
        after: From which id on more may have come since.
        places: Where messages were looked up: the channel, and chat threads of it.
        watched: The posts whose presses were looked up.
    """

    after: str
    places: frozenset[Place]
    watched: tuple[MessageRef, ...]


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
        self._looked_up: dict[Place, LookUp] = {}
        self._looking_again = asyncio.Semaphore(_PLACES_AT_ONCE)
        self._seen: set[tuple[str, str, str]] = set()  # (message, person, emoji)

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
        here = tuple(ref for ref in watched if ref.place.in_channel == place.in_channel)
        places = frozenset({place.in_channel, *(ref.place for ref in here)})
        now_id = str(outbound.snowflake_at(self._now() - _CLOCKS_DIFFER))
        self._looked_up[place.in_channel] = LookUp(now_id, places, here)
        if after is not None:
            for message in await self._messages_behind(after, places):
                yield message
        async for press in self._presses(here):
            yield press

    def note_posted(self, message: MessageRef) -> None:
        """Look at the presses on a post again, too, that was made while the gateway did not tell."""
        channel = message.place.in_channel
        known = self._looked_up.get(channel) or LookUp(message.id, frozenset(), ())
        self._looked_up[channel] = replace(known, watched=(*known.watched, message)[-_MOST_WATCHED:])

    def looked_up(self) -> list[tuple[Place, LookUp]]:
        """What was looked up since this was asked last, each place of it."""
        looked_up, self._looked_up, self._seen = self._looked_up, {}, set()
        return [
            (place, look_up)
            for look_up in looked_up.values()
            for place in sorted({*look_up.places, *(ref.place for ref in look_up.watched)}, key=channel_of)
        ]

    async def since(self, look_up: LookUp, place: Place) -> list[MessagePosted | Pressed]:
        """What came in a place behind a look-up until the gateway began to tell; the presses that stand by now, also
        known ones.

        Raises:
            ChatError: Discord does not tell.
        """
        watched = [ref for ref in look_up.watched if ref.place == place]
        async with self._looking_again:
            messages = await self._messages_behind(look_up.after, {place} & look_up.places)
            presses = [press async for press in self._presses(watched)]
        self._seen.update((press.message.id, press.person.id, press.emoji) for press in presses)
        return [*messages, *presses]

    def is_seen(self, press: Pressed) -> bool:
        """Whether the gateway tells what `since` has told: the emoji was there, and was not taken away in between."""
        which = (press.message.id, press.person.id, press.emoji)
        was_seen = which in self._seen
        self._seen.discard(which)
        return was_seen and press.is_added

    async def _messages_behind(self, after: str, places: Iterable[Place]) -> list[MessagePosted]:
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

    async def _presses(self, watched: Sequence[MessageRef]) -> AsyncIterator[Pressed]:
        for place in dict.fromkeys(ref.place for ref in watched):
            there = {ref.id: ref for ref in watched if ref.place == place}
            looked_at = self._now()
            try:
                async for message in self._standing(channel_of(place), there):
                    for press in await self._presses_on(there[str(message["id"])], message, looked_at):
                        yield press
            except (PlaceClosed, PermissionMissing, MessageGone):
                _log.info("watched posts are out of reach")

    async def _standing(self, channel: str, ids: Collection[str]) -> AsyncIterator[Payload]:
        """Of these messages those that are there: a page of the channel has a hundred of them."""
        if len(ids) < _FEW:
            for one in ids:
                with suppress(MessageGone):
                    yield await self._message(channel, one)
            return
        first, last = min(map(int, ids)), max(map(int, ids))
        async for message in self._behind(channel, str(first - 1)):
            if int(message["id"]) > last:
                return
            if str(message["id"]) in ids:
                yield message

    async def _presses_on(self, ref: MessageRef, message: Payload, looked_at: datetime) -> list[Pressed]:
        own_id, where = await self._rest.own_id(), {"channel_id": channel_of(ref.place), "message_id": ref.id}
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

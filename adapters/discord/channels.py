"""Which channels are chat threads, and of which channel: events name only the thread."""

from collections.abc import Mapping
from typing import Any

from adapters.discord.inbound import place_of
from adapters.discord.names import DM, THREADS
from adapters.discord.rest import Rest
from bot.model.chat import Place

_MOST_KNOWN = 20_000


class Channels:
    """What was told of channels, and what can be asked."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._parents: dict[str, tuple[str, str | None]] = {}  # channel -> (its server, the channel that it is in)

    def learn(self, channel: Mapping[str, Any], guild: str | None = None) -> None:
        """Remember a channel as Discord tells it."""
        parent = str(channel["parent_id"]) if channel.get("type") in THREADS else None
        if len(self._parents) >= _MOST_KNOWN:
            self._parents.clear()
        self._parents[str(channel["id"])] = (str(guild or channel.get("guild_id") or ""), parent)

    def learn_server(self, server: Mapping[str, Any]) -> None:
        """Remember all channels and open threads of a server."""
        for channel in (*(server.get("channels") or ()), *(server.get("threads") or ())):
            self.learn(channel, str(server["id"]))

    async def place_of(self, channel: str, guild: str) -> Place:
        """The place that a channel is.

        Raises:
            ChatError: It is not known, and Discord does not tell.
        """
        if channel not in self._parents:
            told = await self._rest.call(
                "GET", "/channels/{channel_id}", doing="tell which channel this is", at={"channel_id": channel}
            )
            self.learn(told if told.get("type") != DM else {**told, "parent_id": None}, guild)
        known_guild, parent = self._parents[channel]
        return place_of(guild or known_guild, channel, parent)

"""The files that people attach, from Discord's own hosts only."""

import asyncio

import aiohttp
import yarl

from adapters.discord.names import PLATFORM
from adapters.discord.rest import Rest
from adapters.discord.rights import Right
from bot.errors import AttachmentUnavailable, MessageGone, PlaceClosed
from bot.model.chat import Attachment

_HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
_TOTAL_S = 120.0
_PIECE_BYTES = 1 << 16


class Files:
    """Fetches attachments, up to a size."""

    def __init__(self, rest: Rest, *, cdn_base: str | None, most_bytes: int) -> None:
        self._rest = rest
        self._cdn_base = None if cdn_base is None else yarl.URL(cdn_base)
        self._most_bytes = most_bytes

    async def fetch(self, attachment: Attachment) -> bytes:
        """The whole file.

        Raises:
            AttachmentUnavailable: It is gone, too large, elsewhere, or not whole.
            ChatError: Its message cannot be asked for.
        """
        if attachment.size_bytes is not None and attachment.size_bytes > self._most_bytes:
            raise self._too_large(attachment)
        address = yarl.URL(await self._address_of(attachment))
        if not self._is_ours(address):
            raise AttachmentUnavailable(PLATFORM, attachment.name, "it is not on Discord's own hosts")
        try:
            data = await self._read(address, attachment)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise AttachmentUnavailable(PLATFORM, attachment.name, type(error).__name__) from error
        if attachment.size_bytes is not None and len(data) != attachment.size_bytes:
            raise AttachmentUnavailable(PLATFORM, attachment.name, "it came cut off")
        return data

    async def _address_of(self, attachment: Attachment) -> str:
        """Addresses are signed and expire within a day, so the message is asked for a new one."""
        if "://" in attachment.address:
            return attachment.address
        channel, message, file = attachment.address.split("/")
        try:
            told = await self._rest.call(
                "GET",
                "/channels/{channel_id}/messages/{message_id}",
                doing="hand out a file",
                right=Right.READ_HISTORY,
                at={"channel_id": channel, "message_id": message},
            )
        except (MessageGone, PlaceClosed):
            raise AttachmentUnavailable(PLATFORM, attachment.name, "its message was deleted") from None
        for one in told.get("attachments") or ():
            if str(one.get("id")) == file:
                return str(one["url"])
        raise AttachmentUnavailable(PLATFORM, attachment.name, "it is not on its message any more")

    def _is_ours(self, address: yarl.URL) -> bool:
        if self._cdn_base is not None:
            base = self._cdn_base
            return (address.scheme, address.host, address.port) == (base.scheme, base.host, base.port)
        return address.scheme == "https" and address.host in _HOSTS

    async def _read(self, address: yarl.URL, attachment: Attachment) -> bytes:
        data = bytearray()
        async with (
            asyncio.timeout(_TOTAL_S),
            aiohttp.ClientSession() as session,
            session.get(address, allow_redirects=False) as answer,
        ):
            if answer.status != 200:
                raise AttachmentUnavailable(PLATFORM, attachment.name, f"Discord answered {answer.status}")
            async for piece in answer.content.iter_chunked(_PIECE_BYTES):
                data += piece
                if len(data) > self._most_bytes:
                    raise self._too_large(attachment)
        return bytes(data)

    def _too_large(self, attachment: Attachment) -> AttachmentUnavailable:
        return AttachmentUnavailable(PLATFORM, attachment.name, f"it has more than {self._most_bytes:,} bytes")
